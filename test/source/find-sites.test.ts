import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findSites } from '../../src/source/find-sites.js'
import type { FoundSite } from '../../src/source/found-site.js'
import { parseSource } from '../../src/source/parse.js'

function sites(text: string, file = 'a.js'): FoundSite[] {
  return findSites(parseSource(text, file), file)
}

function ids(text: string, file = 'a.js'): string[] {
  return sites(text, file).map((site) => site.id.replace(/^[^#]*#/, ''))
}

function site(text: string, id: string): FoundSite {
  const found = sites(text).find((candidate) => candidate.id === `a.js#${id}`)
  assert.ok(found, `${id} is found among ${ids(text)}`)
  return found as FoundSite
}

/** Ids of sites that are made each time a function around them is entered. */
function closures(text: string): string[] {
  return sites(text)
    .filter((found) => found.closure)
    .map((found) => found.id.slice('a.js#'.length))
}

function exportsOf(text: string): Record<string, string[]> {
  return Object.fromEntries(sites(text).map((found) => [found.name, found.exportedAs]))
}

function unwrappable(text: string): Record<string, string | undefined> {
  return Object.fromEntries(sites(text).map((found) => [found.id.slice('a.js#'.length), found.unwrappable]))
}

test('ids name declarations, variables and what encloses them', () => {
  assert.equal(ids('function a() { const b = () => { function c() {} } }'), ['a', 'a.b', 'a.b.c'])
  assert.equal(ids('!function () { (() => { function a() {} })() }.call(this)'), ['a'])
  assert.equal(ids('list.map(function each() { function inner() {} })'), ['each.inner'])
})

test('ids name classes, statics, accessors and private methods', () => {
  const text =
    'class A { constructor() {} m() {} static m() {} get x() {} set x(v) {} static get x() {} #p() {} "q r"() {} 3() {} [k]() {} }'
  const expected = ['constructor', 'm', 'static:m', 'get:x', 'set:x', 'static:get:x', '#p', 'q r', '3']
  assert.equal(
    ids(text),
    expected.map((member) => `A.${member}`),
  )
  assert.equal(
    sites(text).map((found) => found.name),
    ['constructor', 'm', 'm', 'x', 'x', 'x', '#p', 'q r', '3'].map((key) => `A.${key}`),
  )
})

test('ids name members of objects and prototypes', () => {
  assert.equal(ids('const o = { f() {}, g: () => {}, h: { i: function () {} }, get j() {} }'), [
    'o.f',
    'o.g',
    'o.h.i',
    'o.get:j',
  ])
  assert.equal(ids('Foo.prototype.bar = function () {}; Foo.baz = () => {}; Foo.prototype = { qux() {} }'), [
    'Foo.bar',
    'Foo.baz',
    'Foo.qux',
  ])
  assert.equal(ids('Object.assign(Foo.prototype, { a() {} }); const o = Object.freeze({ b() {} })'), ['Foo.a', 'o.b'])
  assert.equal(ids('_.extend(Foo.prototype, { a() {} }); const o = __assign({ b() {} }, p)'), ['Foo.a', 'o.b'])
})

test('ids name exports, and a default export by its own name where it has one', () => {
  assert.equal(ids('exports.a = function () {}; module.exports.b = () => {}; exports["c"] = function x() {}'), [
    'a',
    'b',
    'c',
  ])
  assert.equal(ids('module.exports = function () {}'), ['exports'])
  assert.equal(ids('module.exports = function own() {}'), ['own'])
  assert.equal(ids('module.exports = { a() {}, b: () => {} }'), ['a', 'b'])
  assert.equal(ids('export default () => {}'), ['default'])
  assert.equal(ids('export default function own() {}'), ['own'])
  assert.equal(ids('export default class { m() {} }'), ['default.m'])
})

test('a repeated id is numbered in source order, its name is not', () => {
  const found = sites('if (a) { function f() {} } else { function f() {} }')
  assert.equal(
    found.map(({ id, name }) => [id, name]),
    [
      ['a.js#f', 'f'],
      ['a.js#f~2', 'f'],
    ],
  )
})

test('a function that is decorated on its way to a variable goes by that name', () => {
  assert.equal(ids('var f = memoizeCapped(function (x) { return x }); const g = _.memoize((x) => x, key)'), ['f', 'g'])
  assert.equal(ids('var a = list.map(function () {}), b = each(list, () => {}), c = define(function () {})'), [])
  assert.equal(exportsOf('exports.f = memoize(() => {})'), { f: [] })
})

test('line and column are those of the name', () => {
  const { line, column, start, end } = site('let a\n  const fn = () => 1', 'fn')
  assert.equal([line, column, start, end], [2, 9, 19, 26])
})

test('callbacks, fields, defaults and computed keys are not sites', () => {
  assert.equal(
    ids(
      'a.map((x) => x); class A { f = () => {}; static g = () => {} }; function b(c = () => {}) {}; o[k] = () => {}; use({ m() {} })',
    ),
    ['b'],
  )
})

test('what a function returns is a site', () => {
  assert.equal(ids('function make() { return function (x) {} }'), ['make', 'make.returned'])
  assert.equal(ids('function make() { return function own(x) {} }'), ['make', 'make.own'])
  assert.equal(ids('const add = (a) => (b) => a + b'), ['add', 'add.returned'])
  assert.equal(ids('function make(a) { return a ? (b) => b : { m() {}, n: () => 1 } }'), [
    'make',
    'make.returned',
    'make.m',
    'make.n',
  ])
  assert.equal(ids('function make() { return Object.freeze({ m() {} }) }'), ['make', 'make.m'])
  assert.equal(closures('function make() { return function (x) {} }'), ['make.returned'])
})

test('what a function called on the spot returns goes by the name of what holds it', () => {
  assert.equal(ids('exports.f = (function () { return function (x) {} })()'), ['f'])
  assert.equal(ids('const f = (() => (x) => x)()'), ['f'])
  assert.equal(ids('const o = (function () { return { m() {} } })()'), ['o.m'])
  assert.equal(ids('module.exports = (function () { return function (x) {} }())'), ['exports'])
  assert.equal(ids('(function (root, factory) { root.f = factory() })(this, function () { return (x) => x })'), [
    'exports',
  ])
  assert.equal(ids('const f = (async () => (x) => x)()'), ['exports'])
  assert.equal(closures('exports.f = (function () { return function (x) {} })()'), [])
  assert.equal(exportsOf('exports.f = (function () { function g() {} return g })()'), { g: ['f'] })
})

test('members of classes that Babel compiled are found in its tables', () => {
  const table =
    '[{ key: "m", value: function m(x) { return x } }, { key: "p", get: function get() {}, set: function set(v) {} }, { key: k, value: function value() {} }]'
  const text = `var A = function () { function A() {} (0, h.default)(A, ${table}, [{ key: "s", value: function s() {} }]); return A }()`
  assert.equal(ids(text), ['A', 'A.m', 'A.get:p', 'A.set:p', 'A.static:s'])
  assert.is(site(text, 'A.m').closure, false)
  assert.equal(ids('use(A, [{ key: "m", label: "M" }, { key: "n", value: 1 }])'), [])
})

test('a class that a compiler holds in a variable of its own goes by the name that it was written with', () => {
  assert.equal(
    ids('var _dec, _class, _class2; let A = (_dec(_class = (_class2 = class A { m() {} }, _class2)) || _class)'),
    ['A.m'],
  )
  assert.equal(ids('let B = (() => { var _a; return _a = class B { m() {} }, _a })()'), ['B.m'])
  assert.equal(ids('const _C=class _C{static m(){return _C}};let x=1,C=_C;export{C}'), ['C.static:m'])
  assert.equal(ids('const _D = class _D { m() {} }; let E = _D'), ['_D.m'])
  assert.equal(ids('const F = class G { m() {} }'), ['F.m'])
})

test('what cannot be wrapped is listed with its reason', () => {
  assert.equal(
    unwrappable(
      'function* g() {} const h = async function* () {}; class A { constructor() {} set x(v) {} #p() {} m() {} m() {} }',
    ),
    {
      g: 'generator',
      h: 'generator',
      'A.constructor': 'constructor',
      'A.set:x': 'setter',
      'A.#p': 'private-method',
      'A.m': 'no-writable-binding',
      'A.m~2': undefined,
    },
  )
  assert.equal(unwrappable('switch (a) { case 1: function f() {} } with (o) { var g = () => {} }'), {
    f: 'no-writable-binding',
    g: 'no-writable-binding',
  })
})

test('another thing of the name of a function expression, declared inside of it, is not that function', () => {
  const left = (body: string) => unwrappable(`module.exports = function t(a, b = 1) { ${body} }`).t
  assert.is(left('return t(a - 1)'), undefined)
  for (const inside of [
    'function f(t) { return t }',
    'const f = (x, { t } = {}) => t',
    'function f() { for (var t = 0; t < a; t++) g(t) }',
    'const f = () => { g(t); function t() {} }',
    'const f = function t() { return t }',
    'const C = class t { static m() { return t } }',
    '{ let t = a; g(t) }',
    'for (const t of a) g(t)',
    'for (let t = 0; t < 3; t++) g(t)',
    'try { g() } catch (t) { g(t) }',
    'try { g() } catch ({ t }) { g(t) }',
    'switch (a) { case 1: let t = 2; g(t) }',
  ])
    assert.is(left(`${inside}; return t(a - 1)`), undefined, inside)
  for (const outside of [
    'function f(t) { return t } return t',
    'function f(x = t) { var t; return x }',
    'const f = (x) => x + t',
    '{ let t = a; g(t) } g(t)',
    '{ var u = t }',
    '{ function f() {} } g(t)',
    'for (const t of a) g(t); g(t)',
    'try { g(t) } catch (t) {}',
    'try { g() } catch (t) {} finally { g(t) }',
    'switch (t) { case 1: let t = 2 }',
    'class C extends t {}',
  ])
    assert.is(left(outside), 'refers-to-itself', outside)
  assert.is(unwrappable('module.exports = function t(t) { return t }').t, undefined)
  assert.is(unwrappable('module.exports = function t() { var t = 1; return t }').t, undefined)
  assert.is(unwrappable('module.exports = function t(a = t) { var t = 1; return t }').t, 'refers-to-itself')
})

test('functions in code that runs once per load are not closures', () => {
  const once = {
    'an IIFE': '(function () { function f() {} })()',
    'an IIFE with a receiver': '(function () { function f() {} }).call(this)',
    'an async arrow IIFE': '(async () => { function f() {} })()',
    'a constructed IIFE': 'new (function () { function f() {} })()',
    'a UMD factory': '(function (root, factory) { factory(root) })(this, function () { function f() {} })',
    'an AMD factory': "define(['a'], function () { function f() {} })",
    'a webpack module table': 'var __webpack_modules__ = { 1: (m) => { function f() {} } }',
    'a webpack 4 array': '(function (modules) {})([function (m) { function f() {} }])',
    'a browserify table':
      '(function () { return function () {} })()({ 1: [function (r) { function f() {} }, {}] }, {}, [1])',
    'an esbuild CommonJS wrap': 'var require_a = __commonJS({ "a.js"(exports) { function f() {} } })',
    'an esbuild ESM wrap': 'var init_a = __esm({ "a.js"() { function f() {} } })',
    'a function called at one place': 'main(); function main() { function f() {} }',
    'a rollup CommonJS wrap':
      'function requireMain() { if (hasRequiredMain) return x; function f() {} } requireMain(); requireMain()',
    'a class static block': 'class A { static { function f() {} } }',
  }
  for (const [title, text] of Object.entries(once)) {
    assert.is(
      site(
        text,
        text.includes('main')
          ? 'main.f'
          : text.includes('requireMain')
            ? 'requireMain.f'
            : text.includes('class')
              ? 'A.f'
              : 'f',
      ).closure,
      false,
      title,
    )
  }
})

test('functions made by functions that may run again are closures', () => {
  const again = {
    'a loop': 'for (const x of y) { function f() {} }',
    'an IIFE in a loop': 'while (a) (function () { function f() {} })()',
    'a callback': 'a.map(() => { function f() {} })',
  }
  for (const [title, text] of Object.entries(again)) assert.equal(closures(text), ['f'], title)
  assert.equal(closures('run(); run(); function run() { function f() {} }'), ['run.f'])
  assert.equal(closures('run(); function run() { run(); function f() {} }'), ['run.f'])
  assert.equal(closures('run(); export { run }; function run() { function f() {} }'), ['run.f'])
  assert.equal(closures('for (;;) run(); function run() { function f() {} }'), ['run.f'])
  assert.equal(closures('exports.run = run; function run() { function f() {} }'), ['run.f'])
  assert.equal(closures('class A { m() { const f = () => {} } }'), ['A.m.f'])
  assert.equal(closures('function make() { class A { m() {} } }'), ['make.A.m'])
})

test('ES module exports are known by all their names', () => {
  const text =
    'export function a() {} export const b = () => {}; function c() {} export { c as d, c as "e f" }; export default c; export class K { m() {} }'
  assert.equal(exportsOf(text), { a: ['a'], b: ['b'], c: ['d', 'e f', 'default'], 'K.m': [] })
})

test('CommonJS exports are known however they are made', () => {
  const forms = [
    'exports.f = f; function f() {}',
    'module.exports = { f }; function f() {}',
    'module.exports = { f: () => {} }',
    'Object.assign(exports, { f() {} })',
    'exports.f = exports.g = void 0; exports.f = function f() {}',
    "Object.defineProperty(exports, 'f', { enumerable: true, get: function () { return f } }); function f() {}",
    'var x = {}; __export(x, { f: () => f }); module.exports = __toCommonJS(x); function f() {}',
    '(function (global, factory) { factory(exports) })(this, function (exports) { exports.f = f; function f() {} })',
  ]
  for (const text of forms) assert.equal(exportsOf(text).f, ['f'], text)
  assert.equal(exportsOf('module.exports = f; function f() {}'), { f: ['exports'] })
  assert.equal(exportsOf('const g = module.exports = () => {}'), { g: ['exports'] })
})

test('an export names the nearest binding, not one of the same name elsewhere', () => {
  const [outer, inner] = sites('export { f }; function f() {} function g() { function f() {} }').filter(
    ({ name }) => name === 'f',
  )
  assert.equal([outer?.exportedAs, inner?.exportedAs], [['f'], []])
})

test('reads of this and arguments are noted through arrows and not through functions', () => {
  const reads = (text: string, id = 'f') => {
    const { readsThis, readsArguments } = site(text, id)
    return [readsThis, readsArguments]
  }
  assert.equal(reads('function f() { return () => this.x }'), [true, false])
  assert.equal(reads('function f() { return function () { return this.x + arguments[0] } }'), [false, false])
  assert.equal(reads('function f() { return (() => arguments[0])() }'), [false, true])
  assert.equal(reads('function f() { class A { x = this; static y = this; m() { return this } } }'), [false, false])
  assert.equal(reads('function f() { class A extends this.B { [arguments[0]]() {} } }'), [true, true])
  assert.equal(reads('function f(a = this) {}'), [true, false])
  assert.equal(reads('function f() { eval("1") }'), [true, true])
  assert.equal(reads('const f = () => this'), [false, false])
  assert.equal(reads('class A { m() { return super.m() } }', 'A.m'), [true, false])
  assert.equal(reads('function f() { return o.arguments }'), [false, false])
})

test('kinds and asyncness are told', () => {
  const found = sites(
    'async function a() {} const b = async () => {}; const c = function () {}; class D { async e() {} get g() {} }',
  )
  assert.equal(
    found.map(({ kind, async }) => [kind, async]),
    [
      ['function', true],
      ['arrow', true],
      ['function', false],
      ['method', true],
      ['getter', false],
    ],
  )
})

test('a chain of 2,000 operators is walked to its end', () => {
  assert.equal(ids(`const s = ${'a + '.repeat(2000)}b\nconst f = () => s`), ['f'])
})

test.run()
