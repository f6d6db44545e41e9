// Few words, singular and plural.
const pluralize = require('pluralize')
const words = ['cat', 'person', 'sheep', 'bus', 'analysis']
let length = 0
for (let line = 0; line < 40000; line++) length += pluralize(words[line % 5], line % 3).length
console.log(length)
