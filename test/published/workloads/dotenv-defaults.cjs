// The same few files, and now and then a setting is overruled.
const { parse } = require('dotenv')
let length = 0
for (let file = 0; file < 30000; file++) {
  const settings = parse(`HOST=localhost\nNAME="a name"\nPORT=808${file % 5}`)
  if (file % 700 === 0) settings.HOST = 'example.org'
  length += settings.HOST.length + settings.NAME.length
}
console.log(length)
