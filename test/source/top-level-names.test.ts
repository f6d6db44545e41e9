import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { parseSource } from '../../src/source/parse.js'
import { rewriteSource } from '../../src/source/rewrite.js'
import { topLevelNames } from '../../src/source/top-level-names.js'

const names = (text: string) => topLevelNames(parseSource(text, 'a.js').ast)

test('variables, functions, classes and imports of the module are told, patterns included', () => {
  const text = `import a, { b as c } from 'x'
import * as d from 'y'
export let { e, f: [g = 1, ...h], ...i } = {}
export class J {}
function k(l) { let m }
{ let n }
export default function o() {}`
  assert.equal(names(text), ['a', 'c', 'd', 'e', 'g', 'h', 'i', 'J', 'k'])
})

test('a `var` in a block belongs to the module, one in a function does not', () => {
  const text = `if (a) { var b = () => { var no } } else for (var [c] of d) { let no; var e }
try { var f } catch (no) { var g } finally { switch (h) { case 1: var i } }
label: while (j) do { var k } while (l)
class M { static { var no } }
for (var n = (function () { var no })();;) { function no2() { var no } }`
  assert.equal(names(text), ['M', 'b', 'c', 'e', 'f', 'g', 'i', 'k', 'n'])
})

test('the helper hands out how to read the wanted variables that the text declares, and no others', () => {
  const text = 'let locale = 1\nfunction f() { let inner\n return locale + crypto }'
  const captured = new Set(['locale', 'inner', 'crypto'])
  const last = rewriteSource(text, { file: 'a.js', sourceMap: false, captured })?.code.split('\n').at(-1) ?? ''
  assert.match(last, '["a.js#f"],[0],"bindings",{locale:()=>locale})))')
})

test('variables that are called as the helper calls what it is given are read all the same', () => {
  const text = 'let i = "i of the module", v = "v of the module"\nfunction f() { return i + v }'
  const { code = '' } = rewriteSource(text, { file: 'a.js', sourceMap: false, captured: new Set(['i', 'v']) }) ?? {}
  const runtime = {
    module: (...[, , , , captured]: [string, string[], number[], string, Record<string, () => string>]) => {
      return () => () => [captured.i?.(), captured.v?.()]
    },
  }
  const symbol = Symbol.for('cache-probe')
  Object.defineProperty(globalThis, symbol, { value: runtime, configurable: true })
  const f = new Function(`${code}\nreturn f`)()
  Reflect.deleteProperty(globalThis, symbol)
  assert.equal(f(), ['i of the module', 'v of the module'])
})

test.run()
