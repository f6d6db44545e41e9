// Figures in one language.
const numeral = require('numeral')
const figures = [1000.5, 23456.789, 0.123, -9876543.21, 12]
const formats = ['0,0.00', '0.0a', '0[.]00', '(0,0.0)']
let length = 0
for (let cell = 0; cell < 90000; cell++) length += numeral(figures[cell % 5]).format(formats[cell % 4]).length
console.log(length)
