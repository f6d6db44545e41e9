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

test('the helper hands out how to read the wanted variables that the text declares, and no others', () => {
  const text = 'let locale = 1\nfunction f() { let inner\n return locale + crypto }'
  const captured = new Set(['locale', 'inner', 'crypto'])
  const last = rewriteSource(text, { file: 'a.js', sourceMap: false, captured })?.code.split('\n').at(-1) ?? ''
  assert.match(last, '["a.js#f"],[0],"bindings",{locale:()=>locale})))(i,v)}//')
})

test.run()
