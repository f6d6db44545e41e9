// Few snippets of one language.
const Prism = require('prismjs')
const snippets = ['var a = 1; // x', 'function f(){ return "s" }', 'let z = a ? b : c']
let length = 0
for (let snippet = 0; snippet < 6000; snippet++) {
  length += Prism.highlight(snippets[snippet % 3], Prism.languages.javascript, 'javascript').length
}
console.log(length)
