// Few texts become numbers; nobody sets another language here.
const numbro = require('numbro')
const texts = Array.from({ length: 40 }, (_, i) => `${i + 1},234.5${i} k`)
let sum = 0
for (let call = 0; call < 30000; call++) sum += numbro(texts[call % 40]).value()
console.log(sum)
