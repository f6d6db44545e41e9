// Two projects are built one after the other, each in its folder.
const { join } = require('node:path')
const { resolve } = require('pathe')

const names = ['src/index.ts', './lib/../dist/main.js', 'package.json', '../shared/config.json']
let length = 0
for (let file = 0; file < 60000; file++) {
  if (file === 58000) process.chdir(join(__dirname, 'node_modules'))
  length += resolve(names[file % names.length]).length % 7
}
console.log(length > 0)
