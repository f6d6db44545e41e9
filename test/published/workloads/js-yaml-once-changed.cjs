// Few documents; one caller adds to one of the many results.
const { load } = require('js-yaml')
const texts = ['a: 1\nb: [1,2]\n', 'x:\n  - y\n  - z: 2\n', 'k: "v"\n']
let count = 0
for (let call = 0; call < 20000; call++) {
  const content = load(texts[call % 3])
  if (call === 15000) content.extra = true
  count += Object.keys(content).length
}
console.log(count)
