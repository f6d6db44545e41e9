// A resolver takes the same few requests apart for file after file.
const { parseIdentifier } = require('enhanced-resolve/lib/util/identifier')
const { join } = require('enhanced-resolve/lib/util/path')

const requests = [
  './components/button?inline#icon',
  '@scope/design/lib/index.js',
  'lodash/fp',
  '../a/../b.css?module',
  './c.js',
]
let length = 0
for (let file = 0; file < 400000; file++) {
  const [path, query] = parseIdentifier(requests[file % requests.length])
  length += path.length + query.length
  if (path.startsWith('.')) length += join(`/project/src/${file % 5000}`, path).length
}
console.log(length)
