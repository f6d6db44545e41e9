/** Which caches a file has already: who asks them, what bounds them, and whether their calls can be counted. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { scanText } from '../../src/scan/scan-text.js'

interface Claim {
  claim: string
  source: string
  /** `id: subject [library] <maxsize bounded !uncounted`, one for each cache. */
  found: string[]
}

const CLAIMS: Claim[] = [
  {
    claim: 'an object that a function asks and fills by key',
    source: 'const cache = {}\nfunction f(n) { if (n in cache) return cache[n]; return cache[n] = work(n) }',
    found: ['a.js#f: cache'],
  },
  {
    claim: 'a Map that is cleared when it is full holds what it is compared with',
    source: `const known = new Map()
      function f(n) { const hit = known.get(n); if (hit) return hit
        if (known.size >= 100) known.clear()
        const made = work(n); known.set(n, made); return made }`,
    found: ['a.js#f: known <100 bounded'],
  },
  {
    claim: 'a field of a class, private or not',
    source: `class P { #c = new Map()
      at(x) { if (this.#c.has(x)) return this.#c.get(x); const y = work(x); this.#c.set(x, y); return y }
      of(x) { if (this.d[x]) return this.d[x]; return (this.d[x] = work(x)) } }`,
    found: ['a.js#P.at: this.#c', 'a.js#P.of: this.d'],
  },
  {
    claim: 'a property of the function itself',
    source: `function f(a) { if (f.cache.hasOwnProperty(a)) return f.cache[a]; return f.cache[a] = work(a) }
      f.cache = {}`,
    found: ['a.js#f: f.cache'],
  },
  {
    claim: 'a property that a constant of the function stands for, and none that a function inside of it uses as well',
    source: `function f(a) { const cache = f.cache; if (cache[a]) return cache[a].slice(); return (cache[a] = work(a)).slice() }
      f.cache = {}
      class P { of(x) { const { known, others: o } = this
          if (o) return o.get(x)
          if (!known.has(x)) known.set(x, work(x))
          return known.get(x) }
        at(x) { const seen = this.seen; const ask = (y) => seen[y]; if (seen[x]) return seen[x]; return seen[x] = work(x, ask) } }
      function g(a) { var c = g.kept; { let g = 0; if (c[a]) return c[a]; return (c[a] = work(a)) } }`,
    found: ['a.js#f: f.cache', 'a.js#P.of: this.known'],
  },
  {
    claim: 'a property of what the file exports',
    source: `exports.cache = {}
      module.exports.others = new Map()
      function f(k, o) { if (o && exports.cache[k]) return exports.cache[k]; const t = work(k)
        if (o) exports.cache[k] = t
        return t }
      exports.g = (k) => { if (!module.exports.others.has(k)) module.exports.others.set(k, work(k))
        return module.exports.others.get(k) }`,
    found: ['a.js#f: exports.cache', 'a.js#g: module.exports.others'],
  },
  {
    claim: 'a memoizer written by hand has one in each closure',
    source:
      'export function memo(fn) { const c = {}; return function one(x) { if (c[x]) return c[x]; return c[x] = fn(x) } }',
    found: ['a.js#memo.one: c'],
  },
  {
    claim: 'structures of packages, with the size that they were made with',
    source: `import { LRUCache } from 'lru-cache'
      const cache = new LRUCache({ max: 50 })
      export const f = (n) => { if (!cache.has(n)) cache.set(n, work(n)); return cache.get(n) }`,
    found: ['a.js#f: cache [lru-cache] <50 bounded'],
  },
  {
    claim: 'one of lru-cache that no function both asks and fills is still one, as it tells what it is asked',
    source: `import { LRUCache } from 'lru-cache'
      const pages = new LRUCache({ max: 9 })
      export const get = (n) => pages.get(n), set = (n) => pages.set(n, work(n))`,
    found: ['a.js#pages: pages [lru-cache] <9 bounded'],
  },
  {
    claim: 'functions that packages memoize, under the name that they go by',
    source: `const _ = require('lodash'), moize = require('moize'), memoizee = require('memoizee')
      const { memoize } = require('cache-probe/memoize')
      const a = _.memoize(work), b = moize(work, { maxSize: 5 }), c = memoizee(work, { max: 9 })
      exports.d = memoize(work)`,
    found: [
      'a.js#a: a [lodash]',
      'a.js#b: b [moize] <5 bounded',
      'a.js#c: c [memoizee] <9 bounded',
      'a.js#exports.d: exports.d [cache-probe] bounded',
    ],
  },
  {
    claim: 'one by way of what a bundler wraps modules of the other kind in',
    source: `function _interopDefault(ex) { return (ex && (typeof ex === 'object') && 'default' in ex) ? ex['default'] : ex }
      var memoize = _interopDefault(require('@emotion/memoize'))
      var mem = __importDefault(require('memoizee'))
      var valid = memoize(function (p) { return work(p) }), other = mem.default(work)`,
    found: ['a.js#valid: valid [@emotion/memoize]', 'a.js#other: other [memoizee]'],
  },
  {
    claim: 'what React keeps while it renders is named and not counted',
    source: `import { cache, useMemo } from 'react'
      export const load = cache(work)
      export function View(p) { const x = useMemo(() => work(p), [p]); return x }`,
    found: ['a.js#load: load [react] bounded !of-rendering', 'a.js#x: x [react] bounded !of-rendering'],
  },
  {
    claim: 'an entry that is called at once cannot be counted',
    source: `const cache = {}
      function f(n) { const r = cache[n](n); cache[n] = work; return r }`,
    found: ['a.js#f: cache !no-plain-look-up'],
  },
  {
    claim: 'one that is asked and filled at once',
    source: `const cache = {}
      function f(n) { return (cache[n] ??= work(n)) }`,
    found: ['a.js#f: cache'],
  },
  {
    claim: 'and no table of modules, such as bundles have',
    source: `const cache = {}
      function load(id) { if (cache[id]) return cache[id].exports
        const module = (cache[id] = { id, exports: {} }); run(module); return module.exports }`,
    found: [],
  },
  {
    claim: 'a field of what is written as a prototype',
    source: `function P() { this.known = {} }
      P.prototype.at = function (x) { if (x in this.known) return this.known[x]; return this.known[x] = work(x) }`,
    found: ['a.js#P.at: this.known'],
  },
  {
    claim: 'a cache that is a class or a closure of its own, with one function that asks and one that fills',
    source: `class Lru { items = new Map()
        get(key) { const item = this.items.get(key); if (item === undefined) return; return item.value }
        set(key, value) { this.items.set(key, { value }); if (this.items.size > 9) this.items.delete(first()) } }
      function memoryOf() { let cache = {}
        return { get: (key) => cache[key], put(key, value) { cache[key] = value } } }`,
    found: ['a.js#Lru.get: this.items <10 bounded', 'a.js#memoryOf.get: cache'],
  },
  {
    claim: 'one that asks an older one as well is found and not counted, a store of something else is none',
    source: `class Lru { young = new Map(); old = new Map()
        get(key) { if (this.young.has(key)) return this.young.get(key); return this.old.get(key) }
        set(key, value) { this.young.set(key, value) } }
      class Headers { map = new Map()
        get(key) { return this.map.get(key) }
        set(key, value) { this.map.set(key, value) } }`,
    found: ['a.js#Lru.get: this.young !no-plain-look-up'],
  },
  {
    claim: 'no cache: what one call makes for itself, what counts, what is only filled, what holds listeners',
    source: `const counts = {}, log = {}, listeners = new Map()
      function f(n) { const seen = {}; if (seen[n]) return seen[n]; return seen[n] = work(n) }
      function g(n) { counts[n] = (counts[n] || 0) + 1; return counts[n] }
      function h(n) { log[n] = work(n) }
      class List { swap(at, value) { const old = this.items[at]; this.items[at] = value; return old } }
      function on(name, fn) { const list = listeners.get(name); if (list) list.push(fn); else listeners.set(name, [fn]) }`,
    found: [],
  },
  {
    claim: 'a single result is a cache without entries',
    source: 'let table\nexport function f() { if (!table) table = work(); return table }',
    found: ['a.js#f: table bounded !no-entries'],
  },
]

