// A dictionary's search field: what readers type becomes kana, with obsolete kana or while it is typed.
const wanakana = require('wanakana')

const words = ['toukyou', 'wiski', 'onaji', 'buttsuuji', 'kyoto', 'gakkou', 'weekend', 'sensei', 'nihongo', 'arigatou']
let length = 0
for (let search = 0; search < 3000; search++) {
  const word = words[search % words.length] + (search % 7 ? '' : search)
  const options = search % 3 ? { useObsoleteKana: true } : { IMEMode: true }
  length += wanakana.toKana(word, options).length
}
console.log(length)
