// Two trees printed again and again with the same settings.
const { generate } = require('escodegen')
const { parseScript } = require('esprima')
const texts = ['const a = "x\\ny" + 1.5e3; f(a, "q\'s")', 'if (a) { b("foo bar baz", 0.001) } else c("zzz")']
const trees = texts.map((text) => parseScript(text))
let length = 0
for (let call = 0; call < 60000; call++) length += generate(trees[call % 2]).length
console.log(length)
