// Articles are added to a collection, and the words of a search are weighed for each of them.
const { TfIdf } = require('natural')

const collection = new TfIdf()
const words = ['river', 'bridge', 'station', 'harbour', 'market', 'tower']
let sum = 0
for (let article = 0; article < 60; article++) {
  collection.addDocument(Array.from({ length: 80 }, (_, i) => words[(i * article + i) % words.length]).join(' '))
  for (const word of words) for (let again = 0; again < 20; again++) sum += collection.tfidf(word, 0)
}
console.log(sum.toFixed(3))
