// A clock and a fixed date are shown again and again.
const moment = require('moment')
const dates = [moment('2020-01-02'), moment('2021-05-06')]
let length = 0
for (let cell = 0; cell < 40000; cell++) {
  if (cell % 9000 === 8999) dates[0].add(1, 'day')
  length += dates[cell % 2].format('YYYY MMM Do dddd').length
}
console.log(length)
