import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { siteNamed } from './purity-table.js'

const KINDS: [source: string, kinds: string[]][] = [
  ['function f(a) { return a + 1 }', ['primitive']],
  ['function f(a) { a() }', ['primitive']],
  ['function f(a) { if (a) return `x`\n return [a] }', ['fresh object', 'primitive']],
  ['function f(a) { const out = {}\n out.a = a\n return out }', ['fresh object']],
  ['function f(a) { return a }', ['shared object']],
  ['const table = {}\nfunction f(k) { return table[k] }', ['shared object']],
  ['function f(a) { return a.length }', ['primitive']],
  ['async function f(a) { return a }', ['promise']],
  ['function f(a) { return Promise.resolve(a) }', ['promise']],
  ['function* f(a) { yield a }', ['iterator']],
  ['function f(a) { return () => a }', ['function']],
  ['const make = (a) => ({ a })\nfunction f(a) { return a ? make(a) : undefined }', ['fresh object', 'primitive']],
  ['function f(a) { return Math.max(a, 1) }', ['primitive']],
  ['function f(a) { return Object.freeze({ a }) }', ['fresh object']],
  ['function f(a) { return a.mystery() }', ['unknown']],
  ['function f(n) { return n ? f(n - 1) : 0 }', ['primitive']],
  ['const f = (n) => (n ? g(n - 1) : {})\nconst g = (n) => f(n)', ['fresh object']],
  ['const g = (n) => (n ? f(n - 1) : {})\nconst f = (n) => g(n)', ['fresh object']],
  ['class P {}\nfunction f() { return new P() }', ['fresh object']],
  ['class P { f() { return this } }', ['shared object']],
]

for (const [source, kinds] of KINDS) {
  test(`what it returns is told by its source: ${source.replaceAll('\n', ' ')}`, () => {
    assert.equal(siteNamed(source, 'f').purity.returns, kinds)
  })
}

test.run()
