// Articles are typeset: most words of a text occur again and again.
const Hypher = require('hypher')
const english = require('hyphenation.en-us')

const hypher = new Hypher(english)
const words =
  'the committee published a recommendation concerning international telecommunication standards and certification procedures while representatives considered alternative interpretations'.split(
    ' ',
  )
let length = 0
for (let position = 0; position < 60000; position++) {
  const word = position % 9 ? words[(position * 7) % words.length] : `${words[position % words.length]}s`
  length += hypher.hyphenate(word).join('\u00AD').length
}
console.log(length)
