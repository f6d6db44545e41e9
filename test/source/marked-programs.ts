/** Writes programs whose caches are asked in every syntactic form, and runs them with and without the marks of the caches. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are programs
import { scanText } from '../../src/scan/scan-text.js'
import { parseSource } from '../../src/source/parse.js'
import { rewriteSource } from '../../src/source/rewrite.js'
import { UnparsableError } from '../../src/source/unparsable.js'

/** Where an entry may stand, `L`; each prints what it came to. */
export const PLACES = [
  'out(L)',
  'L\nout(1)',
  'out(1)\nL\nout(2)',
  'const v = L; out(v)',
  'let v\nv = L\n;[1].forEach(out)',
  'const v = L\n++k\nout(v, k)',
  'let v; v ||= L; out(v)',
  'let v = 1; v &&= L; out(v)',
  'let v = 1; v += L; out(v)',
  'out(1/L)',
  'out(1/L/2/1)',
  'out(1 /L/ 2)',
  'out(2*L)',
  'out(2**L)',
  'out(-L, +L, !L, ~L, void L, typeof L)',
  'out(typeof L)',
  'out(L.x)',
  'out(L.x.y)',
  'out(L?.x)',
  'out(L?.x.y)',
  'out(L?.fn())',
  'out(L?.[k])',
  'out(L())',
  'out((L)())',
  'out((L)?.())',
  'out(L?.())',
  'out((0, L)())',
  'out((L, 1))',
  'out(L.fn())',
  'out((L.fn)())',
  'out(L`a${k}b`)',
  'out(L.tag`a${k}b`)',
  'out(new L())',
  'out(new L)',
  'out(new (L)())',
  'out(new (L))',
  'out(new L.Foo())',
  'out(new L.Foo)',
  'out(new (L.Foo)())',
  'out(new (L).Foo(k))',
  'out(new L.Foo.Bar(k))',
  'out(new L.Foo[k](k))',
  'L = 1; out(k)',
  'L += 1; out(k)',
  'L ||= 1; out(k)',
  'L &&= 1; out(k)',
  'L ??= 1; out(k)',
  'L++; out(k)',
  '--L; out(k)',
  'L.x = 3; out(k)',
  'L.x++; out(L.x)',
  'L.x ??= 3; out(L.x)',
  'delete L; out(k)',
  'out(delete L)',
  'out(delete (L))',
  'out(delete L.x)',
  'out(delete L?.x)',
  ';[L] = [2]; out(k)',
  ';[L = 3] = []; out(k)',
  ';[...L] = [4]; out(k)',
  ';[L.x] = [5]; out(k)',
  ';({ a: L } = { a: 6 }); out(k)',
  ';({ a: L = 7 } = {}); out(k)',
  ';({ ...L } = { b: 8 }); out(k)',
  ';({ [L]: k } = { undefined: 9 }); out(k)',
  'const { x } = L; out(x)',
  'const { x = L } = {}; out(x)',
  'const { [L]: x = 5 } = {}; out(x)',
  'const [x = L] = []; out(x)',
  'const [x] = L; out(x)',
  'for (L in { a: 1 }) out(k)',
  'for (L of [1]) out(k)',
  'for (L.x in { a: 1 }) out(k)',
  'for (L.x of [1]) out(k)',
  'for (const x in L) out(x)',
  'for (const x of L) out(x)',
  'for (let x = (L); x; x = 0) out(x)',
  'for (let n = 0, x = L; n < 1; n++) out(x)',
  'for (; L && n++ < 1;) out(n)',
  'for await (const x of [L]) out(x)',
  'for await (L of [1]) out(k)',
  'while (L && n++ < 1) out(n)',
  'do out(n); while (L && n++ < 1)',
  'if (L) out(1); else out(2)',
  'if (!L) out(1); else out(2)',
  'switch (L) { case undefined: out(1); break; default: out(2) }',
  'switch (true) { case L: out(1); break; default: out(2) }',
  'label: { if (L) break label; out(1) }',
  'label: L\nout(1)',
  'try { throw L } catch (thrown) { out(thrown) }',
  'return out(L)',
  'return L',
  'return(L)',
  'return L ? 1 : 2',
  'return L || 5',
  'return L && 5',
  'return L ?? 5',
  'out(L ? L : 3)',
  'out(L == null, L === undefined, L === null)',
  'out((L) === L)',
  'out([L, , L])',
  'out([...L])',
  'out(...[L])',
  'out({ L: 1, v: L })',
  'out({ ...L })',
  'out({ [L]: 1 })',
  'out({ [L]() { return 1 } })',
  'out({ get [L]() { return 1 } })',
  'out({ m(x = L) { return x } }.m())',
  'out(`a${L}b`)',
  'out(((x = L) => x)())',
  'out((() => L)())',
  'out((() => (L))())',
  'out((() => { return L })())',
  'out((() => () => L)()())',
  'out((x => L)(1))',
  'out((async () => L)() instanceof Promise)',
  'out(await L)',
  'out(await (async () => await L)())',
  'out(yield L)',
  'out(yield* [L])',
  'const it = (function* () { yield L })(); out(it.next().value)',
  'class A { x = L; static y = L }; out(new A().x, A.y)',
  'class A { [L] = 1; static [L]() {} }; out(Object.keys(new A()))',
  'class A { static { out(L) } }',
  'class A extends (L ?? Object) {}; out(typeof A)',
  'class A extends L.Foo {}; out(typeof A)',
  'class A { m() { return super[L] } }; out(new A().m())',
  'out(L instanceof Object)',
  'out(L in { undefined: 1 })',
  "out('x' in { x: L })",
  'out(1, L, 2)',
  'out(import.meta ?? L)',
  'out(eval("1") + (L ? 1 : 0))',
  'const g = L\n/1/1\nout(typeof g)',
  'const g = L/* one */\nout(g)',
  'out(/* one */L/* two */) // three',
  'out(1)/* one */;L',
  'out(L.constructor.name)',
  'var arguments_ = arguments.length; out(arguments_, L)',
  'n = n\n!L\nout(n)',
  'do L\nwhile (0) out(1)',
  'if (k) L\nelse out(1)\nout(2)',
  'out(async () => L)',
  'out(k, (k = L, k), k)',
] as const

