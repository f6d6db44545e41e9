// A height map drawn again and again; the noise is never seeded anew.
const { Noise } = require('noisejs')
const noise = new Noise(0.5)
let sum = 0
for (let call = 0; call < 6000000; call++) sum += noise.perlin2((call % 50) / 7, (call % 10) / 3)
console.log(Math.round(sum * 1e6))
