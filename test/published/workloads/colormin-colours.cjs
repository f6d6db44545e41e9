// The style sheet of a shop is minified three times; it has a few hundred colours.
const postcss = require('postcss')
const { default: colormin } = require('postcss-colormin')

const palette = []
for (let i = 0; i < 40; i++) {
  const hex = `#${(i * 4000 + 100000).toString(16).padStart(6, '0')}`
  palette.push(`rgb(${i * 6}, ${255 - i * 3}, ${i})`, `hsl(${i * 9}, 50%, 40%)`, hex, 'cornflowerblue')
}
const colour = (i) => palette[i % palette.length]
let css = ''
for (let i = 0; i < 1500; i++) {
  const gradient = `linear-gradient(${colour(i * 3)}, ${colour(i * 5)} ${i}px)`
  css += `.c${i} { color: ${colour(i)}; border: ${i}px solid ${colour(i * 7)}; background: ${gradient} }\n`
}
let length = 0
for (let i = 0; i < 3; i++) length += postcss([colormin()]).process(css, { from: undefined }).css.length
console.log(length)
