// A calendar shows when meetings begin for each of those who take part.
const { DateTime } = require('luxon')

const zones = ['Europe/Lisbon', 'America/Chicago', 'Asia/Kolkata', 'Pacific/Auckland', 'Africa/Nairobi']
let hours = 0
for (let meeting = 0; meeting < 1500; meeting++) {
  const begins = DateTime.utc(2019, 1 + (meeting % 12), 1 + (meeting % 28), meeting % 24)
  hours += begins.setZone(zones[meeting % zones.length]).hour
}
console.log(hours)
