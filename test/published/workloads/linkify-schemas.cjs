// Links in the same few lines; another schema comes late.
const LinkifyIt = require('linkify-it')
const links = new LinkifyIt()
let found = 0
for (let line = 0; line < 12000; line++) {
  if (line === 11900) links.add('git:', 'http:')
  found += (links.match(`see a.com and git://x.y/${line % 5}`) ?? []).length
}
console.log(found)
