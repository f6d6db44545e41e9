import { runInNewContext } from 'node:vm'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { AnyFunction } from '../../../loader/armed-site.js'
import { cachedArm } from '../../../loader/memo/cached-arm.js'
import { timeArm } from '../../../loader/observe/time-arm.js'
import type { KeyLeaf } from '../../../src/wire/site-key.js'
import { type Armed, armed } from '../observe/armed.js'

const leaf = (from: KeyLeaf['from'], ...path: string[]): KeyLeaf => ({ from, path, by: 'content' })
const byReference = (from: KeyLeaf['from'], ...path: string[]): KeyLeaf => ({ from, path, by: 'identity' })

function cachedBy<F extends AnyFunction>(fn: F, ...leaves: KeyLeaf[]): Armed<F> {
  return armed(cachedArm, fn, { key: { strategy: 'projected', leaves } })
}

const numbered = () => {
  let calls = 0
  return function (this: unknown, ..._list: unknown[]) {
    return ++calls
  }
}

test('only what the leaves name tells calls apart, and how many arguments there are', () => {
  const { call } = cachedBy(numbered(), leaf(0), leaf('this', 'options', 'loose'))
  const receiver = (loose: boolean) => ({ made: {}, options: { loose, other: {} } })
  const by = (loose: boolean, ...list: unknown[]) => call.apply(receiver(loose), list)
  assert.equal([by(true, 'a'), by(true, 'a'), by(false, 'a'), by(false, 'b'), by(true, 'a', 1)], [1, 1, 2, 3, 4])
  assert.equal([by(true, 'a', 2), by(true), by(true, undefined)], [4, 5, 6])
})

test('a path that ends early is told from one that leads to undefined, and where it ends', () => {
  const { call } = cachedBy(numbered(), leaf(0, 'a', 'b'))
  const values = [{ a: { b: undefined } }, { a: undefined }, { a: null }, undefined, null, { a: { b: null } }]
  assert.equal(
    values.map((value) => call(value)),
    [1, 2, 3, 4, 5, 6],
  )
  assert.equal(
    values.map((value) => call(value)),
    [1, 2, 3, 4, 5, 6],
  )
  assert.is(call({}), 2, 'what is missing reads as undefined')
})

test('a path that ends at a primitive ends there, at that value', () => {
  const { call } = cachedBy(numbered(), leaf(0, 'length'), leaf(1, 'a', 'b'))
  const lists = [['abc'], ['abd'], [3], [{ length: 3 }], [0, { a: 'abc' }], [0, 'abc'], [0, { a: { b: 'abc' } }]]
  const first = lists.map((list) => call(...list))
  assert.equal(first, [1, 2, 3, 4, 5, 6, 7])
  assert.equal(
    lists.map((list) => call(...list)),
    first,
  )
})

test('a path leads through the properties of a function or class, which it tells apart by nothing else', () => {
  class Counted {
    static n = 0
    k = 1
    static get size() {
      return Counted.n
    }
  }
  const { call } = cachedBy(numbered(), leaf('this', 'constructor', 'n'))
  const at = (n: number) => {
    Counted.n = n
    return call.call(new Counted())
  }
  assert.equal([at(0), at(0), at(1), at(0)], [1, 1, 2, 1])
  const sizes = cachedBy(numbered(), leaf('this', 'constructor', 'size'))
  sizes.call.call(new Counted())
  assert.equal(sizes.counts(), { calls: 1, bypassed: 1 })
})

test('how many arguments there are can be left out of a key', () => {
  const key = { strategy: 'projected', leaves: [leaf(0)], counted: false } as const
  const { call } = armed(cachedArm, numbered(), { key: { ...key, leaves: [...key.leaves] } })
  assert.equal(
    [call('a'), call('a', 1, {}), call('a', 1, 2, 3), call('b', 1), call([1]), call([1], 2)],
    [1, 1, 1, 2, 3, 3],
  )
})