/** What an entry is asked for by. */
export const KEYS = [
  'k',
  '(k)',
  '(k, k)',
  'k + ""',
  '`${k}`',
  '-k',
  '[k]',
  'k = k',
  'n++ ? k : "a"',
  'typeof k',
  'class { static toString() { return k } }',
  'function () {}',
  '() => k',
  'async x => x',
  'await k',
  'yield k',
  '/a/g',
  '{ toString() { return k } }',
  'new String(k)',
  'new.target',
  '...[k]',
  'c[k]',
  'arguments[0]',
  'eval("k")',
  'k in {} ? 1 : k',
  'this',
  'null',
  'k?.length',
  'k /* one */',
  '/* one */ k // two\n',
] as const

interface Kind {
  /** Has a cache `c`, or what stands for it; `F` or METHOD is the function that asks it. */
  piece: string
  looks: readonly string[]
}

const START = `function value() {
  return Object.assign(function (a) { return [this === globalThis, Array.isArray(a) ? a.join() : a] }, {
    x: { y: 1 }, a: 2, fn() { return [this.a, 'fn'] }, tag(t) { return [this.a, t.join()] },
    Foo: Object.assign(class Foo { constructor(v) { this.v = v } }, { Bar: class Bar {}, a: class A {} }),
    *[Symbol.iterator]() { yield 1 } })
}
function made(key) { return key + 'made' }
let n = 0
`
const KEPT = 'if (c[k]) return c[k]; return c[k] = made(k)'
const IN_MAP = 'if (C.has(k)) return C.get(k); const v = made(k); C.set(k, v); return v'

const KINDS: readonly Kind[] = [
  {
    piece: `const c = { a: value() }\nF f(k) { BODY\n${KEPT} }\nreturn f`,
    looks: ['c[K]', 'c?.[K]', 'K in c', 'Object.hasOwn(c, K)'],
  },
  {
    piece: `const c = new Map([['a', value()]])\nF f(k) { {BODY\n} ${IN_MAP.replaceAll('C', 'c')} }\nreturn f`,
    looks: ['c.get(K)', 'c?.get(K)', 'c.has(K)'],
  },
  {
    piece: `class P { #c = new Map([['a', value()]])\nMETHOD f(k) { {BODY\n} ${IN_MAP.replaceAll('C', 'this.#c')} } }
const p = new P(), c = {}; return (k) => p.f(k)`,
    looks: ['this.#c.get(K)'],
  },
  {
    piece: `const c = { a: { a: value() } }\nF f(k) { { BODY\n} c[k] ??= {}; ${KEPT.replaceAll('c[k]', 'c[k][k]')} }\nreturn f`,
    looks: ['c[k]?.[K]', '(c[k] || (c[k] = {}))[K]'],
  },
  {
    piece: `F f(k) { BODY\n${KEPT.replaceAll('c[', 'f.c[')} }\nf.c = { a: value() }; const c = f.c; return f`,
    looks: ['f.c[K]'],
  },
]

/** Memoizers and structures of packages, where a call more or an argument more might matter. */
const MADE = [
  'M((f))(k)',
  'M(((f) ), )(k)',
  'M(f,)(k)',
  'M(f /* one */)(k)',
  'M((f), (undefined, { a: 1 }))(k)',
  'M(...[f])(k)',
  'M((0, f))(k)',
  'M(f)`${k}`',
  'M(f).call(1, k)',
  'M?.(f)(k)',
  'new (M(F))(k)',
  'new (M(F).Foo)(k)',
  '1/M(f)(k)',
  'M(() => k)()',
  'typeof M(f), M(f) ? 1 : 2',
  'none?.memoize(f).cache.clear()',
  'none?.memoize(f)(k)',
  'none?.memoize(f)',
  'some?.memoize((f))(k)',
  'new LRU({ max: 5 }).get(k)',
  'new LRU.Of().get(k)',
  'new (new LRU().Foo)(k)',
  'new new LRU().Foo(k)',
  'new LRU.of().Foo(k)',
  '(class { x = new LRU }, new LRU).get(k)',
  '1/new LRU',
] as const

