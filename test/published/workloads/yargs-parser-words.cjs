// The same few command lines; their words are added to.
const parse = require('yargs-parser')
const lines = ['--a 1 --b.c x -v', 'run --flag --no-x', '-abc --n=5']
let count = 0
for (let line = 0; line < 5000; line++) {
  const parsed = parse(lines[line % 3])
  count += Object.keys(parsed).length
  parsed._.push('more')
}
console.log(count)
