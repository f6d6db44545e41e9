// Pages list the same few companies, whose names are escaped each time.
const { encodeHTML } = require('entities')

const names = [
  'Müller & Söhne GmbH — Fahrräder, E-Bikes & Zubehör',
  'Crêperie «Chez Zoé» <since 1987>, 14 rue de l’Église',
  'Ångström & Co. “Optik” ≥ 3 µm ± 0,2 µm',
  'Plain Ltd',
]
let length = 0
for (let page = 0; page < 25000; page++) {
  const cells = []
  for (let row = 0; row < 4; row++) cells.push(`<td>${encodeHTML(names[(page + row) % names.length])}</td>`)
  length += cells.join('').length
}
console.log(length)
