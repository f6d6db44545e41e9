// Few values; some are written in capitals.
const parse = require('postcss-value-parser')
const values = ['url(a.png) no-repeat 10px', 'calc(1px + 2em) solid', 'rgba(1,2,3,.5) 0 0']
let length = 0
for (let rule = 0; rule < 20000; rule++) {
  const parsed = parse(values[rule % 3])
  if (rule % 40 === 0) {
    parsed.walk((node) => {
      if (node.type === 'word') node.value = node.value.toUpperCase()
    })
  }
  length += parsed.toString().length
}
console.log(length)
