// Requests with a few cookie headers; one handler forgets the theme.
const cookie = require('cookie')
const headers = ['sid=abc; theme=dark; lang=en', 'a=1; b=2; c=%20x', 'sid=zzz']
let count = 0
for (let request = 0; request < 120000; request++) {
  const cookies = cookie.parse(headers[request % 3])
  count += Object.keys(cookies).length
  if (request > 100000 && request % 3 === 0) cookies.theme = undefined
}
console.log(count)
