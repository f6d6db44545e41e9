/** Who is the same as whom, and what comparing, printing, freezing and mocking make of it. */
import type { ConformanceCase } from '../conformance-case.js'
import { LIVE_BINDING, OWN_BINDING } from '../not-by-exports.js'

export const identityCases: readonly ConformanceCase[] = [
  {
    claim: 'two exports of one function are one, and so is what was registered elsewhere',
    subject: `const registry = new Map()
function f() { return registry.get(f) ?? 'unknown' }
registry.set(f, 'known')
const weak = new WeakMap([[f, 'weak']])
const listeners = [f]
const alias = f
function registered(g) { return [registry.has(g), weak.get(g), listeners.indexOf(g)] }`,
    exports: ['f', 'alias', 'registered'],
    use: `return [f(), f === alias, registered(f), subject.f === subject.alias]`,
    calls: { f: 1, registered: 1 },
    notByExports: OWN_BINDING,
  },
  {
    claim: 'a function that names itself in its own body is itself',
    subject: `function decl() { return decl }
const expr = function inner(n) { return n === 0 ? inner : inner(n - 1) }
const fact = function fact(n) { return n < 2 ? 1 : n * fact(n - 1) }
const seen = new Set()
const once = function listener() { seen.add(listener); return seen.has(once) }`,
    exports: ['decl', 'expr', 'fact', 'once'],
    use: `return [decl() === decl, expr(0) === expr, expr(2) === expr, fact(5), once()]`,
    calls: { decl: 1, fact: 1 },
    leftAlone: { expr: 'refers-to-itself', once: 'refers-to-itself' },
    notByExports: OWN_BINDING,
  },
  {
    claim: 'chained CommonJS exports are one function, with its properties',
    subject: `exports.a = exports.b = function () { return 1 }
exports.c = exports.a
exports.default = exports.a
exports.a.extra = 'x'`,
    use: `return [subject.a === subject.b, subject.b === subject.c, subject.c === subject.default, subject.b.extra, subject.a(), subject.a.name]`,
    formats: ['cjs'],
    calls: { a: 1 },
  },
  {
    claim: 'module.exports that is a function keeps its properties and is one for all requires',
    subject: `module.exports = main
function main(x) { return 'main' + x + main.help() }
main.help = () => 'help'
main.main = main
module.exports.version = '1'`,
    use: `return [subject(1), subject.help(), subject.main === subject, subject.version, require('../src/${'module-exports-that-is-a-function-keeps-its-properties-and-is-one-for-all-requires'}/subject.cjs') === subject, Object.keys(subject), inspect(subject)]`,
    formats: ['cjs'],
    calls: { main: 1, 'main.help': 2 },
    notByExports: OWN_BINDING,
  },
  {
    claim: 'frozen and sealed objects stay frozen and sealed, and assignment to them throws',
    subject: `const frozen = Object.freeze({ f() { return 1 }, g: () => 2 })
const sealed = Object.seal({ f() { return 3 } })
function plain() { return 4 }
Object.freeze(plain)
class C { m() { return 5 } }
Object.freeze(C.prototype)`,
    exports: ['frozen', 'sealed', 'plain', 'C'],
    use: `const errors = [() => { 'use strict'; frozen.f = 1 }, () => { 'use strict'; plain.x = 1 }, () => { 'use strict'; C.prototype.m = 1 }, () => { 'use strict'; delete sealed.f }].map((act) => { try { act(); return 'none' } catch (error) { return error.constructor.name } })
return [frozen.f(), frozen.g(), sealed.f(), plain(), new C().m(), Object.isFrozen(frozen), Object.isSealed(sealed), Object.isFrozen(plain), Object.isExtensible(plain), Object.isFrozen(C.prototype), errors]`,
    calls: { 'frozen.f': 1, 'frozen.g': 1, 'sealed.f': 1, plain: 1, 'C.m': 1 },
  },
  {
    claim: 'frozen module.exports stay frozen',
    subject: `function f() { return 1 }
module.exports = Object.freeze({ f, g: () => 2 })`,
    use: `let error
try { (() => { 'use strict'; subject.f = 1 })() } catch (caught) { error = caught.message }
return [subject.f(), subject.g(), Object.isFrozen(subject), error]`,
    formats: ['cjs'],
    calls: { f: 1, g: 1 },
  },
  {
    claim: 'exports behind a Proxy go through its traps as often as before',
    subject: `const log = []
function f() { return 1 }
const proxied = new Proxy({ f, g() { return 2 } }, { get(target, key, receiver) { log.push(String(key)); return Reflect.get(target, key, receiver) } })
const callable = new Proxy(function named() { return 3 }, { apply(target, self, list) { log.push('apply'); return Reflect.apply(target, self, list) } })
function seen() { return log.splice(0) }`,
    exports: ['proxied', 'callable', 'seen'],
    use: `return [proxied.f(), proxied.g(), callable(), seen(), types.isProxy(proxied), types.isProxy(callable)]`,
    calls: { f: 1 },
    impure: true,
  },
  {
    claim: 'deep equality of functions, classes and instances answers alike',
    subject: `function f() { return 1 }
class C { constructor(x) { this.x = x } m() { return this.x } }
function P(x) { this.x = x }
const o = { f, C }
const also = { f, C }`,
    exports: ['f', 'C', 'P', 'o', 'also'],
    use: `const equal = (a, b) => { try { assert.deepStrictEqual(a, b); return true } catch { return false } }
return [equal(f, f), equal(o, also), equal(new C(1), new C(1)), equal(new C(1), new C(2)), equal(new P(1), new P(1)), equal(new P(1), { x: 1 }), isDeepStrictEqual(new P(1), new P(1)), isDeepStrictEqual(f, () => 1), isDeepStrictEqual([f], [o.f]), f(), new C(3).m()]`,
    calls: { f: 1, 'C.m': 1 },
    notByExports: OWN_BINDING,
  },
  {
    claim: 'printing shows functions, classes and instances as they are',
    subject: `function f() {}
f.extra = 1
const arrow = () => 1
const anonymous = (() => () => 1)()
class C { m() { return 1 } static s() {} }
class D extends C {}
function P() { this.own = 1 }
const o = { f, method() {}, get g() { return 1 }, set g(v) {} }`,
    exports: ['f', 'arrow', 'anonymous', 'C', 'D', 'P', 'o'],
    use: `return [inspect(f), inspect(arrow), inspect(anonymous), inspect(C), inspect(D), inspect(new D()), inspect(P), inspect(new P()), inspect(o), String(Object.prototype.toString.call(f)), JSON.stringify({ f, o }), arrow()]`,
    calls: { arrow: 1 },
  },
  {
    claim: 'structuredClone refuses functions and takes instances',
    subject: `function f() { return 1 }
class C { constructor() { this.x = 1 } m() { return this.x } }`,
    exports: ['f', 'C'],
    use: `let error
try { structuredClone(f) } catch (caught) { error = [caught.name, caught.code] }
return [error, structuredClone(new C()), f(), new C().m()]`,
    calls: { f: 1, 'C.m': 1 },
  },
  {
    claim: 'node:test mocks methods, getters and functions, and restores them',
    subject: `const service = { get label() { return 'label' }, greet(name) { return 'hello ' + name } }
class Clock { now() { return 5 } static zone() { return 'utc' } }
function plain(x) { return x + 1 }`,
    exports: ['service', 'Clock', 'plain'],
    use: `const { mock } = await import('node:test')
const original = service.greet
const greet = mock.method(service, 'greet', () => 'mocked')
const spied = mock.method(Clock.prototype, 'now')
mock.getter(service, 'label', () => 'other')
const fn = mock.fn(plain)
const during = [service.greet('you'), service.label, new Clock().now(), fn(1), greet.mock.callCount(), spied.mock.callCount(), fn.mock.calls[0].result]
mock.restoreAll()
return [during, service.greet('you'), service.label, service.greet === original, Clock.zone(), fn.name, fn.length]`,
    calls: { 'service.greet': 1, 'Clock.now': 1, plain: 1, 'Clock.static:zone': 1 },
  },
  {
    claim: 'stubs with saved descriptors come and go',
    subject: `const api = { load(id) { return 'real ' + id }, helper: (x) => x * 2, both() { return api.load(1) + api.helper(2) } }`,
    exports: ['api'],
    use: `const saved = Object.getOwnPropertyDescriptor(api, 'load')
Object.defineProperty(api, 'load', { ...saved, value: Object.assign(function load(id) { return 'stub ' + id }, { restore() { Object.defineProperty(api, 'load', saved) } }) })
const stubbed = api.load(7)
api.load.restore()
return [stubbed, api.load(8), saved.value === api.load, api.helper(3)]`,
    calls: { 'api.load': 1, 'api.helper': 1 },
  },
  {
    claim: 'reassigned functions are what they were last assigned',
    subject: `let impl = () => 'first'
function swap() { impl = () => 'second' }
function run() { return impl() }
function decl() { return 'declared' }
const before = decl()
decl = () => before + ' replaced'
var twice = function () { return 1 }
twice = function () { return 2 }
export { impl, swap, run, decl, twice }`,
    use: `const { impl, swap, run, decl, twice } = subject
const first = [run(), impl()]
swap()
return [first, run(), impl(), subject.impl(), decl(), twice()]`,
    formats: ['esm'],
    calls: { swap: 1, run: 2, twice: 0, 'twice~2': 1 },
    notByExports: LIVE_BINDING,
    impure: true,
  },
]
