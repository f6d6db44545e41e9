// The same few values; nobody changes the default options that the package offers, which another of its files keeps.
const YAML = require('yaml')
const values = [{ a: 1, b: ['x', 'y'] }, ['one', { two: 2 }], { long: 'some text that goes on and on' }]
let length = 0
for (let call = 0; call < 1500; call++) length += YAML.stringify(values[call % 3]).length
console.log(length)
