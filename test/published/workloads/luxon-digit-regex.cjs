// An importer reads the dates of a spreadsheet, written as people of several countries write them.
const { DateTime } = require('luxon')

const formats = [
  { format: 'yyyy-MM-dd HH:mm', locale: 'en-US', write: (day) => `2024-03-${day} 08:30` },
  { format: 'dd.MM.yyyy', locale: 'de', write: (day) => `${day}.11.2023` },
  { format: "d LLL yyyy 'at' H:mm", locale: 'en-GB', write: (day) => `${Number(day)} Jun 2022 at 7:05` },
]

let sum = 0
for (let row = 0; row < 4000; row++) {
  const { format, locale, write } = formats[row % formats.length]
  const text = write(String(1 + (row % 28)).padStart(2, '0'))
  const date = DateTime.fromFormat(text, format, { locale, zone: 'utc' })
  sum += date.isValid ? date.ordinal : 0
}
console.log(sum)
