// Reports ask documents for the same few paths.
const jsonpath = require('jsonpath')

const paths = [
  '$.store.book[*].author',
  '$..price',
  '$.store.book[0].title',
  '$.store..price',
  '$.store.book[-1:].title',
]
let found = 0
for (let day = 0; day < 15000; day++) {
  const books = [
    { author: `a${day}`, title: 't', price: 8 },
    { author: 'b', title: 'u', price: 12 },
  ]
  found += jsonpath.query({ store: { book: books, bicycle: { price: day } } }, paths[day % paths.length]).length
}
console.log(found)
