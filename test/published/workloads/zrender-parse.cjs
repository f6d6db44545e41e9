// A chart derives the colours of its highlighted bars from those of its series.
const color = require('zrender/lib/tool/color')

const series = ['#c23531', '#2f4554', 'rgba(97,160,168,0.8)', 'hsl(20, 60%, 40%)', 'steelblue']
let length = 0
for (let bar = 0; bar < 120000; bar++) {
  const base = series[bar % series.length]
  length += color.lift(base, -0.1).length + color.toHex(base).length
  if (bar % 3 === 0) length += color.modifyAlpha(base, 0.4).length
}
console.log(length)
