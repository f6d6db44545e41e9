// File names of a few types; one type is defined anew late.
const mime = require('mime')
const names = ['a.js', 'b/c.png', 'x.html', 'y.json']
let length = 0
for (let file = 0; file < 400000; file++) {
  if (file === 390000) mime.define({ 'text/zzz': ['json'] }, true)
  length += mime.getType(names[file % 4]).length
}
console.log(length)
