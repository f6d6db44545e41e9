// Price lists in one currency: nothing tells from outside that the settings decide.
const accounting = require('accounting')
const amounts = [1234.5, -7, 0, 99999.999]
let length = 0
for (let line = 0; line < 40000; line++) length += accounting.formatMoney(amounts[line % 4]).length
console.log(length)
