import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { rewriteSource } from '../../src/source/rewrite.js'

type Reader = () => unknown[]
type Values = Record<string, unknown[][]>
type Make = (...list: unknown[]) => unknown

const REGISTRY = Symbol.for('cache-probe')

/** Runs `text` rewritten, then `use` with its `make`; what the readers of each closure return in the end, by its name. */
function valuesIn(text: string, enclosed: Record<string, string[]>, use: (make: Make) => void): Values {
  const values: Record<string, Reader[]> = {}
  const note = (id: string, reader: Reader | undefined) => {
    const name = id.slice(id.indexOf('#') + 1)
    if (reader) values[name] = [...(values[name] ?? []), reader]
  }
  const module = (_file: string, ids: string[]) => (which: number | number[], value: unknown, given?: Reader) => {
    if (typeof which === 'number') note(ids[which] as string, given)
    else for (const [index, reader] of Object.entries(given ?? {})) note(ids[Number(index)] as string, reader as Reader)
    return value
  }
  Object.defineProperty(globalThis, REGISTRY, { value: { module }, configurable: true })
  try {
    use(new Function(`${rewritten(text, enclosed)}\nreturn make`)())
  } finally {
    Reflect.deleteProperty(globalThis, REGISTRY)
  }
  return Object.fromEntries(Object.entries(values).map(([name, readers]) => [name, readers.map((read) => read())]))
}

function rewritten(text: string, enclosed: Record<string, string[]>): string {
  const byId = new Map(Object.entries(enclosed).map(([name, names]) => [`a.js#${name}`, names]))
  return rewriteSource(text, { file: 'a.js', sourceMap: false, enclosed: byId })?.code ?? ''
}

const FORMS: [form: string, text: string, site: string][] = [
  ['a declaration', 'function make(a) { return f\n function f(x) { return x + a } }', 'make.f'],
  ['a declaration in a branch', 'function make(a) { if (a) function f(x) { return x + a } }', 'make.f'],
  ['an expression', 'function make(a) { const f = function (x) { return x + a } }', 'make.f'],
  ['an arrow', 'const make = (a) => { const f = (x) => x + a }', 'make.f'],
  ['an arrow at the end of a line', 'const make = (a) => { let f\n f = (x) => x + a\n return f }', 'make.f'],
  ['a shorthand method', 'function make(a) { return { f(x) { return x + a } } }', 'make.f'],
  ['a getter', 'function make(a) { const o = { get f() { return a } } }', 'make.o.get:f'],
  ['a method with super', 'function make(a) { const o = { f(x) { return super.f && x + a } } }', 'make.o.f'],
  ['a method of a class', 'function make(a) { return class B { f(x) { return x + a } } }', 'make.B.f'],
]

for (const [form, text, site] of FORMS) {
  test(`${form} can be asked for what it captures`, () => {
    const values = valuesIn(text, { [site]: ['a'] }, (make) => {
      make('one')
      make('two')
    })
    assert.equal(values, { [site]: [['one'], ['two']] })
  })
}

test('methods of one class are told apart', () => {
  const text = 'function make(a, b) { return class B { f(x) { return x + a }\n g(x) { return x + b } } }'
  const values = valuesIn(text, { 'make.B.f': ['a'], 'make.B.g': ['b'] }, (make) => make(1, 2))
  assert.equal(values, { 'make.B.f': [[1]], 'make.B.g': [[2]] })
})

test('what a variable holds is what it holds when it is asked for', () => {
  const text = 'function make(a) { const f = (x) => x + a\n a = a + 1\n return f }'
  assert.equal(
    valuesIn(text, { 'make.f': ['a'] }, (make) => make(1)),
    { 'make.f': [[2]] },
  )
})

test('`this` is that of the function around', () => {
  const text = 'function make() { const f = (x) => x + this.a }'
  const receiver = { a: 1 }
  assert.equal(
    valuesIn(text, { 'make.f': ['this'] }, (make) => Reflect.apply(make, receiver, [])),
    {
      'make.f': [[receiver]],
    },
  )
})

test('a text that declares no such variable is not asked for it', () => {
  const text = 'function make(a) { const f = (x) => x + a }'
  assert.equal(
    valuesIn(text, { 'make.f': ['crypto'] }, (make) => make(1)),
    {},
  )
})

test('variables of patterns, blocks, loops and clauses count as declared', () => {
  const text = `function make({ a, b: [c = 1] }, ...d) {
  for (const e of [1]) try { throw 2 } catch (g) { class H {}
    const f = () => [a, c, d, e, g, H] }
}`
  const names = ['a', 'c', 'd', 'e', 'g']
  assert.equal(
    valuesIn(text, { 'make.f': names }, (make) => make({ a: 5, b: [] }, 6)),
    { 'make.f': [[5, 1, [6], 1, 2]] },
  )
})

test('a function that is made once has those that the functions around it declare, by name', () => {
  const text = `let a = 1
;(function (root, factory) { factory(root) })(this, function (b) {
  let c
  function f(x) { return x + a + b + c }
})
function g(x) { return x + a }`
  const enclosed = { f: ['a', 'b', 'c', 'd'], g: ['a'] }
  const lines = rewritten(text, enclosed)
  assert.match(lines, 'f=$cp(0,f,{b:()=>b,c:()=>c})')
  assert.match(lines, 'g=$cp(1,g)')
})

test('where nothing is asked for, the text is what it was', () => {
  const text = 'function make(a) { const f = (x) => x + a }'
  assert.is(rewritten(text, {}), rewriteSource(text, { file: 'a.js', sourceMap: false })?.code)
})

test.run()
