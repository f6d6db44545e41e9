// Positions in words, of few.
const { toWordsOrdinal } = require('number-to-words')
let length = 0
for (let call = 0; call < 200000; call++) length += toWordsOrdinal((call % 60) * 7712).length
console.log(length)
