// Few texts; a renderer is plugged in late.
const { marked } = require('marked')
const texts = ['# A *b*\n\n- x\n- y', 'some **bold** [l](http://x.y)', '> q\n\n`code`']
marked.setOptions({ headerIds: false, mangle: false })
let length = 0
for (let page = 0; page < 4000; page++) {
  if (page === 3900) marked.use({ breaks: true, renderer: { strong: (text) => `<b>${text}</b>` } })
  length += marked(texts[page % 3]).length
}
console.log(length)
