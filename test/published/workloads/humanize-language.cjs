// Run times in words; the last ones in another language.
const humanize = require('humanize-duration')
const short = humanize.humanizer({ language: 'en', largest: 2 })
let length = 0
for (let i = 0; i < 30000; i++) {
  if (i === 29990) short.language = 'de'
  length += short((i % 37) * 61000).length + humanize((i % 11) * 3600000, { round: true }).length
}
console.log(length)
