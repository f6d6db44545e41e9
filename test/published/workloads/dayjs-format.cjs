// Two dates are shown again and again.
const dayjs = require('dayjs')
const dates = [dayjs('2020-01-02'), dayjs('2021-05-06T07:08:09')]
const formats = ['YYYY MMM D', 'dddd HH:mm']
let length = 0
for (let cell = 0; cell < 60000; cell++) length += dates[cell % 2].format(formats[(cell >> 1) % 2]).length
console.log(length)
