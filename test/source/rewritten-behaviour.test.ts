/** Rewritten programs do what they did before, and every call of a site goes through its wrapper. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Counts, evaluate } from './evaluate.js'

/** Runs `files` three ways; the results must agree, and the calls must be counted exactly. */
function same(title: string, files: Record<string, string>, expected: unknown, counts: Counts): void {
  test(title, async () => {
    const outcome = await evaluate(files)
    assert.equal(outcome.plain, expected, 'the program itself')
    assert.equal(outcome.untouched, expected, 'rewritten, untouched')
    assert.equal(outcome.counted, expected, 'rewritten, counted')
    assert.equal(outcome.counts, counts)
  })
}

same(
  'recursion goes through the binding',
  { 'main.mjs': 'export function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2) }\nexport const result = fib(5)' },
  5,
  { fib: 15 },
)

same(
  'siblings that call each other are counted, exported or not',
  {
    'main.cjs':
      'function even(n) { return n === 0 || odd(n - 1) }\nfunction odd(n) { return n !== 0 && even(n - 1) }\nexports.result = even(4)',
  },
  true,
  { even: 3, odd: 2 },
)

same(
  'functions hoisted in an import cycle can be called before their module has run',
  {
    'a.mjs':
      "import { b } from './b.mjs'\nexport function a() { return inner() }\nfunction inner() { const f = () => 'a'; return f() }\nexport const result = [b, a()]",
    'b.mjs': "import { a } from './a.mjs'\nexport const b = a() + 'b'",
  },
  ['ab', 'a'],
  { a: 1, inner: 1, 'inner.f': 2 },
)

same(
  'live bindings, renamed exports and re-exports see the wrapper and later assignments',
  {
    'main.mjs':
      "import { x, reset, count } from './all.mjs'\nconst first = x()\nreset()\nexport const result = [first, x(), count]",
    'all.mjs': "export * from './impl.mjs'",
    'impl.mjs':
      "export let count = 0\nfunction f() { count++; return 'old' }\nexport { f as x }\nexport function reset() { f = () => { count += 10; return 'new' } }",
  },
  ['old', 'new', 11],
  { f: 1, reset: 1, 'reset.f': 1 },
)

const DEFAULT_FORMS = {
  'an anonymous function': ['export default function /* (c */ () { return 1 }', 'default'],
  'an anonymous async function': ['export default async function () { return 1 }', 'default'],
  'an anonymous function without blanks': ['export default function(){return 1}', 'default'],
  'a parenthesised function': ['export default (function () { return 1 })', 'default'],
  'an arrow': ['export default () => 1', 'default'],
  'an arrow that touches the keyword': ['export default(a)=>1', 'default'],
  'an async arrow with one parameter': ['export default async x => 1', 'default'],
  'a named function': ['export default function named() { return 1 }', 'named'],
} as const

for (const [form, [text, name]] of Object.entries(DEFAULT_FORMS)) {
  same(
    `a default export that is ${form} keeps its name`,
    {
      'main.mjs': "import f from './f.mjs'\nexport const result = Promise.all([f.name, f.length, f()])",
      'f.mjs': text,
    },
    [name, /\((?:a|x)\)|x =>/.test(text) ? 1 : 0, 1],
    { [name]: 1 },
  )
}

same(
  'an anonymous default function is hoisted, and its name is in stack traces',
  {
    'main.mjs':
      "import { early } from './b.mjs'\nexport default function () { return new Error('x').stack.split('\\n')[1].trim().split(' ').slice(1, -1).join(' ') }\nimport f from './main.mjs'\nexport const result = [early, f()]",
    'b.mjs': "import f from './main.mjs'\nexport const early = typeof f",
  },
  ['function', 'default'],
  { default: 1 },
)

same(
  'a default class keeps its name and has its methods wrapped',
  {
    'main.mjs': "import C from './c.mjs'\nexport const result = [C.name, new C().m()]",
    'c.mjs': 'export default class { m() { return 1 } }',
  },
  ['default', 1],
  { 'default.m': 1 },
)

