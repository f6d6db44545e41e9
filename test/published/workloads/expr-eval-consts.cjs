// Few expressions, parsed again for each row.
const { Parser } = require('expr-eval')
const parser = new Parser()
const expressions = ['2 * x + PI', 'sin(x) ^ 2 + cos(x) ^ 2', 'min(x, y, 3) * E', 'x > 3 ? y : x']
let sum = 0
for (let row = 0; row < 40000; row++) sum += parser.parse(expressions[row % 4]).evaluate({ x: row % 7, y: row % 3 })
console.log(sum.toFixed(6))
