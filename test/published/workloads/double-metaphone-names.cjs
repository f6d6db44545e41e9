// A register of names is searched by sound.
const doubleMetaphone = require('double-metaphone')

const names = ['Schmidt', 'Michael', 'Thompson', 'Wright', 'Xavier', 'Czerny', 'Johnson', 'Gallagher', 'Knight']
let length = 0
for (let i = 0; i < 150000; i++) length += doubleMetaphone(names[(i * 4) % names.length])[0].length
console.log(length)
