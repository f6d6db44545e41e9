// The links of a site's pages: few addresses, written the same way, with options made for each call.
import normalizeUrl from 'normalize-url'

const urls = [
  'HTTP://www.Example.com:80/a/../b?z=1&a=2#frag',
  'example.org/path/',
  '//cdn.example.net/x.js?utm_source=news&q=1',
  'https://user:pw@host.example/%7Efoo/',
]
let length = 0
for (let i = 0; i < 15000; i++) {
  length += normalizeUrl(urls[i % urls.length], { stripHash: true, removeTrailingSlash: true }).length
}
console.log(length)