test('where no accessor was met the way to a leaf is gone as the function goes it, and ends in the same keys', () => {
  const key = { strategy: 'projected' as const, leaves: [leaf(0, 'a', 'b'), leaf(1, 'c')], plain: true }
  const calls: unknown[][] = [
    [{ a: { b: 1 } }, { c: 2 }],
    [{ a: { b: 1 } }, { c: 3 }],
    [{ a: { b: undefined } }, { c: 2 }],
    [{ a: {} }, { c: 2 }],
    [{ a: undefined }, { c: 2 }],
    [{ a: null }, { c: 2 }],
    [{ a: 'text' }, { c: 2 }],
    [{}, { c: 2 }],
    [undefined, { c: 2 }],
    [{ a: { b: [1] } }, { c: 2 }],
    [{ a: { b: -0 } }, Object.create({ c: 2 })],
  ]
  const plain = armed(cachedArm, numbered(), { key })
  const closely = armed(cachedArm, numbered(), { key: { ...key, plain: false } })
  for (const call of [...calls, ...calls, ...calls]) assert.is(plain.call(...call), closely.call(...call))
  assert.equal(plain.counts('hits', 'misses', 'bypassed'), closely.counts('hits', 'misses', 'bypassed'))
  assert.is(plain.counts('misses').misses, 9, 'an absent field is one that is undefined')
})

test('an accessor that turns up nevertheless is asked once, and looked for from then on', () => {
  let ran = 0
  const key = { strategy: 'projected' as const, leaves: [leaf(0, 'a')], plain: true }
  const { call, counts } = armed(cachedArm, numbered(), { key })
  const lazy = {
    get a() {
      return ++ran
    },
  }
  const throwing = {
    get a() {
      throw new Error('not for us')
    },
  }
  assert.equal([call({ a: 'x' }), call({ a: 'x' }), call(lazy), call(lazy), call(throwing)], [1, 1, 2, 3, 4])
  assert.is(ran, 1)
  assert.equal(counts('hits', 'misses', 'bypassed'), { hits: 1, misses: 1, bypassed: 3 })
})

test('what is inherited is read, and what an accessor would say is not asked', () => {
  let ran = 0
  class Shape {
    get area() {
      return ++ran
    }
  }
  const inherited = cachedBy(numbered(), leaf(0, 'size'))
  assert.equal([inherited.call(Object.create({ size: 1 })), inherited.call({ size: 1 })], [1, 1])
  const areas = cachedBy(numbered(), leaf(0, 'area'))
  const list = [
    new Shape(),
    new Proxy({ area: 1 }, { get: () => ++ran }),
    Object.create(new Proxy({}, { get: () => ++ran })),
  ]
  for (const each of list) areas.call(each)
  assert.equal(areas.counts(), { calls: 3, bypassed: 3 })
  assert.is(ran, 0)
})

test("what an accessor of the language's own says of its object is read, whichever realm it is of", () => {
  const foreign = (code: string) => runInNewContext(code)
  const rows: [string, unknown[], unknown[]][] = [
    ['size', [new Set([1]), new Map([[1, 2]]), foreign('new Set([3])')], [new Set([1, 2])]],
    [
      'length',
      [new Uint8Array(3), new Float64Array(3), Buffer.alloc(3), foreign('new Uint8Array(3)')],
      [Buffer.alloc(4)],
    ],
    ['byteLength', [new ArrayBuffer(8), new Uint8Array(8), new BigInt64Array(1)], [new ArrayBuffer(9)]],
    ['source', [/a/, /a/g, foreign('/a/')], [/b/]],
    ['global', [/a/g, /b/g], [/a/]],
  ]
  for (const [name, alike, others] of rows) {
    const { call, counts } = cachedBy(numbered(), leaf(0, 'of', name))
    const told = [...alike, ...others].map((of) => call({ of }))
    assert.equal(told, [...alike.map(() => 1), ...others.map((_, index) => index + 2)], name)
    assert.is(counts('bypassed').bypassed, 0, name)
  }
})

test("an accessor of the owner's in the place of one of the language's is not asked, nor is one without its object", () => {
  let ran = 0
  const get = () => ++ran
  class Sized extends Set {
    override get size() {
      return get()
    }
  }
  const bound = Object.defineProperty(new Set(), 'size', { get: get.bind(undefined) })
  const own = Object.defineProperty(/a/, 'flags', { get })
  const odd = Object.defineProperty(/a/, 'global', { get })
  for (const [name, of] of [
    ['size', new Sized()],
    ['size', bound],
    ['size', Object.create(new Set())],
    ['flags', own],
    ['flags', odd],
  ] as const) {
    const { call, counts } = cachedBy(numbered(), leaf(0, 'of', name))
    call({ of })
    assert.is(counts('bypassed').bypassed, 1, name)
  }
  assert.is(ran, 0)
})

