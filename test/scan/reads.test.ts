import { test } from 'uvu'
import { readsTable } from './reads-table.js'

readsTable([
  {
    claim: 'a field that is read is a leaf',
    source: 'function f(o) { return o.a + o.b.c }',
    leaves: ['0.a', '0.b.c'],
    call: '[{ a: 1, b: { c: 2, d: 3 }, e: 4 }]',
  },
  {
    claim: 'a primitive is a leaf',
    source: 'function f(a, b) { return a + -b }',
    leaves: ['0', '1'],
    call: '[1, 2, 3]',
  },
  { claim: 'an unused argument is none', source: 'function f(a, b) { return b }', leaves: ['1'], call: '[{}, 2]' },
  {
    claim: 'fields of this are leaves',
    source: 'class C { f(x) { return x + this.options.loose } }',
    leaves: ['0', 'this.options.loose'],
    call: '[1]',
    on: 'Object.assign(new C(), { options: { loose: 1, deep: 2 }, b: 2 })',
  },
  {
    claim: 'a helper reads for its caller',
    source: 'function g(p) { return p.x.y }\nfunction f(o) { return g(o.a) + o.b }',
    leaves: ['0.a.x.y', '0.b'],
    call: '[{ a: { x: { y: 1 }, z: 2 }, b: 3 }]',
  },
  {
    claim: 'a method reads for its caller',
    source: 'class C { g(k) { return this.p.q + k.m } f(o) { return this.g(o.k) } }',
    leaves: ['0.k.m', 'this.p.q'],
    call: '[{ k: { m: 1, n: 2 } }]',
    on: 'Object.assign(new C(), { p: { q: 1, r: 2 } })',
  },
  {
    claim: 'a getter is looked into',
    source: 'class C { get kind() { return this.k.n } f() { return this.kind + 1 } }',
    leaves: ['this.k.n'],
    call: '[]',
    on: 'Object.assign(new C(), { k: { n: 1, m: 1 } })',
  },
  {
    claim: 'destructuring reads what it names',
    source: 'function f({ a, b: { c } }, d) { return a + c + d }',
    leaves: ['0.a', '0.b.c', '1'],
    call: '[{ a: 1, b: { c: 2, e: 3 }, g: 4 }, 5]',
  },
  {
    claim: 'an alias with a default is followed',
    source: 'function f(x, o) { const p = o || {}; return x + p.a }',
    leaves: ['0', '1.a'],
    call: '[1, { a: 1, b: 2 }]',
  },
  {
    claim: 'a default of another object is told by the key',
    source: 'const D = { a: 7 }\nfunction f(o) { o = o || D; return o.a }',
    leaves: ['0.a'],
    call: '[{ a: 1, b: 2 }]',
  },
  {
    claim: 'a computed key reads the whole',
    source: 'function f(o, k) { return o.a[k] }',
    leaves: ['0.a', '1'],
    call: '[{ a: { b: 1 }, c: 3 }, "b"]',
  },
  {
    claim: 'arguments leaves it open',
    source: 'function f(a) { return g.apply(null, arguments) }\nfunction g(a) { return a.x }',
    leaves: 'any number of arguments',
    call: '[1]',
  },
])

test.run()
