// A kitchen works out recipes: quantities of a few units, written in many ways.
const { unit } = require('mathjs')

const quantities = ['kg', 'gram', 'litre', 'ml', 'cup', 'tablespoon', 'teaspoon', 'ounce']
let sum = 0
for (let line = 0; line < 15000; line++) {
  const quantity = unit(1 + (line % 9), quantities[line % quantities.length])
  const to = ['kg', 'gram', 'ml', 'ml', 'ml', 'ml', 'ml', 'gram'][line % quantities.length]
  sum += quantity.toNumber(to)
}
console.log(Math.round(sum))
