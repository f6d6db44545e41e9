// A test suite renders components: each sets the same few inline styles on its elements.
const { CSSStyleDeclaration } = require('cssstyle')

const styles = [
  { color: 'rgb(10 20 30)', 'padding-left': '4px', display: 'inline-block' },
  { 'background-color': '#ff8800', width: 'calc(100% - 10px)', opacity: '0.5' },
  { border: '1px solid black', 'font-size': '1.5em', 'line-height': '1.2' },
]
let length = 0
for (let element = 0; element < 900; element++) {
  const style = new CSSStyleDeclaration()
  for (const [name, value] of Object.entries(styles[element % styles.length])) style.setProperty(name, value)
  length += style.cssText.length
}
console.log(length)
