// Styles written in CSS become styles of components.
const { camelCaseProperty } = require('css-in-js-utils')

const names = [
  'background-color',
  '-webkit-box-shadow',
  '-ms-flex-align',
  'border-top-left-radius',
  'padding',
  'transition-timing-function',
  'grid-template-columns',
  '-moz-appearance',
]
let sum = 0
for (let i = 0; i < 400000; i++) {
  const style = {}
  for (let k = 0; k < 3; k++) style[camelCaseProperty(names[(i * 3 + k) % names.length])] = i % 100
  for (const key in style) sum += key.length + style[key]
}
console.log(sum)
