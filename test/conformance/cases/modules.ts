/** How modules reach each other: cycles, live bindings, re-exports, attributes, queries. */
import type { ConformanceCase } from '../conformance-case.js'
import { CYCLE, LIVE_BINDING, OTHER_MODULE } from '../not-by-exports.js'

export const moduleCases: readonly ConformanceCase[] = [
  {
    claim: 'functions that are hoisted can be called in an import cycle before their module has run',
    subject: `import { early } from './other.mjs'
export function f() { return inner() }
function inner() { return 'inner' }
export { early }
export default function () { return 'default' }`,
    files: { 'other.mjs': `import main, { f } from './subject.mjs'\nexport const early = [f(), main()]` },
    use: 'return [subject.early, subject.f(), subject.default()]',
    formats: ['esm'],
    // The calls from the cycle come before anything of the module has run: they reach the functions themselves.
    calls: { f: 1, inner: 1, default: 1 },
    notByExports: CYCLE,
  },
  {
    claim: 'uninitialised bindings throw in a cycle as before',
    subject: `import { tries } from './other.mjs'
export const arrow = () => 1
export class C { m() { return 2 } }
export let later = function () { return 3 }
export { tries }`,
    files: {
      'other.mjs': `import { arrow, C, later } from './subject.mjs'
export const tries = [() => arrow(), () => new C(), () => later].map((act) => { try { return act() } catch (error) { return error.name + ': ' + error.message } })`,
    },
    use: 'return [subject.tries, subject.arrow(), new subject.C().m(), subject.later()]',
    formats: ['esm'],
    calls: { arrow: 1, 'C.m': 1, later: 1 },
  },
  {
    claim: 'a circular require sees the exports so far',
    subject: `exports.first = function () { return 'first' }
const other = require('./other.cjs')
exports.second = () => other.seen
exports.third = function third() { return other.call() }`,
    files: {
      'other.cjs': `const subject = require('./subject.cjs')
exports.seen = [Object.keys(subject), subject.first()]
exports.call = () => subject.second().length`,
    },
    use: 'return [subject.first(), subject.second(), subject.third(), Object.keys(subject)]',
    formats: ['cjs'],
    calls: { first: 2, second: 2, third: 1 },
  },
  {
    claim: 'live bindings, renames and re-exports are seen through all modules',
    subject: `export * from './all.mjs'
export { f as renamed, default as main } from './all.mjs'
export * as ns from './all.mjs'
export { f as 'a string' } from './all.mjs'`,
    files: {
      'all.mjs': `export let count = 0
export function bump() { count++; return count }
export function f() { return 'old' }
export function swap() { f = () => 'new' }
export default () => 'main'`,
    },
    use: `const { f } = subject
const before = [subject.f(), subject.renamed(), subject.ns.f(), subject['a string'](), subject.count]
subject.bump()
subject.swap()
return [before, subject.count, subject.f(), subject.renamed(), subject.ns.f(), f(), subject.main(), Object.keys(subject), subject.main.name]`,
    formats: ['esm'],
    calls: { 'all.mjs#bump': 1, 'all.mjs#f': 5, 'all.mjs#swap': 1, 'all.mjs#default': 1 },
    notByExports: LIVE_BINDING,
    impure: true,
  },
  {
    claim: 'import() gives the same module and functions, and a query makes another',
    subject: `let calls = 0
export function f() { return 1 }
export const load = () => import('./subject.mjs')
export const again = (query) => import('./subject.mjs?' + query)
export const url = () => import.meta.url.replace(/.*\\//, '')`,
    use: `const same = await subject.load()
const other = await subject.again('v=2')
return [same === subject, same.f === subject.f, other === subject, other.f === subject.f, other.f(), subject.f(), other.url(), subject.url(), (await subject.again('v=2')) === other]`,
    formats: ['esm'],
    calls: { f: 2, url: 2 },
    notByExports: OTHER_MODULE,
  },
  {
    claim: 'top-level await delays those who import, and no more',
    subject: `export function f() { return state }
let state = 'before'
export const early = f()
state = await new Promise((resolve) => setTimeout(resolve, 5, 'after'))
export const late = await (async () => f())()`,
    use: 'return [subject.early, subject.late, subject.f()]',
    formats: ['esm'],
    calls: { f: 3 },
    impure: true,
  },
  {
    claim: 'JSON modules and import attributes are as they were',
    subject: `import data from './data.json' with { type: 'json' }
export function read(key) { return data[key] }
export const dynamic = () => import('./data.json', { with: { type: 'json' } })`,
    files: { 'data.json': '{ "f": "x => x", "n": 1 }' },
    use: 'return [subject.read("n"), subject.read("f"), (await subject.dynamic()).default]',
    formats: ['esm'],
    calls: { read: 2 },
  },
  {
    claim: 'JSON that is required is as it was',
    subject: `const data = require('./data.json')
function read(key) { return data[key] }`,
    exports: ['read'],
    files: { 'data.json': '{ "f": "x => x", "n": 1 }' },
    use: 'return [read("n"), read("f")]',
    formats: ['cjs'],
    calls: { read: 2 },
  },
  ...(
    [
      ['an anonymous function', 'export default function () { return 1 }', 'default'],
      ['a named function', 'export default function named() { return 1 }', 'named'],
      ['an anonymous class', 'export default class { static f() { return 1 } }', 'default.static:f'],
      ['an arrow function', 'export default () => 1', 'default'],
      ['a function expression', 'export default (function () { return 1 })', 'default'],
      ['an async arrow function', 'export default async () => 1', 'default'],
    ] as const
  ).map(
    ([kind, subject, id]): ConformanceCase => ({
      claim: `a default export that is ${kind} keeps its name`,
      subject,
      use: `const f = subject.default
return [f.name, f.length, await (f.f ?? f)(), Object.getOwnPropertyDescriptors(f)]`,
      formats: ['esm'],
      calls: { [id]: 1 },
    }),
  ),
  {
    claim: 'a namespace object lists, describes and refuses as before',
    subject: `export function f() { return 1 }
export const arrow = () => 2
export { f as default }`,
    use: `let error
try { subject.f = 1 } catch (caught) { error = caught.message }
return [Object.keys(subject), Object.getOwnPropertyDescriptor(subject, 'f'), Object.isFrozen(subject), Object.isExtensible(subject), Object.prototype.toString.call(subject), error, subject.default === subject.f, subject.f(), subject.arrow(), inspect(subject)]`,
    formats: ['esm'],
    calls: { f: 1, arrow: 1 },
  },
  {
    claim: 'CommonJS that is imported has the same names and functions',
    subject: `import named, { f, g } from './lib.cjs'
import * as all from './lib.cjs'
export const use = () => [f(1), g(2), named.f === f, all.g === g, Object.keys(all).filter((key) => key !== 'module.exports'), named.g.name]`,
    files: { 'lib.cjs': 'exports.f = (n) => n\nexports.g = function (n) { return n + 1 }' },
    use: 'return subject.use()',
    formats: ['esm'],
    calls: { use: 1, 'lib.cjs#f': 1, 'lib.cjs#g': 1 },
  },
  {
    claim: 'what the compilers write for ES modules in CommonJS keeps its getters',
    subject: `Object.defineProperty(exports, '__esModule', { value: true })
exports.default = exports.value = void 0
exports.hoisted = hoisted
Object.defineProperty(exports, 'lazy', { enumerable: true, get: function () { return lazy } })
const lazy = () => 'lazy'
function hoisted() { return 'hoisted' }
exports.default = hoisted
const value = () => 'value'
exports.value = value`,
    use: `return [subject.hoisted(), subject.lazy(), subject.default === subject.hoisted, subject.value(), typeof Object.getOwnPropertyDescriptor(subject, 'lazy').get, Object.keys(subject), subject.__esModule]`,
    formats: ['cjs'],
    calls: { hoisted: 1, lazy: 1, value: 1 },
  },
  {
    claim: 'require.main, module, __filename and __dirname are as they were',
    subject: `function where() { return [require.main === module, typeof module.parent, __filename.split(/[\\\\/]/).at(-1), require.cache[__filename] === module, this === undefined, module.children.length, Object.keys(require).sort(), arguments.length] }
const top = [this === module.exports, arguments.length, typeof arguments[1]]
function tops() { return top }`,
    exports: ['where', 'tops'],
    use: 'return [where(), tops(), typeof require.resolve]',
    formats: ['cjs'],
    calls: { where: 1, tops: 1 },
  },
  {
    claim: 'import.meta is as it was',
    subject: `export const meta = () => [import.meta.url.split('/').at(-1), import.meta.filename.split('/').at(-1), import.meta.dirname.split('/').at(-2), typeof import.meta.resolve]`,
    use: 'return subject.meta()',
    formats: ['esm'],
    calls: { meta: 1 },
  },
  {
    claim: 'hooks that the program registers see and change its modules',
    subject: `function f() { return 'MARK' }`,
    exports: ['f'],
    use: `const module = process.getBuiltinModule('node:module')
if (!module.registerHooks) return 'no hooks: ' + f()
const seen = []
const hooks = module.registerHooks({ load(url, context, next) { const loaded = next(url, context); if (url.includes('hooked')) { seen.push(loaded.format, String(loaded.source).includes('MARK')); return { ...loaded, source: String(loaded.source).replace('MARK', 'CHANGED') } } return loaded } })
const text = (process.argv[1].endsWith('mjs') ? 'export function f() { return "MARK" }' : 'exports.f = function f() { return "MARK" }')
const { writeFileSync } = process.getBuiltinModule('node:fs')
const path = process.getBuiltinModule('node:path').join(process.cwd(), 'src', 'hooked.' + (process.argv[1].endsWith('mjs') ? 'mjs' : 'cjs'))
writeFileSync(path, text)
const loaded = await import('file://' + path)
hooks.deregister()
return [f(), loaded.f(), seen]`,
    calls: { f: 1 },
    notByExports: OTHER_MODULE,
  },
]
