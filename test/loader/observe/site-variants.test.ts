import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type AnyFunction, SITE_FLAGS } from '../../../loader/armed-site.js'
import { COUNTER_STRIDE, type Counter, countersOf } from '../../../src/wire/counters.js'
import type { CounterexampleLine, DistancesLine, VariantsLine } from '../../../src/wire/record.js'
import type { SiteKey } from '../../../src/wire/site-key.js'
import { type Armed, observed } from './armed.js'

const STRUCTURAL: SiteKey = { strategy: 'structural', leaves: [] }
const FIRST_ONLY: SiteKey = { strategy: 'projected', leaves: [{ from: 0, path: [], by: 'content' }] }
const BLOCKS = 8

interface Followed<F> extends Armed<F> {
  /** Counters of one variant. */
  of(variant: number, ...names: Counter[]): Partial<Record<Counter, number>>
}

function followed<F extends AnyFunction>(fn: F, variants: SiteKey[], flags = 0): Followed<F> {
  const counters = new Float64Array(BLOCKS * COUNTER_STRIDE)
  let reserved = 1
  const reserve = (count: number) => {
    reserved += count
    return reserved - count
  }
  const site = observed(fn, { counters, variants, reserve, flags })
  const of: Followed<F>['of'] = (variant, ...names) => {
    const { firstBlock } = site.lines.find((line) => line.type === 'variants') as VariantsLine
    const block = countersOf(counters.subarray((firstBlock + variant) * COUNTER_STRIDE))
    return Object.fromEntries(names.map((name) => [name, block[name]]))
  }
  return { ...site, of }
}

const kinds = (site: Armed<unknown>) => site.lines.map(({ type }) => type)

test('fresh objects of the same content hit by content, and never by identity', () => {
  const site = followed((options: { a: number }) => options.a * 2, [STRUCTURAL])
  for (let call = 0; call < 12; call++) site.call({ a: 1 + (call % 3) })
  site.handle.finish()
  assert.equal(site.counts('calls', 'hits', 'misses', 'checked'), { calls: 12, hits: 0, misses: 12, checked: 0 })
  const names = ['calls', 'hits', 'misses', 'checked', 'mismatches', 'distinct', 'lookups'] as const
  const seen = { calls: 12, hits: 9, misses: 3, checked: 9, mismatches: 0, distinct: 3, lookups: 12 }
  assert.equal(site.of(0, ...names), seen)
  const [own, variant] = site.lines.filter((line) => line.type === 'distances') as DistancesLine[]
  assert.equal([own?.variant, own?.cold, own?.distances], [undefined, 12, []])
  assert.equal([variant?.variant, variant?.cold, variant?.distances], [0, 3, [[3, 9]]])
})

test('a key that none of the first 64 calls can have is given up', () => {
  const large = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`key${index}`, index]))
  const site = followed((table: Record<string, number>, key: string) => table[key], [STRUCTURAL])
  for (let call = 0; call < 200; call++) site.call(large, 'key1')
  site.handle.finish()
  assert.equal(site.of(0, 'calls', 'bypassed', 'hits'), { calls: 64, bypassed: 64, hits: 0 })
  const later = followed((table: Record<string, number>, key: string) => table[key], [STRUCTURAL])
  for (let call = 0; call < 200; call++) later.call(call % 2 === 0 ? large : { key1: 1 }, 'key1')
  later.handle.finish()
  assert.equal(later.of(0, 'calls', 'bypassed', 'hits'), { calls: 200, bypassed: 100, hits: 99 })
})