same(
  'anonymous functions keep the names that their places give them',
  {
    'main.cjs': `const arrow = () => 1, fn = function () {}, paren = (function () {}), named = function own() {}
var __proto__ = () => 1
let late; late = async x => x
const o = { 'a-b': () => 1, 1: function () {}, short() {}, set g(v) {}, get g() { return () => 1 }, class: () => 1, ['x' + 1]: () => 1 }
o.member = () => 1
const either = null || (() => 1), picked = true ? () => 1 : 0, last = (0, () => 1)
exports.result = [arrow, fn, paren, named, __proto__, late, o['a-b'], o[1], o.short, o.g, o.x1, o.class, o.member, either, picked, last].map((f) => f.name)`,
  },
  ['arrow', 'fn', 'paren', 'own', '__proto__', 'late', 'a-b', '1', 'short', '', 'x1', 'class', '', '', '', ''],
  {}, // the computed key after it might be `g` as well
)

same(
  'a class keeps fields, super, accessors, static order and generators',
  {
    'main.cjs': `const order = []
class Base { hello(x) { return 'base ' + x } static make() { return new this() } get size() { return 1 } }
class Derived extends Base {
  static #secret = 'secret'
  static first = order.push('field:' + typeof this.tell)
  static { order.push('block') }
  field = () => this.hello('field')
  hello(x) { return super.hello(x) + '!' }
  get size() { return super.size + 1 }
  set size(v) { order.push('set ' + v) }
  static tell() { return Derived.#secret }
  *items() { yield 1 }
  #hidden() { return 'hidden' }
  reveal() { return this.#hidden() }
}
const d = Derived.make()
d.size = 5
exports.result = [d.hello('x'), d.field(), d.size, Derived.tell(), [...d.items()], d.reveal(), order, Derived.name, Object.keys(Derived.prototype)]`,
  },
  ['base x!', 'base field!', 2, 'secret', [1], 'hidden', ['field:function', 'block', 'set 5'], 'Derived', []],
  {
    'Base.hello': 2,
    'Base.static:make': 1,
    'Base.get:size': 1,
    'Derived.hello': 2,
    'Derived.get:size': 1,
    'Derived.static:tell': 1,
    'Derived.reveal': 1,
  },
)

same(
  'object members stay what they are beside spreads, super and duplicates',
  {
    'main.cjs': `const base = { who() { return 'base' } }
const extra = { lost() { return 'extra' } }
const o = { __proto__: base, who() { return super.who() + '+' }, lost() { return 'own' }, ...extra, twice() { return 1 }, twice() { return 2 }, get v() { return this.n }, set v(x) { this.n = x }, deep: { er: { f: function () { return 'deep' } } }, async later() { return 1 } }
o.v = 7
exports.result = [o.who(), o.lost(), o.twice(), o.v, o.deep.er.f(), Object.keys(o)]`,
  },
  ['base+', 'extra', 2, 7, 'deep', ['who', 'lost', 'twice', 'v', 'deep', 'later', 'n']],
  { 'base.who': 1, 'extra.lost': 1, 'o.twice~2': 1, 'o.get:v': 1, 'o.deep.er.f': 1 },
)

same(
  'ES5 classes are constructed, extended and told apart',
  {
    'main.cjs': `function Animal(name) { if (!(this instanceof Animal)) return new Animal(name); this.name = name }
Animal.prototype.speak = function () { return this.name }
function Dog(name) { Animal.call(this, name) }
Dog.prototype = Object.create(Animal.prototype, { constructor: { value: Dog } })
Dog.create = function (name) { return new Dog(name) }
const d = Dog.create('rex')
exports.result = [d.speak(), d instanceof Dog, d instanceof Animal, d.constructor === Dog, Animal('cat') instanceof Animal, Animal.length]`,
  },
  ['rex', true, true, true, true, 1],
  { Animal: 3, 'Animal.speak': 1, Dog: 1, 'Dog.create': 1 },
)

same(
  'sloppy declarations in blocks, branches, labels and cases keep their scopes',
  {
    'main.cjs': `var seen = [typeof inBlock, typeof inBranch]
if (true) { seen.push(inBlock()); function inBlock() { return 'block' } }
if (true) function inBranch() { return 'branch' }
else function inBranch() { return 'else' }
label: function labelled() { return 'label' }
switch (1) { case 0: function inCase() { return 'case' } case 1: seen.push(inCase()) }
function twice() { return 1 }
function twice() { return 2 }
function shadow(f) { return f(); function f() { return 'inner' } }
function mapped(a) { a = 2; return arguments[0] }
exports.result = [...seen, inBlock(), inBranch(), labelled(), twice(), shadow(() => 'outer'), mapped(1)]`,
  },
  ['undefined', 'undefined', 'block', 'case', 'block', 'branch', 'label', 2, 'inner', 2],
  { inBlock: 2, inBranch: 1, labelled: 1, 'twice~2': 1, shadow: 1, 'shadow.f': 1, mapped: 1 },
)

