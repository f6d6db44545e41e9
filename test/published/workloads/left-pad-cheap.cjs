// Line numbers of listings.
const leftPad = require('left-pad')

let length = 0
for (let listing = 0; listing < 3000; listing++)
  for (let line = 1; line < 400; line++) length += leftPad(line, 5).length
console.log(length)
