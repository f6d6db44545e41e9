// Few calendars are read; nobody tells the parser of another property.
import ICAL from 'ical.js'

const calendars = Array.from({ length: 20 }, (_, i) =>
  [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    `SUMMARY:Event ${i}`,
    'X-NOTE;VALUE=TEXT:a\\,b',
    `DTSTART;TZID=Europe/Berlin:20240101T1000${10 + i}`,
    'RRULE:FREQ=WEEKLY;COUNT=10;BYDAY=MO,TU',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n'),
)
let length = 0
for (let call = 0; call < 12000; call++) length += ICAL.parse(calendars[call % 20])[2].length
console.log(length)
