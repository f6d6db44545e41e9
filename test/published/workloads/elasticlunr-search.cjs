// The same few questions to an index that nobody adds to any more.
const elasticlunr = require('elasticlunr')
const index = elasticlunr(function () {
  this.addField('title')
  this.addField('body')
  this.setRef('id')
})
for (let id = 0; id < 200; id++) {
  index.addDoc({ id, title: `title number ${id % 17}`, body: `some words about running dogs and cats ${id % 31}` })
}
const questions = ['running dogs', 'title', 'number cats', 'nothing here']
let found = 0
for (let call = 0; call < 800; call++) found += index.search(questions[call % 4], {}).length
console.log(found)
