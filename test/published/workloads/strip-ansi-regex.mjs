// A log is cleaned of its colours, line by line.
import stripAnsi from 'strip-ansi'

let length = 0
for (let line = 0; line < 60000; line++) {
  length += stripAnsi(`\u001B[3${line % 8}m${line}\u001B[39m served in ${line % 97} ms`).length
}
console.log(length)
