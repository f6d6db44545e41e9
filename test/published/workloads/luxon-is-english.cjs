// An importer reads the dates of a spreadsheet, written as people of several countries write them.
const { DateTime } = require('luxon')

const formats = [
  { format: 'dd. MMMM yyyy', locale: 'de', write: (day) => `${day}. November 2023` },
  { format: "d LLL yyyy 'at' H:mm", locale: 'en-GB', write: (day) => `${Number(day)} Jun 2022 at 7:05` },
  { format: 'EEEE', locale: 'fr', write: (day) => (Number(day) % 2 ? 'lundi' : 'jeudi') },
]
let sum = 0
for (let row = 0; row < 500; row++) {
  const { format, locale, write } = formats[row % formats.length]
  const text = write(String(1 + (row % 28)).padStart(2, '0'))
  const date = DateTime.fromFormat(text, format, { locale, zone: 'utc' })
  sum += date.isValid ? date.toFormat('cccc d LLLL').length : 0
}
console.log(sum)
