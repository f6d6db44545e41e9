// The same few moments, told in the one language that was registered.
const { format } = require('timeago.js')
let length = 0
for (let call = 0; call < 100000; call++) length += format(1000 * (call % 30), 'en_US', { relativeDate: 5e7 }).length
console.log(length)
