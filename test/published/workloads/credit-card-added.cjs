// Few numbers as they are typed; no type of card is added.
const creditCardType = require('credit-card-type')
const numbers = ['4111', '5105', '378282', '6011', '30569309025904', '36', '62', '2200']
let found = 0
for (let call = 0; call < 100000; call++) found += creditCardType(numbers[call % 8]).length
console.log(found)
