// A page is drawn again and again in the colours of its theme.
const { darken, lighten, readableColor, transparentize } = require('polished')

const theme = ['#336699', '#ff8800', 'rgb(12,34,56)', '#123', 'palevioletred']
let length = 0
for (let part = 0; part < 150000; part++) {
  const color = theme[part % theme.length]
  const border = part % 2 === 0 ? darken(0.1, color) : lighten(0.2, color)
  length += `${border} ${readableColor(color)} ${transparentize(0.5, border)}`.length
}
console.log(length)
