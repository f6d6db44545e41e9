// A page writes the links of its rows by the patterns of its routes.
const { compile } = require('path-to-regexp')

const patterns = [
  '/orders/:id(\\d+)/lines/:line',
  '/customers/:name',
  '/articles/:group/:sku/:view?',
  '/search/:words+',
]
let length = 0
for (let row = 0; row < 40000; row++) {
  const toPath = compile(patterns[row % patterns.length])
  length += toPath({
    id: String(row),
    line: '3',
    name: 'ada',
    group: 'tools',
    sku: `s${row}`,
    words: ['a', 'b'],
  }).length
}
console.log(length)