test('while all arguments are primitives nothing is followed, and what was counted goes on from there', () => {
  const site = followed((value: unknown) => String(value), [STRUCTURAL])
  for (let call = 0; call < 10; call++) site.call(call % 2)
  assert.equal(kinds(site), [])
  for (let call = 0; call < 4; call++) site.call([1])
  assert.equal(kinds(site), ['variants'])
  site.handle.finish()
  assert.equal(site.counts('hits', 'misses'), { hits: 8, misses: 6 })
  assert.equal(site.of(0, 'hits', 'misses', 'checked'), { hits: 11, misses: 3, checked: 11 })
  const variant = site.lines.findLast((line) => line.type === 'distances') as DistancesLine
  assert.equal(
    [variant.cold, variant.distances],
    [
      3,
      [
        [1, 3],
        [2, 8],
      ],
    ],
  )
})

test('large data is told by reference beside its content where there is some when keys begin to differ', () => {
  const sparing: SiteKey = { ...STRUCTURAL, contentUpTo: 4 }
  const table = [1, 2, 3, 4, 5, 6]
  const site = followed((list: number[], at: number[]) => list[at[0] ?? 0], [STRUCTURAL, sparing])
  for (let call = 0; call < 6; call++) site.call(call < 3 ? table : [...table], [1])
  assert.equal(site.of(0, 'calls', 'hits', 'objectKeys'), { calls: 6, hits: 5, objectKeys: 0 })
  assert.equal(site.of(1, 'calls', 'hits', 'objectKeys'), { calls: 6, hits: 2, objectKeys: 6 })
})

test('it is not followed where there is none', () => {
  const site = followed((list: number[]) => list.length, [STRUCTURAL, { ...STRUCTURAL, contentUpTo: 4 }])
  for (let call = 0; call < 6; call++) site.call([1])
  assert.equal(
    [site.of(0, 'calls', 'hits'), site.of(1, 'calls', 'hits')],
    [
      { calls: 6, hits: 5 },
      { calls: 0, hits: 0 },
    ],
  )
})

test('an argument that is not read has no part in a projected key: what `map` passes beside the element', () => {
  const site = followed((text: string) => text.length, [FIRST_ONLY])
  for (let round = 0; round < 5; round++) ['a', 'bb'].map(site.call as (text: string) => number)
  assert.equal(site.counts('hits', 'misses'), { hits: 0, misses: 10 })
  assert.equal(site.of(0, 'hits', 'misses'), { hits: 8, misses: 2 })
})

test('with calls as a projected key speaks of them, all primitives, nothing is followed', () => {
  const site = followed((text: string) => text.length, [FIRST_ONLY])
  for (let call = 0; call < 5; call++) site.call('a')
  assert.equal(kinds(site), [])
})

test('`this` that is fresh each time is told by what is read of it', () => {
  const key: SiteKey = { strategy: 'projected', leaves: [{ from: 'this', path: ['loose'], by: 'content' }] }
  const parse = function (this: { loose: boolean }) {
    return { loose: this.loose }
  }
  const site = followed(parse, [key], SITE_FLAGS.readsThis)
  for (let call = 0; call < 10; call++) site.call.call({ loose: call % 2 === 0 })
  assert.equal(site.of(0, 'hits', 'misses', 'checked'), { hits: 8, misses: 2, checked: 8 })
})

test('an object that is changed between calls is wrong by identity and right by content: the site goes on being watched', () => {
  const site = followed((options: { a: number }) => options.a, [STRUCTURAL])
  const options = { a: 0 }
  for (let call = 0; call < 5000; call++) {
    options.a = call % 2
    site.call(options)
  }
  assert.is(site.counts('calls').calls, 5000)
  assert.ok((site.counts('mismatches').mismatches ?? 0) > 2000)
  assert.equal(site.of(0, 'hits', 'misses', 'mismatches'), { hits: 4998, misses: 2, mismatches: 0 })
})

test('hidden state is a mismatch under every key, each with a counterexample of its own', () => {
  let version = 0
  const site = followed((options: { a: number }) => options.a + version, [STRUCTURAL, FIRST_ONLY])
  const options = { a: 1 }
  for (let call = 0; call < 4000; call++) {
    version = call
    site.call(options)
  }
  const examples = site.lines.filter((line) => line.type === 'counterexample') as CounterexampleLine[]
  assert.equal(
    examples.map(({ variant }) => variant),
    [undefined, 0, 1],
  )
  assert.is(site.of(0, 'mismatches').mismatches, 3, 'what is ruled out is followed no further')
})

