// Two callers ask who they are.
const callsites = require('callsites')
const first = () => callsites()[0].getLineNumber()
const second = () => callsites()[0].getLineNumber()
let sum = 0
for (let call = 0; call < 20000; call++) sum += call % 2 ? first() : second()
console.log(sum)
