// Selectors are matched from the right now and then.
const { parse } = require('css-what')
const selectors = ['div > p.a:not(.b) ~ x', 'ul li:nth-child(2n+1) a[href^="x"]', '#id .c, .d']
let length = 0
for (let match = 0; match < 20000; match++) {
  const [steps] = parse(selectors[match % 3])
  if (match % 50 === 49) steps.reverse()
  length += steps[0].type.length + steps.length
}
console.log(length)
