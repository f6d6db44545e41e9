/** What functions are by themselves: how they are called, what they are called, what they own. */
import type { ConformanceCase } from '../conformance-case.js'
import { OWN_BINDING } from '../not-by-exports.js'

export const functionCases: readonly ConformanceCase[] = [
  {
    claim: 'name and length are kept, with their descriptors',
    subject: `function f(a, b, c = 1, ...rest) { return a }
const arrow = (a) => a
const named = function other(a, b) { return b }
async function later() { return 1 }
const o = { method(a) { return a }, ['comp' + 'uted']: (a, b) => a, 'a b': function () {} }`,
    exports: ['f', 'arrow', 'named', 'later', 'o'],
    use: `const inOrder = (object) => Object.fromEntries(Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)))
await later()
return [f(1), arrow(2), named(1, 3), ...[f, arrow, named, later, o.method, o.computed, o['a b']].map((g) => [g.name, g.length, inOrder(Object.getOwnPropertyDescriptors(g))])]`,
    calls: { f: 1, arrow: 1, named: 1, later: 1 },
  },
  {
    claim: 'own properties are kept, and can be added, changed, enumerated and deleted',
    subject: `function f() { return f.count ?? 'none' }
f.count = 7
f.list = [1, 2]
Object.defineProperty(f, 'hidden', { value: 1 })
Object.defineProperty(f, 'reads', { get() { return this === f }, configurable: true, enumerable: true })
f[Symbol.for('tag')] = 'tagged'`,
    exports: ['f'],
    use: `f.added = 1
f.count = 8
delete f.list
return [f(), new Set(Reflect.ownKeys(f)).size, Object.keys(f), f.hidden, f.reads, 'list' in f, { ...f }]`,
    calls: { f: 1 },
    notByExports: OWN_BINDING,
  },
  {
    claim: 'prototype, its constructor and what is put there later are kept',
    subject: `function Point(x) { this.x = x }
Point.prototype.length = function () { return this.x }
function Other() {}
Other.prototype = { constructor: Other, kind: 'other' }`,
    exports: ['Point', 'Other'],
    use: `Point.prototype.twice = function () { return 2 * this.x }
const p = new Point(3)
return [p.length(), p.twice(), p.constructor === Point, Point.prototype.constructor === Point, p instanceof Point,
  Object.getPrototypeOf(p) === Point.prototype, p.constructor.name, new Other().kind, new Other().constructor === Other,
  Object.getOwnPropertyDescriptor(Point, 'prototype'), Object.getOwnPropertyNames(Point.prototype), p]`,
    calls: { 'Point.length': 1 },
  },
  {
    claim: 'functions without a prototype have none, and cannot be constructed',
    subject: `const arrow = () => 1
const o = { method() { return 2 } }
async function later() { return 3 }`,
    exports: ['arrow', 'o', 'later'],
    use: `const tries = [arrow, o.method, later].map((fn) => {
  let error
  try { new fn() } catch (caught) { error = caught }
  return ['prototype' in fn, Object.hasOwn(fn, 'prototype'), error && error.constructor.name]
})
return [tries, arrow(), o.method(), await later()]`,
    calls: { arrow: 1, 'o.method': 1, later: 1 },
  },
  {
    claim: 'new.target tells calls from constructions, Reflect.construct and subclasses included',
    subject: `function F() { this.target = new.target === F ? 'F' : new.target === undefined ? 'none' : new.target.name }
function call() { return F.call({}) }
class Sub extends F {}`,
    exports: ['F', 'Sub', 'call'],
    use: `class Other extends F {}
return [new F().target, new Sub().target, new Other().target, Reflect.construct(F, [], Array).target, Reflect.construct(F, [], F).target,
  Array.isArray(Reflect.construct(F, [], Array)), call()]`,
    calls: { call: 1 },
  },
  {
    claim: 'a constructor returns what it returns, and gets its own instance otherwise',
    subject: `function Gives() { return { given: true } }
function Ignored() { this.own = true; return 5 }
function Self() { if (!(this instanceof Self)) return new Self(); this.made = true }`,
    exports: ['Gives', 'Ignored', 'Self'],
    use: `return [new Gives(), new Ignored(), Self() instanceof Self, new Self().made]`,
    calls: { Self: 1 },
    impure: true,
  },
  {
    claim: 'a strict function gets this as it is',
    subject: `'use strict'
function self() { return this }
const o = { self() { return this } }`,
    exports: ['self', 'o'],
    use: `return [self(), self.call(1), self.call(null), self.call('s'), typeof self.call(Symbol.iterator), o.self() === o, (0, o.self)()]`,
    calls: { self: 5, 'o.self': 2 },
  },
  {
    claim: 'a sloppy function gets this as an object',
    subject: `function self() { return this }
const o = { self() { return this } }`,
    exports: ['self', 'o'],
    use: `return [self() === globalThis, typeof self.call(1), self.call(null) === globalThis, self.call('s') instanceof String, o.self() === o, (0, o.self)() === globalThis]`,
    formats: ['cjs'],
    calls: { self: 4, 'o.self': 2 },
  },
  {
    claim: 'call, apply and bind reach the function with their this and arguments',
    subject: `function f(a, b) { return [this && this.k, a, b, arguments.length] }`,
    exports: ['f'],
    use: `const bound = f.bind({ k: 3 }, 'x')
return [f.call({ k: 1 }, 1), f.apply({ k: 2 }, [1, 2, 3]), bound('y'), bound.name, bound.length, Reflect.apply(f, { k: 4 }, []), new (f.bind(null))() instanceof f, f === f.valueOf()]`,
    calls: { f: 4 },
  },
  {
    claim: 'sloppy arguments are mapped, and know their callee',
    subject: `function mapped(a, b) { a = 'new'; arguments[1] = 'B'; return [arguments[0], b, arguments.length] }
function own() { return arguments.callee === own }
function calleeName() { return arguments.callee.name }`,
    exports: ['mapped', 'own', 'calleeName'],
    use: `return [mapped(1, 2), mapped(1), own(), calleeName()]`,
    formats: ['cjs'],
    calls: { mapped: 2 },
    leftAlone: { own: 'refers-to-itself', calleeName: 'refers-to-itself' },
  },
  {
    claim: 'strict arguments are not mapped',
    subject: `'use strict'
function strict(a) { a = 'new'; return [arguments[0], arguments.length, Object.prototype.toString.call(arguments)] }
function callee() { try { return arguments.callee } catch (error) { return error.constructor.name } }`,
    exports: ['strict', 'callee'],
    use: 'return [strict(1), strict(), strict(1, 2, 3), callee()]',
    calls: { strict: 3 },
    leftAlone: { callee: 'refers-to-itself' },
  },
  {
    claim: 'default, destructured and rest parameters see what was given',
    subject: `function f(a, b = a + 1, { c, d: { e } = { e: 5 } } = {}, [g, ...h] = [], ...rest) { return [a, b, c, e, g, h, rest, arguments.length] }
const arrow = ({ a = 1 } = {}, ...[b, c]) => [a, b, c]
function undef(a = 'default') { return a }
function sees(a, b = () => a) { var a = 'inner'; return [a, b()] }`,
    exports: ['f', 'arrow', 'undef', 'sees'],
    use: `return [f(1), f(1, undefined, { c: 3 }, 'xyz', 7, 8), arrow(), arrow({ a: 2 }, 3, 4), undef(), undef(undefined), undef(null), sees('outer')]`,
    calls: { f: 2, arrow: 2, undef: 3, sees: 1 },
  },
  {
    claim: 'async functions settle in the same turn, in the same order',
    subject: `async function direct() { return 1 }
async function fails() { throw new TypeError('no') }
async function waits(n) { await null; return n }
const thenable = () => ({ then(resolve) { resolve('thenable') } })
async function givesPromise() { return Promise.resolve('inner') }`,
    exports: ['direct', 'fails', 'waits', 'thenable', 'givesPromise'],
    use: `const order = []
const note = (name) => () => order.push(name)
const tick = (n) => (n > 0 ? Promise.resolve().then(() => tick(n - 1)) : undefined)
givesPromise().then(note('givesPromise'))
waits(1).then(note('waits'))
direct().then(note('direct'))
fails().catch(note('fails'))
Promise.resolve().then(note('plain')).then(note('plain 2')).then(note('plain 3')).then(note('plain 4'))
await tick(12)
return [order, await thenable(), Object.prototype.toString.call(direct), direct.constructor.name, direct() instanceof Promise, Object.getPrototypeOf(direct) === Object.getPrototypeOf(async () => {})]`,
    calls: { direct: 2, fails: 1, waits: 1, thenable: 1, givesPromise: 1 },
  },
  {
    claim: 'callers who wait for one promise go on in their own asynchronous context',
    subject: `async function load(n) { await null; await null; return n * 2 }
async function refuse(n) { await null; throw new Error('no ' + n) }`,
    exports: ['load', 'refuse'],
    use: `const { AsyncLocalStorage } = await import('node:async_hooks')
const store = new AsyncLocalStorage()
const call = (caller) => store.run(caller, async () => [await load(1), store.getStore()])
const chain = (caller) => store.run(caller, () => load(1).then((result) => [result, store.getStore()]))
const caught = (caller) => store.run(caller, () => refuse(1).catch(({ message }) => [message, store.getStore()]))
const together = await Promise.all([call('first'), call('second'), chain('third'), caught('fourth'), caught('fifth')])
return [together, await call('sixth'), await caught('seventh'), store.getStore()]`,
    calls: { load: 4, refuse: 3 },
  },
  {
    claim: 'util.types.isAsyncFunction knows async functions',
    subject: 'async function later() { return 1 }\nconst arrow = async () => 1\nfunction sync() { return 1 }',
    exports: ['later', 'arrow', 'sync'],
    use: `return [types.isAsyncFunction(later), types.isAsyncFunction(arrow), types.isAsyncFunction(sync), await later(), await arrow(), sync(), types.isProxy(later), types.isGeneratorFunction(later)]`,
    calls: { later: 1, arrow: 1, sync: 1 },
  },
  {
    claim: 'generators and async generators are generators',
    subject: `function* count(n) { for (let i = 0; i < n; i++) yield i }
async function* later(n) { yield* count(n) }
const o = { *items() { yield 1 } }
function makes() { return count(2) }`,
    exports: ['count', 'later', 'o', 'makes'],
    use: `const all = []
for await (const n of later(3)) all.push(n)
return [[...count(2)], all, [...o.items()], types.isGeneratorFunction(count), Object.getPrototypeOf(count(1)) === count.prototype, [...makes()], [...makes()]]`,
    calls: { makes: 2 },
    leftAlone: { count: 'generator', later: 'generator', 'o.items': 'generator' },
  },
  {
    claim: 'closures created a million times all work, and 256 of them are counted',
    subject: 'function adder(a) { return (b) => a + b }',
    exports: ['adder'],
    use: `let sum = 0
for (let i = 0; i < 1e6; i++) sum += adder(i)(1)
return sum`,
    calls: { adder: 1_000_000, 'adder.returned': 256 },
  },
  {
    claim: 'symbols, numbers and computed keys stay the names that they are',
    subject: `const key = Symbol('key')
const o = { [key]() { return 1 }, [1 + 1]() { return 2 }, 3() { return 3 }, get [Symbol.toStringTag]() { return 'Tagged' }, __proto__: { inherited() { return 4 } } }
class C { static [key] = () => 5; [Symbol.iterator]() { return [6][Symbol.iterator]() } static [Symbol.hasInstance](x) { return x === 7 } }`,
    exports: ['key', 'o', 'C'],
    use: `return [o[key](), o[2](), o[3](), o.inherited(), String(o), C[key](), [...new C()], 7 instanceof C, [o[key], o[2], o[3], C[key]].map((f) => f.name), Reflect.ownKeys(o)]`,
    calls: { 'o.3': 1 },
  },
  {
    claim: 'getters and setters stay accessors, and getters that throw do',
    subject: `let stored = 1
const o = { get v() { return stored }, set v(x) { stored = x }, get bad() { throw new RangeError('bad') } }
class C { get w() { return this.x } set w(x) { this.x = x } static get s() { return 's' } get bad() { throw new RangeError('class') } }`,
    exports: ['o', 'C'],
    use: `o.v = 5
const c = new C()
c.w = 6
const errors = []
for (const holder of [o, c]) try { holder.bad } catch (error) { errors.push(error.message, error.constructor === RangeError) }
const descriptors = [Object.getOwnPropertyDescriptors(o), Object.getOwnPropertyDescriptors(C.prototype), Object.getOwnPropertyDescriptors(C)]
return [o.v, c.w, C.s, errors, descriptors, descriptors[0].v.get.name, descriptors[1].w.set.name]`,
    calls: { 'o.get:v': 1, 'C.get:w': 1, 'C.static:get:s': 1 },
    leftAlone: { 'o.set:v': 'setter', 'C.set:w': 'setter' },
  },
  {
    claim: 'async hooks see the promises that the program makes, and no others',
    subject: 'async function f(x) { await null; return { x } }\nfunction g(x) { return Promise.resolve(x) }',
    exports: ['f', 'g'],
    use: `const { createHook } = await import('node:async_hooks')
const [ids, seen] = [new Set(), { init: 0, before: 0, after: 0, promiseResolve: 0 }]
const note = (event) => (id, type) => {
  if (type === 'PROMISE') ids.add(id)
  if (ids.has(id)) seen[event]++
}
const hook = createHook(Object.fromEntries(Object.keys(seen).map((event) => [event, note(event)]))).enable()
for (let call = 0; call < 4; call++) await f(await g(call % 2))
await new Promise((resolve) => setImmediate(resolve))
hook.disable()
return seen`,
    calls: { f: 4, g: 4 },
    impure: true,
  },
  {
    claim: 'a thrown value is the same, whatever it is',
    subject: `const special = { special: true }
function f(what) { throw what }
function g() { throw special }`,
    exports: ['f', 'g', 'special'],
    use: `const caught = []
for (const value of [1, undefined, null, special]) try { f(value) } catch (error) { caught.push(error) }
try { g() } catch (error) { caught.push(error === special) }
try { g() } catch (error) { caught.push(error === special) }
return caught`,
    calls: { f: 4, g: 2 },
  },
  {
    claim: 'caller of a sloppy function is null or a function, and assignment to it does not throw',
    subject: `function f() { return f.caller === null || typeof f.caller }
function strict() { 'use strict'; return 1 }`,
    exports: ['f', 'strict'],
    use: `let error
try { strict.caller } catch (caught) { error = caught.constructor.name }
return [typeof f(), 'caller' in f, error, strict()]`,
    formats: ['cjs'],
    calls: { strict: 1 },
    leftAlone: { f: 'refers-to-itself' },
    notByExports: OWN_BINDING,
  },
  {
    claim: 'labels, hashbang, byte order mark and carriage returns change nothing',
    subject: `#!/usr/bin/env node\r\n'use strict'\r\nfunction f() {\r\n  outer: for (const a of [1, 2]) { for (;;) { if (a === 1) continue outer; break outer } }\r\n  return this === undefined\r\n}\r\nfunction where() { return new Error('x').stack.match(/subject\\.[mc]js:(\\d+)/)[1] }\r`,
    exports: ['f', 'where'],
    use: 'return [f(), where()]',
    calls: { f: 1, where: 1 },
  },
  {
    claim: 'a byte order mark before everything is skipped',
    subject: `\uFEFFfunction f() { return 1 }`,
    exports: ['f'],
    use: 'return f()',
    calls: { f: 1 },
  },
]
