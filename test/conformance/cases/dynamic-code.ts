/** What reads or makes code while it runs: eval, with, the text of functions, blocks of sloppy code. */
import type { ConformanceCase } from '../conformance-case.js'

export const dynamicCodeCases: readonly ConformanceCase[] = [
  {
    claim: 'direct eval reads and writes the bindings around it',
    subject: `function target() { return 'target' }
function reads(code) { const local = () => 'local'; return eval(code) }
function replace() { eval("target = () => 'evaluated'"); return target() }
var sees = (0, eval)('typeof target')
function indirect() { return sees }`,
    exports: ['target', 'reads', 'replace', 'indirect'],
    use: `return [reads('local()'), reads('target()'), replace(), indirect()]`,
    calls: { reads: 2, replace: 1, indirect: 1 },
  },
  {
    claim: 'eval and with declare and shadow in sloppy code as before',
    subject: `function declares() { eval('function made() { return 1 } var v = 2'); return [made(), v] }
function scoped(object) { with (object) { var found = name; return [found, (() => name)()] } }
var held
with ({ held: 0, fn: null }) { held = function () { return 'held' }; fn = function () { return 'fn' } }
function heldNow() { return typeof held }`,
    exports: ['declares', 'scoped', 'heldNow'],
    use: `return [declares(), scoped({ name: 'n' }), heldNow()]`,
    formats: ['cjs'],
    calls: { declares: 1, scoped: 1, heldNow: 1 },
  },
  {
    claim: 'the text of a function is what was written',
    subject: `function f(a, b = 1) { /* inside */ return a + b }
const arrow = async (x) => x
const o = { method() { return 1 }, get g() { return 2 }, async 'quoted'(a) {} }
class C extends Object { static s() { return 3 }   m(a) { return a } }
function outer() { const inner = () => 1; function hoisted() { return inner() } return [inner.toString(), hoisted.toString(), hoisted()] }
const holder = { nested: { deep: (n) => n } }`,
    exports: ['f', 'arrow', 'o', 'C', 'outer', 'holder'],
    use: `return [f, arrow, o.method, C, C.s, C.prototype.m, outer, holder.nested.deep, Object.getOwnPropertyDescriptor(o, 'g').get, o.quoted].map((g) => [Function.prototype.toString.call(g), g + '']).concat([outer(), f(1), o.g, await arrow(2), o.method(), C.s(), new C().m(4), holder.nested.deep(5)])`,
    calls: { f: 1, arrow: 1, 'o.method': 1, 'C.static:s': 1, 'C.m': 1, outer: 1, 'holder.nested.deep': 1 },
  },
  {
    claim: 'a function that is made again from its text works elsewhere',
    subject: `function serialised(n) { const twice = (x) => x * 2; function more(x) { return twice(x) + 1 } const o = { m(x) { return more(x) } }; return o.m(n) }
class Sent { twice(n) { return 2 * n } }`,
    exports: ['serialised', 'Sent'],
    use: `const again = process.getBuiltinModule('node:vm').runInNewContext('(' + serialised + ')')
const Again = process.getBuiltinModule('node:vm').runInNewContext('(' + Sent + ')')
const parameters = /\\((.*?)\\)/.exec(serialised)[1]
return [again(3), new Function('return ' + serialised)()(4), serialised(5), new Again().twice(6), parameters]`,
    calls: { serialised: 1 },
  },
  {
    claim: 'the text of Function.prototype.toString itself, and of builtins, says native code',
    subject: 'function f() { return 1 }',
    exports: ['f'],
    use: `const { toString } = Function.prototype
const tries = [undefined, {}, 1].map((value) => { try { return toString.call(value) } catch (error) { return [error.name, error.message] } })
return [f(), toString.call(toString), toString.call(Map), toString.name, toString.length, 'prototype' in toString, Object.getOwnPropertyDescriptor(Function.prototype, 'toString'), toString.call(function () {}.bind()), tries, inspect(toString), String(toString) === toString + '']`,
    calls: { f: 1 },
  },
  {
    claim: 'declarations in blocks, branches and cases are hoisted as sloppy code says',
    subject: `var seen = [typeof inBlock, typeof inBranch, typeof inCase]
{ seen.push(inBlock()); function inBlock() { return 'block' } }
if (true) function inBranch() { return 'branch' }
switch (1) { case 1: seen.push(inCase()); function inCase() { return 'case' } }
function twice() { return 1 }
function twice() { return 2 }
function shadows(f) { return f(); function f() { return 'inner' } }
var v = 'var'
function v() { return 'function' }
function all() { return [...seen, inBlock(), inBranch(), inCase(), twice(), shadows(() => 'outer'), v] }
for (var i = 0, made = []; i < 2; i++) { function inLoop() { return 1 } made.push(inLoop) }
function loops() { return [made[0] === made[1], made[1] === inLoop] }`,
    exports: ['all', 'loops'],
    use: 'return [all(), loops()]',
    formats: ['cjs'],
    calls: { inBlock: 2, inBranch: 1, 'twice~2': 1, shadows: 1, all: 1, loops: 1 },
  },
  {
    claim: 'assignments that must throw throw',
    subject: `'use strict'
const fixed = () => 1
const named = function own() { try { own = 1 } catch (error) { return error.message } }
function assign() { try { fixed = 2 } catch (error) { return error.message } }
function undeclared() { try { notDeclared = 1 } catch (error) { return error.message } }
class C { get only() { return 1 } set() { try { this.only = 2 } catch (error) { return error.message } } static rename() { try { C.name = 'x' } catch (error) { return error.message.slice(0, 58) } } }
function ownName() { try { assign.name = 'other' } catch (error) { return error.message.slice(0, 58) } }`,
    exports: ['fixed', 'named', 'assign', 'undeclared', 'C', 'ownName'],
    use: `return [fixed(), named(), assign(), undeclared(), new C().set(), C.rename(), ownName(), typeof globalThis.notDeclared]`,
    leftAlone: { named: 'refers-to-itself' },
    calls: { fixed: 1, assign: 1, undeclared: 1, 'C.set': 1, 'C.static:rename': 1, ownName: 1 },
  },
  {
    claim: 'flags set while running, warnings and uncaught listeners behave as before',
    subject: `function warn() { process.emitWarning('careful', { code: 'CP1', type: 'Own' }); return 1 }
function flags() { process.getBuiltinModule('node:v8').setFlagsFromString('--no-flush-bytecode'); return 2 }`,
    exports: ['warn', 'flags'],
    use: `const seen = []
const onWarning = (warning) => seen.push([warning.name, warning.code, warning.message])
process.on('warning', onWarning)
const results = [warn(), flags()]
await new Promise((resolve) => setImmediate(resolve))
process.off('warning', onWarning)
return [results, seen, process.listenerCount('warning'), process.listenerCount('uncaughtException'), process.eventNames().filter((name) => /^SIG/.test(String(name)))]`,
    calls: { warn: 1, flags: 1 },
    impure: true,
  },
  {
    claim: 'globals, own and symbol keys of the global object are what they were',
    subject: 'function f() { return Object.getOwnPropertyNames(globalThis).length }',
    exports: ['f'],
    use: `return [f(), Reflect.ownKeys(globalThis).filter((key) => typeof key === 'string').length, Object.keys(globalThis)]`,
    calls: { f: 1 },
  },
]
