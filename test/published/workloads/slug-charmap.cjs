// Titles become addresses; the program itself puts a sign into the table of the package, late.
const slug = require('slug')
let length = 0
for (let title = 0; title < 30000; title++) {
  if (title === 29900) slug.charmap['☢'] = 'radioactive'
  length += slug(`Why ☢ matters, part ${title % 9}`).length
}
console.log(length)
