// Comments are checked; a moderator adds a word late.
const Filter = require('bad-words')

const filter = new Filter()
const comments = [
  'what a lovely day',
  'this is some hells bells',
  'an ordinary remark',
  'where is the spoon',
  'grumble and fuss',
]
let flagged = 0
for (let i = 0; i < 600; i++) {
  if (i === 580) filter.addWords('fuss')
  if (filter.isProfane(comments[i % comments.length])) flagged++
}
console.log(flagged)
