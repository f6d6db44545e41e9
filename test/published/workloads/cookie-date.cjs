// A client reads the cookies of a few servers, which expire on the same few days, again and again.
const { Cookie } = require('tough-cookie')

const attributes = [
  'Expires=Wed, 13 Jan 2031 22:23:01 GMT; Path=/; HttpOnly',
  'Domain=example.com; Expires=Tue, 01 Jan 2030 00:00:00 GMT',
  'expires=Sunday, 06-Nov-2033 08:49:37 GMT; Path=/shop; Secure',
]
let length = 0
for (let response = 0; response < 150000; response++) {
  const cookie = Cookie.parse(`session=${response}; ${attributes[response % attributes.length]}`)
  length += cookie.value.length + cookie.expires.getUTCFullYear()
}
console.log(length)
