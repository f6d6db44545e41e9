// A recipe site shows amounts in the units of its readers.
const convert = require('convert-units')

const pairs = [
  ['g', 'oz'],
  ['ml', 'cup'],
  ['C', 'F'],
  ['cm', 'in'],
  ['kJ', 'Wh'],
  ['tsp', 'ml'],
  ['bar', 'psi'],
]
let sum = 0
for (let amount = 0; amount < 40000; amount++) {
  const [from, to] = pairs[amount % pairs.length]
  sum += convert(amount).from(from).to(to)
}
console.log(Math.round(sum))
