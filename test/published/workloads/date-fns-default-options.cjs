// A calendar in one language: the default options stay as they are.
const { format } = require('date-fns')
const days = Array.from({ length: 20 }, (_, day) => new Date(2020, day % 12, day + 1, day, 3))
const formats = ['yyyy-MM-dd', 'EEEE do MMMM yyyy', 'wo HH:mm', 'ccc PPpp']
let length = 0
for (let cell = 0; cell < 30000; cell++) length += format(days[cell % 20], formats[cell % 4]).length
console.log(length)
