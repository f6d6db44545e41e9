// Few headers; cookies that came later are listed later.
const { Cookie, cookieCompare } = require('tough-cookie')

const headers = ['a=1; Path=/', 'b=2; Path=/', 'c=3; Path=/']
let listed = 0
for (let response = 0; response < 40000; response++) {
  const cookies = [0, 1, 2].map((at) => Cookie.parse(headers[(response + at) % headers.length]))
  const [first] = [...cookies].reverse().sort(cookieCompare)
  listed += first.key === headers[response % headers.length][0] ? 1 : 0
}
console.log(listed)