test('a key that leaves out what the result depends on is ruled out, and no other', () => {
  const site = followed((a: number, b: object[]) => a + b.length, [STRUCTURAL, FIRST_ONLY])
  for (let call = 0; call < 100; call++) site.call(1, new Array(call % 2).fill({}))
  assert.equal(site.of(0, 'mismatches', 'hits'), { mismatches: 0, hits: 98 })
  assert.is(site.of(1, 'mismatches').mismatches, 3)
})

test('a result that is what was given, or holds it, is for one caller only: it is counted and said', () => {
  const given = [
    (options: object) => options,
    (options: object) => [[options]],
    (options: { list: object[] }) => options.list,
    function (this: object, _options: object) {
      return this
    },
  ]
  for (const fn of given as AnyFunction[]) {
    const site = followed(fn, [STRUCTURAL], SITE_FLAGS.readsThis)
    for (let call = 0; call < 10; call++) site.call.call({ list: [] }, { list: [] })
    assert.is(site.counts('aliased').aliased, 1)
    assert.ok(site.codes().includes('returns-argument'))
  }
  const copies = followed((options: object) => ({ ...options }), [STRUCTURAL])
  for (let call = 0; call < 10; call++) copies.call({ list: [] })
  assert.is(copies.counts('aliased').aliased, 0)
})

test('what a promise resolves to is told by the same measure', async () => {
  const site = followed(async (options: object) => options, [STRUCTURAL])
  for (let call = 0; call < 3; call++) {
    await site.call({ a: 1 })
    for (let turn = 0; turn < 5; turn++) await undefined
  }
  assert.is(site.counts('aliased').aliased, 1)
  const sound = followed(async (options: { a: number }) => [options.a], [STRUCTURAL])
  for (let call = 0; call < 3; call++) {
    await sound.call({ a: 1 })
    for (let turn = 0; turn < 5; turn++) await undefined
  }
  assert.equal(sound.of(0, 'hits', 'checked', 'mismatches'), { hits: 2, checked: 2, mismatches: 0 })
})

test('calls that no key can be made for are counted as bypassed', () => {
  const site = followed((options: object) => Object.keys(options).length, [STRUCTURAL])
  for (let call = 0; call < 5; call++)
    site.call({
      get a() {
        return 1
      },
    })
  site.call({ a: 1 })
  assert.equal(site.of(0, 'calls', 'bypassed', 'hits', 'misses'), { calls: 6, bypassed: 5, hits: 0, misses: 1 })
})

test('calls whose key holds an instance of a class or a function by reference are counted, at any depth', () => {
  class Style {
    #width = 1
    get width() {
      return this.#width
    }
  }
  const style = new Style()
  const site = followed((options: object) => Object.keys(options).length, [STRUCTURAL])
  for (let call = 0; call < 3; call++) site.call({ a: [1, new Date(0), new Map([[1, new Uint8Array(2)]])] })
  assert.equal(site.of(0, 'objectKeys'), { objectKeys: 0 })
  for (const held of [style, [{ style }], { pick: Math.max }]) site.call({ held })
  assert.equal(site.of(0, 'objectKeys'), { objectKeys: 3 })
  const leaves: SiteKey['leaves'] = [
    { from: 0, path: ['text'], by: 'content' },
    { from: 'this', path: [], by: 'content' },
  ]
  const pad = function (this: Style, cell: { text: string }) {
    return cell.text.padEnd(this.width)
  }
  const method = followed(pad, [{ strategy: 'projected', leaves }], SITE_FLAGS.readsThis)
  for (let call = 0; call < 5; call++) method.call.call(style, { text: 'a' })
  assert.equal(method.of(0, 'hits', 'objectKeys'), { hits: 4, objectKeys: 5 })
})

