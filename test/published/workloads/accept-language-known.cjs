// Requests name the languages that they like; a translation is added late.
const acceptLanguage = require('accept-language')
const known = acceptLanguage.default || acceptLanguage

known.languages(['en-US', 'de', 'fr'])
const headers = ['en-US,en;q=0.9,de;q=0.8', 'zh-Hans-CN,zh;q=0.9,en;q=0.2', 'fr-CA;q=0.8,nl;q=0.9', 'de-DE,de;q=0.9']
let length = 0
for (let i = 0; i < 30000; i++) {
  if (i === 28000) known.languages(['en-US', 'de', 'fr', 'nl', 'zh-Hans'])
  length += known.get(headers[i % headers.length]).length
}
console.log(length)
