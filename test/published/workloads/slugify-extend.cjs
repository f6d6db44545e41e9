// Titles become addresses; one sign is given a name late.
const slugify = require('slugify')
const titles = [
  'Hello, World!',
  'Crème brûlée & more',
  'Ça va? Très bien',
  '10 reasons why ☢ matters',
  'Über uns',
  'straße und platz ♥',
]
let length = 0
for (let i = 0; i < 60000; i++) {
  if (i === 59900) slugify.extend({ '☢': 'radioactive' })
  length += slugify(titles[i % titles.length], { lower: true }).length
}
console.log(length)