test('a leaf is told by content or by reference, as it says', () => {
  const content = cachedBy(numbered(), leaf(0, 'list'))
  assert.equal([content.call({ list: [1] }), content.call({ list: [1] }), content.call({ list: [2] })], [1, 1, 2])
  const reference = cachedBy(numbered(), byReference(0, 'list'))
  const list = [1]
  assert.equal([reference.call({ list }), reference.call({ list }), reference.call({ list: [1] })], [1, 1, 2])
})

for (const leaves of [0, 1, 2, 3, 4, 9]) {
  test(`keys of ${leaves} leaves are told apart in each of them`, () => {
    const names = Array.from({ length: leaves }, (_, index) => `p${index}`)
    const { call, counts } = cachedBy(numbered(), ...names.map((name) => leaf(0, name)))
    const options = Object.fromEntries(names.map((name) => [name, name]))
    const variants = [options, ...names.map((name) => ({ ...options, [name]: [1] }))]
    const first = variants.map((variant) => call({ ...variant }))
    assert.equal(
      variants.map((variant) => call({ ...variant })),
      first,
    )
    assert.is(new Set(first).size, leaves + 1)
    assert.equal(counts('hits', 'misses'), { hits: leaves + 1, misses: leaves + 1 })
  })
}

test('leaves beyond the third argument are read', () => {
  const { call } = cachedBy(numbered(), leaf(4))
  assert.equal([call(0, 0, 0, 0, 'a'), call(1, 1, 1, 1, 'a'), call(1, 1, 1, 1, 'b'), call(1)], [1, 1, 2, 3])
})

test('a call that no key can be made for is neither kept nor timed, and is counted', () => {
  const unkeyable = {
    get depth() {
      return 1
    },
  }
  for (const arm of [cachedArm, timeArm]) {
    const { call, counts } = armed(arm, numbered(), { key: { strategy: 'structural', leaves: [] } })
    assert.equal([call(unkeyable), call(unkeyable), call({ depth: 1 })], [1, 2, 3])
    const { calls, bypassed, hits, misses, currsize } = counts('calls', 'bypassed', 'hits', 'misses', 'currsize')
    assert.equal(
      { calls, bypassed, hits, misses, currsize },
      { calls: 3, bypassed: 2, hits: 0, misses: 1, currsize: 1 },
    )
  }
})

test('the key is what the function was given, not what it made of it', () => {
  const { call } = cachedBy((list: number[]) => list.reverse().join(), leaf(0))
  assert.equal([call([1, 2]), call([1, 2]), call([2, 1])], ['2,1', '2,1', '1,2'])
})

test('timed look-ups are those of the keys that the site is to have', () => {
  const { call, counts } = armed(timeArm, (options: { a: number }) => options.a, {
    key: { strategy: 'structural', leaves: [] },
  })
  // So few that all of them are timed, whatever CPU time there was.
  for (let index = 0; index < 10; index++) call({ a: index % 3 })
  assert.equal(counts('calls', 'hits', 'misses', 'lookups'), { calls: 10, hits: 7, misses: 3, lookups: 10 })
})

test('`new` goes through, and recursion, throwing and promises are as in every cache', async () => {
  const Maker = cachedBy(
    function (this: { made: unknown }, value: unknown) {
      this.made = value
    } as AnyFunction,
    leaf(0),
  )
  assert.is(new (Maker.call as unknown as new (value: number) => { made: number })(3).made, 3)
  assert.is(Maker.counts('bypassed').bypassed, 1)

  let fib = (options: { n: number }): number =>
    options.n < 2 ? options.n : fib({ n: options.n - 1 }) + fib({ n: options.n - 2 })
  const site = cachedBy(fib, leaf(0))
  fib = site.call
  assert.is(fib({ n: 30 }), 832040)
  assert.is(site.counts('misses').misses, 31)

  const failing = cachedBy(() => {
    throw new Error('refused')
  }, leaf(0))
  for (let time = 0; time < 2; time++) assert.throws(() => (failing.call as AnyFunction)([1]), 'refused')
  assert.equal(failing.counts('misses', 'threw', 'currsize'), { misses: 2, threw: 2, currsize: 0 })

  let tries = 0
  const late = cachedBy(async (_options: object) => {
    if (++tries === 1) throw new Error('late')
    return tries
  }, leaf(0))
  await late.call({ a: 1 }).catch(() => {})
  assert.is(await late.call({ a: 1 }), 2)
  assert.is(await late.call({ a: 1 }), 2)
})

test.run()