test('a throw and a caller who changes the result count under every key', () => {
  const refusing = followed(
    (options: { a: number }) => {
      throw new Error(`${options.a}`)
    },
    [STRUCTURAL],
  )
  for (let call = 0; call < 3; call++) assert.throws(() => refusing.call({ a: 1 }))
  assert.equal(refusing.of(0, 'hits', 'misses'), { hits: 0, misses: 3 })
  const site = followed((options: { a: number }) => [options.a], [STRUCTURAL])
  const first = site.call({ a: 1 })
  site.call({ a: 1 })
  first.push(2)
  site.call({ a: 1 })
  assert.is(site.of(0, 'mismatches').mismatches, 1)
})

const ROW = Array.from({ length: 80 }, (_, index) => index)

test('a long key that repeats no more than the one by identity is given up, one that does is not', () => {
  const unique = followed((options: { a: number }) => options.a, [STRUCTURAL])
  for (let call = 0; call < 10_000; call++) unique.call({ a: call, row: [...ROW] } as { a: number })
  assert.equal(unique.of(0, 'calls', 'misses'), { calls: 2049, misses: 2049 })
  assert.is(unique.counts('calls').calls, 10_000, 'it tells how far it was followed')
  const loop = followed((options: { a: number }) => options.a, [STRUCTURAL])
  for (let call = 0; call < 10_000; call++) loop.call({ a: call % 1000, row: [...ROW] } as { a: number })
  assert.equal(loop.of(0, 'calls', 'hits'), { calls: 10_000, hits: 0 })
})

test('objects that repeat at first and are made for each call later: a short key is followed to the end', () => {
  const site = followed((options: { a: number }) => options.a, [STRUCTURAL])
  const few = [1, 2, 3].map((a) => ({ a }))
  for (let call = 0; call < 5000; call++) site.call(few[call % 3] as { a: number })
  for (let call = 0; call < 5000; call++) site.call({ a: 1 + (call % 3) })
  assert.equal(site.counts('calls', 'hits', 'misses'), { calls: 10_000, hits: 4997, misses: 5003 })
  assert.equal(site.of(0, 'calls', 'hits', 'misses', 'checked'), {
    calls: 10_000,
    hits: 9997,
    misses: 3,
    checked: 9997,
  })
})

test('where other calls came before the first that differs, a key that is followed to the end has seen all of them', () => {
  const site = followed((value: unknown) => String(value), [STRUCTURAL])
  for (let call = 0; call < 3000; call++) site.call(call)
  for (let call = 0; call < 1000; call++) site.call([call % 10])
  assert.equal(site.of(0, 'calls'), { calls: 4000 })
})

test('a key that was given up is no way out where the one by identity turns out wrong', () => {
  let rate = 1
  const site = followed((item: { base: number }) => item.base * rate, [STRUCTURAL])
  const items = [1, 2, 3, 4].map((base) => ({ base, row: ROW }))
  for (let call = 0; call < 10_000; call++) {
    if (call === 6000) rate = 2
    site.call(items[call % 4] as { base: number })
  }
  assert.equal(site.counts('calls', 'mismatches'), { calls: 10_000, mismatches: 1 }, 'then nothing more is looked at')
  assert.equal(site.of(0, 'calls', 'mismatches'), { calls: 2049, mismatches: 0 })
})

test('closures share the figures of a variant and not its keys', () => {
  const site = followed((options: { a: number }) => options.a, [STRUCTURAL])
  const other = site.handle.wrap((options: { a: number }) => options.a + 1)
  for (let call = 0; call < 4; call++) {
    assert.is(site.call({ a: 1 }), 1)
    assert.is(other({ a: 1 }), 2)
  }
  assert.equal(site.of(0, 'hits', 'misses', 'mismatches'), { hits: 6, misses: 2, mismatches: 0 })
})

test.run()
