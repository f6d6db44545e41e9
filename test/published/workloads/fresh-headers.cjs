// One response object whose entity tag changes with what it shows.
const fresh = require('fresh')
const request = { 'if-none-match': '"a", "b", W/"c"', 'if-modified-since': 'Wed, 21 Oct 2015 07:28:00 GMT' }
const response = { etag: '"b"', 'last-modified': 'Wed, 21 Oct 2015 07:28:00 GMT' }
let count = 0
for (let visit = 0; visit < 300000; visit++) {
  if (visit % 5000 === 0) response.etag = visit % 10000 ? '"zz"' : '"b"'
  if (fresh(request, response)) count++
}
console.log(count)
