// An object mapper reads the same few fields of every document.
const mpath = require('mpath')

const paths = ['user.address.city', 'user.tags.n', 'user.address.lines[1]', 'meta.version', 'user["address"].city']
const user = { address: { city: 'Bern', lines: ['a', 'b'] }, tags: [{ n: 1 }, { n: 2 }] }
let length = 0
for (let row = 0; row < 700000; row++) {
  const found = mpath.get(paths[row % paths.length], { id: row, user, meta: { version: row % 7 } })
  length += String(found).length
}
console.log(length)
