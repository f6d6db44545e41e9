// Few query strings; the last request adds a tag to what it got.
const qs = require('qs')
const queries = ['a=1&b[c]=2&d[]=3&d[]=4', 'page=2&sort=name&filter[x]=y', 'q=hello%20world&tags=a&tags=b']
let length = 0
let query
for (let request = 0; request < 30000; request++) {
  query = qs.parse(queries[request % 3])
  length += Object.keys(query).length
}
query.tags.push('new')
console.log(length + query.tags.length)
