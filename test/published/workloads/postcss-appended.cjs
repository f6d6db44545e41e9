// Few style sheets; some get a rule more.
const postcss = require('postcss')
const sheets = ['a{color:red}', '.b{margin:0 1px}', '@media x{c{d:e}}']
let length = 0
for (let page = 0; page < 2500; page++) {
  const root = postcss.parse(sheets[page % 3])
  if (page % 10 === 0) root.append({ selector: 'z' })
  length += root.toString().length
}
console.log(length)