const PACKAGES = `const { LRUCache: LRU } = require('lru-cache'), _ = require('lodash'), memo = require('memoize')
const some = _, none = [][0] && _
const f = (key) => key + 'made', F = Object.assign(function (v) { this.v = v }, { Foo: class Foo {} })
`

class Structure {
  static Of = Structure
  Foo = Structure
  get(key: unknown) {
    return [key]
  }
}

function memoize(fn: (...list: unknown[]) => unknown, options: unknown) {
  const memoized = function (this: unknown, ...list: unknown[]) {
    return [Reflect.apply(fn, this, list), options]
  }
  return Object.assign(memoized, fn)
}

const MODULES: Record<string, unknown> = { lodash: { memoize }, memoize, 'lru-cache': { LRUCache: Structure } }

/** For each way of asking one text, which returns a list of functions that each return one that prints. */
export function programs(): string[] {
  const asked = KINDS.flatMap(({ piece, looks }) => looks.map((look) => piecesOf(piece, look)))
  const made = MADE.flatMap((form) => ['memo', '_.memoize'].map((name) => form.replaceAll('M', name)))
  return [...asked, made.map((form) => `return (k) => { ${PACKAGES} out(${form}) }`)].map(together)
}

function piecesOf(piece: string, look: string): string[] {
  const forms = [...PLACES.map((place) => [place, 'k'] as const), ...KEYS.map((key) => ['out(1/L)', key] as const)]
  return forms.map(([place, key]) => written(piece, place, look, key)).filter(isProgram)
}

function written(piece: string, place: string, look: string, key: string): string {
  const body = place.replaceAll('L', () => look.replace('K', () => key))
  const [isAsync, yields] = [/\bawait\b/.test(body), /\byield\b/.test(body.replace(/function\*.*/, ''))]
  const head = `${isAsync ? 'async ' : ''}function${yields ? '*' : ''}`
  return piece
    .replace('BODY', () => body)
    .replace('F f', () => `${head} f`)
    .replace('METHOD ', `${isAsync ? 'async ' : ''}${yields ? '*' : ''}`)
}

/** To node and to the parser, which refuses `f() = 1`. */
function isProgram(text: string): boolean {
  try {
    new Function(text)
    parseSource(text, 'a.cjs')
    return true
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof UnparsableError) return false
    throw error
  }
}

function together(pieces: readonly string[]): string {
  return `${START}return [${pieces.map((piece) => `() => {${piece}\n}`).join(',\n')}]`
}

/** How many look-ups are marked, and the text with its caches marked: none of its functions wrapped, and all. */
export function marked(program: string): { marks: number; texts: string[] } {
  const { caches } = scanText(program, 'a.cjs')
  const found = caches.flatMap((cache) => cache.marked ?? [])
  const texts = [new Set<string>(), undefined].map((select) => {
    const options = { file: 'a.cjs', hint: 'commonjs', select, caches: found, sourceMap: false } as const
    return rewriteSource(program, options)?.code ?? program
  })
  return { marks: found.flatMap(({ marks }) => marks).filter(({ role }) => role !== 'key').length, texts }
}

/** Of each piece, everything that it prints, returns and throws. */
export async function outputsOf(program: string): Promise<string[]> {
  const printed: unknown[][] = []
  const out = (...values: unknown[]) => printed.at(-1)?.push(values)
  const pieces = new Function('out', 'require', program)(out, (name: string) => MODULES[name]) as (() => (
    key: string,
  ) => unknown)[]
  for (const piece of pieces) {
    const here: unknown[] = []
    printed.push(here)
    const called = piece()
    for (const key of ['a', 'b', 'b']) {
      // An error's message quotes the text of what was called, which a mark is part of.
      here.push(
        await settled(() => called(key)).catch((error: unknown) => (error instanceof Error ? error.name : error)),
      )
    }
  }
  return printed.map((values) => JSON.stringify(values, (_key, value: unknown) => told(value)))
}

async function settled(call: () => unknown): Promise<unknown> {
  const value = await call()
  const kind = Object.prototype.toString.call(value)
  if (kind === '[object Generator]') return [...(value as Iterable<unknown>)]
  return kind === '[object AsyncGenerator]' ? drained(value as AsyncIterable<unknown>) : value
}

async function drained(values: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const value of values) all.push(value)
  return all
}

function told(value: unknown): unknown {
  if (typeof value === 'function') return String(value)
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  return value === undefined ? 'undefined' : value
}
