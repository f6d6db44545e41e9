// Icons are measured; now and then a caller makes their commands absolute.
const { parseSVG, makeAbsolute } = require('svg-path-parser')
const icons = ['M10 10h5l-3 4z', 'm3.5 7q2 3 4 0t4 0', 'M0 0C10 20 30 20 40 0A5 5 0 0 1 50 10z']
let total = 0
for (let i = 0; i < 6000; i++) {
  const commands = parseSVG(icons[i % 3])
  if (i % 1500 === 1499) makeAbsolute(commands)
  total += commands.length + (commands[1].x || 0)
}
console.log(total)
