import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { scanText } from '../../src/scan/scan-text.js'

/** What the closure of that name captures. */
function enclosed(text: string, name: string): string[] | undefined {
  const site = scanText(text, 'a.js').sites.find(({ id }) => id === `a.js#${name}`)
  assert.ok(site, `no ${name}`)
  return site.enclosed
}

const CASES: [claim: string, text: string, name: string, names: string[] | undefined][] = [
  [
    'parameters and variables of the functions around it, those of the module not',
    'const unit = 1\nfunction make(a, { b }) { const c = a; let d; return function f(x) { return x + c + b + unit } }',
    'make.f',
    ['b', 'c'],
  ],
  ['what is only used further in', 'function make(a) { return function f(x) { return () => x + a } }', 'make.f', ['a']],
  ['nothing', 'function make() { return function f(x) { return x } }', 'make.f', []],
  [
    'variables of a block of the module, which may be entered again',
    'const all = []\nfor (const a of [1, 2]) { const f = (x) => x + a; all.push(f) }',
    'f',
    ['a'],
  ],
  [
    'a helper that is only called stands for what it captures',
    'function make(a, b) { const h = (x) => g(x) + a\n function g(x) { return x ? h(x) : b }\n return function f(x) { return h(x) } }',
    'make.f',
    ['a', 'b'],
  ],
  [
    'a helper that is handed on is one of the values',
    'function make(a) { const h = (x) => x + a\n return function f(x) { return x.map(h) } }',
    'make.f',
    ['h'],
  ],
  [
    'a helper that is assigned again is one of the values',
    'function make(a) { let h = (x) => x + a\n if (a) h = String\n return function f(x) { return h(x) } }',
    'make.f',
    ['h'],
  ],
  [
    'a call of itself is nothing captured',
    'function make(a) { function f(x) { return x ? f(x - 1) : a }\n return f }',
    'make.f',
    ['a'],
  ],
  [
    'not to be told: what a helper reads has another meaning beside the function',
    'function make(a) { const h = () => a\n return function inner(b) { const a = b\n return function f(x) { return h() + a + x } } }',
    'make.inner.f',
    undefined,
  ],
  [
    '`this` of the function around an arrow',
    'function make() { const f = (x) => x + this.a\n return f }',
    'make.f',
    ['this'],
  ],
  ['a method has its own `this`', 'function make(a) { return { f(x) { return this.b + a + x } } }', 'make.f', ['a']],
  [
    '`this` of the module is always the same',
    'const make = (a) => { const f = (x) => this && a + x\n return f }',
    'make.f',
    ['a'],
  ],
  [
    'not to be told: `arguments` of the function around',
    'function make() { const f = (x) => arguments[x]\n return f }',
    'make.f',
    undefined,
  ],
  ['not to be told: eval', 'function make(a) { return function f(x) { return eval(x) } }', 'make.f', undefined],
  [
    'not to be told: more than anybody would put into a key',
    'function make(a, b, c, d, e, f, g, h, i) { return function k() { return [a, b, c, d, e, f, g, h, i] } }',
    'make.k',
    undefined,
  ],
  [
    'a function that is made once per module is no closure',
    'const a = 1\nfunction f(x) { return x + a }',
    'f',
    undefined,
  ],
  [
    'methods of a class that is made again',
    'function make(a) { return class B { f(x) { return x + a } } }',
    'make.B.f',
    ['a'],
  ],
]

for (const [claim, text, name, names] of CASES) {
  test(`captured: ${claim}`, () => assert.equal(enclosed(text, name), names))
}

test.run()
