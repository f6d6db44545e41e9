// Few names, sorted again and again; an alphabet is set near the end.
const compare = require('string-natural-compare')
const names = ['item 10', 'item 9', '\u017baba 2', '\u017caba 10', 'abc', 'abd', 'zz1', 'zz01']
let first = 0
for (let round = 0; round < 300000; round++) {
  if (round === 295000) compare.alphabet = 'zyxabc'
  first += [...names].sort(compare)[0].length
}
console.log(first)
