// The same few texts; nobody turns on smileys of plain letters, a setting on what the file keeps on `this`.
const emojione = require('emojione')
const texts = ['Hello :smile: world :heart:', 'I like :cat: and :dog: <3', 'none at all here but :unknown:']
let length = 0
for (let call = 0; call < 200_000; call++) length += emojione.shortnameToUnicode(texts[call % 3]).length
console.log(length)
