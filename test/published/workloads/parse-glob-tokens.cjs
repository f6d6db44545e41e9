// A build tool asks of each file which of its globs it belongs to, by their beginnings and ends first.
const parseGlob = require('parse-glob')

const globs = [
  'src/**/*.{js,jsx}',
  'test/*.spec.js',
  '!**/node_modules/**',
  'assets/img/*.png',
  'docs/**/[a-z]*.md',
  'lib/*.min.js',
]
let found = 0
for (let number = 0; number < 12000; number++) {
  const file = `src/part${number % 300}/file${number}.js`
  const { dirname, extname } = parseGlob(globs[number % globs.length])
  if (file.endsWith(extname)) found += file.length
  if (file.startsWith(dirname)) found++
}
console.log(found)
