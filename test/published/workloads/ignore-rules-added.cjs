// Is a path ignored? One more rule comes late.
const ignore = require('ignore')
const rules = ignore().add(['*.log', 'dist/'])
let ignored = 0
for (let question = 0; question < 60000; question++) {
  if (question === 59000) rules.add('src/a1.js')
  if (rules.ignores(`src/a${question % 9}.js`)) ignored++
}
console.log(ignored)
