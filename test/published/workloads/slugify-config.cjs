// Titles become addresses; another separator comes late.
const { slugify } = require('transliteration')
let sum = 0
for (let title = 0; title < 8000; title++) {
  if (title === 7900) slugify.config({ separator: '_' })
  sum += slugify(`你好 World ${title % 5}`).charCodeAt(2)
}
console.log(sum)
