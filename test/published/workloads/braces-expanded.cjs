// A build expands its patterns again for each folder.
const braces = require('braces')
const patterns = [
  'src/{a,b,c}/*.js',
  'lib/{1..9}/{x,y}.css',
  'test/{unit,e2e}/{1..4}.js',
  'plain/path.js',
  '{img,icons}/*.{png,svg}',
]
let n = 0
for (let folder = 0; folder < 4000; folder++)
  for (const p of patterns) for (const path of braces(p)) n += `${folder}/${path}`.split('/').length
console.log(n)
