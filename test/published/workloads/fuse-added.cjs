// A few questions are asked of a catalogue again and again; a book is added late.
const Fuse = require('fuse.js')
const books = Array.from({ length: 60 }, (_, i) => ({
  title: `Book number ${i} about ${['cats', 'dogs', 'rivers', 'towns'][i % 4]}`,
  author: `Author ${i % 7}`,
}))
const fuse = new Fuse(books, { keys: ['title', 'author'] })
const queries = ['cats', 'river', 'autor 3', 'number 12', 'twon']
let count = 0
for (let i = 0; i < 600; i++) {
  if (i === 598) fuse.add({ title: 'More cats', author: 'Nobody' })
  count += fuse.search(queries[i % 5]).length
}
console.log(count)
