// Tables of figures in one format.
const BigNumber = require('bignumber.js')
const figures = [new BigNumber('1234567.891'), new BigNumber('-22.5')]
let length = 0
for (let cell = 0; cell < 60000; cell++) length += figures[cell % 2].toFormat(2).length
console.log(length)
