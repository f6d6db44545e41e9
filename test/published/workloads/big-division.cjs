// Shares of a sum; then reports ask for fewer digits.
const Big = require('big.js')
const sums = [new Big(10), new Big(7)]
const parts = [new Big(3), new Big('1.7')]
let length = 0
for (let share = 0; share < 20000; share++) {
  if (share === 15000) Big.DP = 3
  length += sums[share % 2].div(parts[(share >> 1) % 2]).toString().length
}
console.log(length)
