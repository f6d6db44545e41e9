// The axes of a dashboard: each scale writes its ticks in the same format.
const { scaleLinear } = require('d3-scale')

let length = 0
for (let chart = 0; chart < 30000; chart++) {
  const top = [0.5, 20, 1000][chart % 3]
  const format = scaleLinear()
    .domain([0, top])
    .tickFormat(5, [',f', '$,f', '.2s'][(chart >> 2) % 3])
  length += format(top / 3).length
}
console.log(length)
