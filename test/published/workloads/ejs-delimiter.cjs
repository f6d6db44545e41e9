// The same template text means another thing after the delimiter was set.
const ejs = require('ejs')
const templates = ['<p><%= a %></p>', '<? if (a) { ?>x<? } ?><% if (b) { %>y<% } %>', '<%- b %>']
let length = 0
for (let page = 0; page < 1500; page++) {
  if (page === 1000) ejs.delimiter = '?'
  length += ejs.compile(templates[page % 3])({ a: 1, b: 2 }).length
}
console.log(length)
