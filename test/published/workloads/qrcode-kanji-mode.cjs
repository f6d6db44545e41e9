// The same few texts; nobody sets a function for kanji, which would change how texts are cut.
const { create } = require('qrcode')
const texts = ['https://example.org/a', 'HELLO 123 hello 456', '1234567890']
let dark = 0
for (let call = 0; call < 900; call++) {
  for (const bit of create(texts[call % 3]).modules.data) dark += bit
}
console.log(dark)
