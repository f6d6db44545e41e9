// A linter asks for each feature of each file whether the project's browsers have it.
const browserslist = require('browserslist')

const targets = [
  ['last 2 versions', 'not dead', '> 0.5%'],
  ['Firefox ESR', 'chrome >= 90', 'not op_mini all'],
  ['defaults and fully supports es6-module'],
]
let length = 0
for (let file = 0; file < 2500; file++) {
  for (const queries of targets) {
    length += browserslist.parse([...queries, 'not ie 11', 'maintained node versions']).length
    if (file % 10 === 0) length += browserslist(queries).length
  }
}
console.log(length)