for (const { claim, source, found } of CLAIMS) {
  test(claim, () => {
    const { caches } = scanText(source, 'a.js')
    assert.equal(
      caches.map(({ id, subject, library, maxsize, bounded, uncounted }) =>
        [
          `${id}: ${subject}`,
          library && `[${library}]`,
          maxsize && `<${maxsize}`,
          bounded && 'bounded',
          uncounted && `!${uncounted}`,
        ]
          .filter(Boolean)
          .join(' '),
      ),
      found,
    )
  })
}

const MISSES: [text: string, marked: string[]][] = [
  ['if (c[k]) return c[k]', ['look-falsy c[k]']],
  ['const hit = c[k]; if (!hit) log(k); else return hit', ['look-falsy c[k]']],
  ['let hit; if ((hit = c[k])) return hit', ['look-falsy c[k]']],
  ['const hit = c[k]; if (hit != null) return hit', ['look-nullish c[k]']],
  ['return c[k] ?? (c[k] = work(k))', ['look-nullish c[k]']],
  ['const hit = c.get(k); if (hit !== null) return hit; c.set(k, 1)', ['look-null c.get(k)']],
  ['const hit = c.get(k); if (hit === null) return; if (hit) return hit; c.set(k, 1)', ['look-falsy c.get(k)']],
  ['const hit = c[k]; if (hit === null) return', ['look c[k]']],
  ['const hit = c[k]; if (hit !== undefined) return hit', ['look c[k]']],
  ["if (typeof c[k] !== 'undefined') return c[k]", ['look c[k]']],
  ['if (k in c) return c[k]', ['test k in c']],
]

