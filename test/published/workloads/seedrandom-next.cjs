// Draws from a seeded generator.
const seedrandom = require('seedrandom')
const next = seedrandom('seed')
let count = 0
for (let draw = 0; draw < 300000; draw++) if (next() > 0.5) count++
console.log(count)
