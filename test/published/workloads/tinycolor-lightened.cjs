// Few colours; some are lightened.
const tinycolor = require('tinycolor2')
const names = ['red', '#abc', 'rgb(1,2,3)', 'hsl(120,50%,50%)']
let length = 0
for (let cell = 0; cell < 40000; cell++) {
  const colour = tinycolor(names[cell % 4])
  if (cell % 20 === 3) colour.lighten(10)
  length += colour.toHexString().length
}
console.log(length)
