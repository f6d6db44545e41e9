// A log is coloured until its output turns out to be a file.
const chalk = require('chalk')
chalk.level = 1
let length = 0
for (let line = 0; line < 60000; line++) {
  if (line === 50000) chalk.level = 0
  length += chalk.red.bold(`line ${line % 5}`).length
}
console.log(length)
