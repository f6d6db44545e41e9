// The same few texts are indexed once more for each build.
const lunr = require('lunr')
const texts = ['Hello big world of things', 'Running quickly away', 'The cats sat']
let builds = 0
for (; builds < 150; builds++) {
  lunr(function () {
    this.ref('id')
    this.field('text')
    for (const [id, text] of texts.entries()) this.add({ id, text })
  })
}
console.log(builds)
