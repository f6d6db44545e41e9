// Help texts are wrapped for terminals of two widths.
const wrapAnsi = require('wrap-ansi')
const help = [
  '\u001B[1mUsage\u001B[22m: tool [options] <file> reads the file and prints what it finds in it, one line for each',
  '--color   \u001B[32malways\u001B[39m, never or auto: whether to colour what is printed to the terminal',
  '--width   columns of the terminal; everything that is longer will be wrapped at word boundaries',
]
let length = 0
for (let i = 0; i < 4000; i++) length += wrapAnsi(help[i % 3], [60, 80][(i >> 2) & 1], { hard: i % 2 === 0 }).length
console.log(length)
