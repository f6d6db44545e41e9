// Titles are compared with each other, more than 32 characters long: the slower of its two ways.
const { distance } = require('fastest-levenshtein')

const phrases = [
  'install the package',
  'uninstall the package',
  'update everything',
  'publish a version',
  'configuration',
]
const titles = phrases.map((phrase) => phrase.repeat(4))
let sum = 0
for (let i = 0; i < 60000; i++) sum += distance(titles[i % 5], titles[(i * 3 + 1) % 5])
console.log(sum)