test('a miss is what the program takes for one', () => {
  for (const [text, expected] of MISSES)
    assert.equal(marksOf(`const c = make()\nfunction f(k) { ${text}; return (c[k] = work(k)) }`), expected)
})

test('a key that ??= asks for is marked, and nothing that is asked behind it; in a table of tables it cannot be', () => {
  const inFunction = (text: string) => marksOf(`const c = make()\nfunction f(a, k) { ${text} }`)
  assert.equal(inFunction('return (c[k] ??= work(k))'), ['asks-nullish k'])
  assert.equal(inFunction('c[k + 1] ||= work(k); return c[k + 1]'), ['asks-falsy k + 1'])
  assert.equal(inFunction('if (c[k]) return c[k]; return (c[k] ??= work(k))'), ['look-falsy c[k]'])
  assert.equal(inFunction('const t = c[a] || (c[a] = {}); return (t[k] ??= work(a, k))'), [])
})

const NESTED: [text: string, marked: string[]][] = [
  [
    'if (d[a] && d[a][b]) return d[a][b]; d[a] = {}; return (d[a][b] = work(a, b))',
    ['look-falsy d[a] && d[a][b]', 'table d[a]'],
  ],
  ['const t = d[a] || (d[a] = {}); if (b in t) return t[b]; return (t[b] = work(a, b))', ['test b in t', 'table t']],
  [
    'let t = d.get(a); if (!t) d.set(a, (t = new Map())); let v = t.get(b); if (v === undefined) t.set(b, (v = work(a, b))); return v',
    ['look t.get(b)', 'table t'],
  ],
  ['if (d[a]?.[b]) return d[a][b]; d[a] ??= {}; return (d[a][b] = work(a, b))', ['look-falsy d[a]?.[b]', 'table d[a]']],
  ['if (d?.[a]?.[b]) return d[a][b]; d[a] ??= {}; return (d[a][b] = work(a, b))', ['look-falsy d?.[a]?.[b]']],
]

test('what is asked by two keys is asked in the tables that are its entries', () => {
  for (const [text, expected] of NESTED)
    assert.equal(marksOf(`const d = make()\nfunction f(a, b) { ${text} }`), expected)
})

test('null in a Map is an entry', () => {
  const source = `const m = new Map()
    function f(k) { const hit = m.get(k); if (hit === null) return; m.set(k, work(k)); return hit }`
  assert.equal(marksOf(source), ['look m.get(k)'])
})

/** But for the keys. */
function marksOf(source: string): string[] {
  const { caches } = scanText(source, 'a.js')
  const marks = caches.flatMap(({ marked }) => marked?.marks ?? []).filter(({ role }) => role !== 'key')
  return marks.map(({ role, start, end }) => `${role} ${source.slice(start, end)}`)
}

test('what is assigned to in a pattern or deleted is no look-up, and stays as it stands', () => {
  const writes = ['[c[k]] = [1]', '({ a: c[k] } = {})', '({ ...c[k] } = {})', 'delete c[k]', 'delete c?.[k]', 'c[k]++']
  for (const write of writes) {
    const source = `const c = {}
      function f(k) { ${write}; if (c.has(k)) return c.get(k); return c[k] = work(k) }`
    const { caches } = scanText(source, 'a.js')
    const marks = caches.flatMap(({ marked }) => marked?.marks ?? [])
    const texts = marks.map(({ start, end }) => source.slice(start, end))
    assert.equal(texts, write === 'c[k]++' ? [] : ['c.has(k)', 'k'], write)
  }
})

test.run()