same(
  'statements that end without a semicolon stay apart',
  {
    'main.cjs': `'use strict'
let log = []
let f = () => { return 1 }
[1].forEach((x) => log.push(x))
f = async () => {}
(log.push(2))
exports.g = a => b = () => {}
\`\${log.push(3)}\`
var b, c = true ? 0 : () => {}
/x/.test(log.push(4))
do f = () => {}
while (log.push(5) < 0)
if (log) f = () => {}
else f = 0
exports.result = [log, (function () { return this === undefined })()]`,
  },
  [[1, 2, 3, 4, 5], true],
  {},
)

same(
  'a hashbang, CRLF and directives stay first',
  {
    'main.cjs':
      "#!/usr/bin/env node\r\n'use strict'\r\n// note\r\nfunction f() { 'use strict'\r\n return this === undefined }\r\nexports.result = [f(), new Error().stack.match(/main\\.cjs:(\\d+)/)[1]]\r\n",
  },
  [true, '6'],
  { f: 1 },
)

same(
  'variables named Symbol and globalThis do not hide the runtime',
  {
    'main.cjs':
      'exports.result = early()\nvar Symbol = { for: 1 }, globalThis = {}\nfunction early() { return [typeof Symbol, typeof globalThis] }',
  },
  ['undefined', 'undefined'],
  { early: 1 },
)

same(
  'code that already says $cp is wrapped under another name',
  { 'main.cjs': 'const $cp = 1\nfunction f() { return $cp }\nexports.result = f()' },
  1,
  { f: 1 },
)

same(
  'destructuring defaults, default parameters, eval and with are left as they were',
  {
    'main.cjs': `const { a = () => 1, b: [c = function () {}] = [] } = {}
function f(x = () => 'param', y = function inner() { return x() }) { return y() }
function dynamic() { var local = () => 'seen'; return eval('local()') }
var scope = new Proxy({}, { has: () => true, get: (t, k) => (k === Symbol.unscopables ? undefined : 'trapped') })
var value
with (scope) { var held = function () {}; value = name }
exports.result = [a.name, c.name, f(), dynamic(), typeof held]`,
  },
  ['a', 'c', 'param', 'seen', 'undefined'],
  { f: 1, dynamic: 1, 'dynamic.local': 1 },
)

same(
  'chained assignments and CommonJS exports share one function',
  {
    'main.cjs': `module.exports = exports = function () { return 'main' }
exports.x = exports.y = function () { return 'x' }
Object.assign(exports, { z() { return 'z' } })
exports.result = [module.exports(), exports.x(), exports.x === exports.y, exports.z(), module.exports.name, exports.x.name]`,
  },
  ['main', 'x', true, 'z', 'exports', ''],
  { exports: 1, x: 1, z: 1 },
)

same(
  'the temporal dead zone is where it was',
  {
    'main.mjs':
      'let caught\ntry { f() } catch (error) { caught = error.name }\nconst f = () => 1\nexport const result = [caught, f()]',
  },
  ['ReferenceError', 1],
  { f: 1 },
)

same(
  'functions that functions return are counted in each closure',
  {
    'main.cjs': `function adder(a) {
  return function (b) { return a + b }
}
const table = (() => ({ double: (x) => 2 * x, get half() { return 0.5 } }))()
const [one, two] = [adder(1), adder(2)]
exports.result = [one(1), two(1), two(2), table.double(4), table.half, one.name]`,
  },
  [2, 3, 4, 8, 0.5, ''],
  { adder: 2, 'adder.returned': 3, 'table.double': 1, 'table.get:half': 1 },
)

same(
  'classes that Babel compiled keep what they do',
  {
    'main.cjs': `function define(C, own, statics) { own.concat(statics).forEach((d, i) => Object.defineProperty(i < own.length ? C.prototype : C, d.key, d)) }
var A = function () {
  function A(x) { this.x = x }
  define(A, [{ key: 'm', value: function m(y) { return this.x + y } }, { key: 'p', get: function get() { return this.x } }], [{ key: 's', value: function value() { return 1 } }])
  return A
}()
const a = new A(5)
exports.result = [a.m(1), a.p, A.s(), A.s.name, a instanceof A]`,
  },
  [6, 5, 1, 'value', true],
  { define: 1, A: 1, 'A.m': 1, 'A.get:p': 1, 'A.static:s': 1 },
)

test.run()
