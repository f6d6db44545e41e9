// The same few expressions are parsed again and again, and each tree is remembered as the one that it is.
const acorn = require('acorn')
const texts = ['a + b * c', 'f(x, y)', 'if (a) { b() } else { c() }']
const seen = new Set()
for (let text = 0; text < 9000; text++) seen.add(acorn.parse(texts[text % texts.length], { ecmaVersion: 2020 }))
console.log(seen.size)
