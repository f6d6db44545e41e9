// A designer's tool sorts what it finds in style sheets by hue.
import { convert, parse } from '@asamuzakjp/css-color'

const palette = [
  '#336699',
  'rebeccapurple',
  'hsl(210 50% 40%)',
  'rgb(10% 20% 30% / 0.5)',
  'oklch(0.7 0.1 200)',
  'lab(40% 20 -30)',
]
const byHue = new Map()
for (let rule = 0; rule < 16000; rule++) {
  const coordinates = parse(palette[rule % palette.length], { alpha: true })
  const hue = Math.round(convert.xyzToHsl(coordinates.slice(0, 3))[0])
  byHue.set(hue, (byHue.get(hue) ?? 0) + 1)
}
console.log([...byHue].join(' '))
