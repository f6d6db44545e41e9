import { test } from 'uvu'
import * as assert from 'uvu/assert'
import {
  type AnyFunction,
  type Captured,
  type EnclosedReader,
  MAX_INSTANCES,
  SITE_FLAGS,
} from '../../../loader/armed-site.js'
import { observeArm } from '../../../loader/observe/observe-arm.js'
import { MOST_SHARED_CALLS } from '../../../loader/observe/shared-cache.js'
import type { SharedCacheLine } from '../../../src/wire/shared-cache.js'
import { armed, UNBOUNDED } from './armed.js'

/** A site whose closures are wrapped as a rewritten module has them wrapped, in one evaluation of it unless told otherwise. */
function closures(enclosed: string[] | undefined, over = {}) {
  const watched = armed(
    (site, recorder) => observeArm(site, recorder, UNBOUNDED),
    () => {},
    { enclosed, ...over },
  )
  const module: Captured = {}
  return {
    wrap<F extends AnyFunction>(fn: F, read: EnclosedReader | undefined, evaluation: Captured = module): F {
      return watched.handle.wrap(fn, evaluation, read) as F
    },
    counts: watched.counts,
    codes: watched.codes,
    finish(): Omit<SharedCacheLine, 'type' | 'site' | 'block'> | undefined {
      watched.handle.finish()
      const found = watched.lines.find((line) => line.type === 'shared-cache')
      if (found === undefined) return undefined
      const { type: _type, site: _site, block: _block, ...line } = found
      return line
    },
  }
}

type Site = ReturnType<typeof closures>

function adder(site: Site, by: number) {
  return site.wrap(
    (x: number) => x + by,
    () => [by],
  )
}

test('closures that capture the same values would share what each computes for itself', () => {
  const site = closures(['by'])
  for (const by of [1, 2, 1, 2]) {
    const add = adder(site, by)
    for (const x of [10, 20]) add(x)
  }
  assert.equal(site.finish(), {
    instances: 4,
    mostTogether: 4,
    hits: 4,
    misses: 4,
    bypassed: 0,
    mismatches: 0,
    distances: [[4, 4]],
    cold: 4,
  })
  assert.equal(site.counts('calls', 'hits', 'misses'), { calls: 8, hits: 0, misses: 8 })
})

test('a value that is captured is read when the closure is called', () => {
  const site = closures(['by'])
  let by = 1
  const add = site.wrap(
    (x: number) => x + by,
    () => [by],
  )
  for (const next of [1, 2, 1]) {
    by = next
    add(10)
  }
  assert.equal(site.counts('hits', 'mismatches'), { hits: 2, mismatches: 1 })
  const { hits, misses, mismatches } = site.finish() ?? (assert.unreachable() as never)
  assert.equal({ hits, misses, mismatches }, { hits: 1, misses: 2, mismatches: 0 })
})

test('captured objects are told by reference, arguments and captured values are not mixed up', () => {
  const site = closures(['table'])
  const tables = [{ a: 1 }, { a: 1 }]
  const calls = [...tables, tables[0]].map((table) =>
    site.wrap(
      (...list: unknown[]) => [table, ...list].length,
      () => [table],
    ),
  )
  for (const call of calls) call()
  calls[0]?.(tables[1])
  calls[1]?.(tables[0])
  const { hits, misses } = site.finish() ?? (assert.unreachable() as never)
  assert.equal({ hits, misses }, { hits: 1, misses: 4 })
})

test('state that no captured value tells makes the shared cache wrong, and says nothing against the site', () => {
  const site = closures(['list'])
  const list = [1]
  const make = () =>
    site.wrap(
      () => list.length,
      () => [list],
    )
  make()()
  list.push(2)
  make()()
  const { hits, mismatches } = site.finish() ?? (assert.unreachable() as never)
  assert.equal({ hits, mismatches }, { hits: 1, mismatches: 1 })
  assert.equal(site.counts('mismatches', 'checked'), { mismatches: 0, checked: 0 })
  assert.not.ok(site.codes().includes('counterexample'))
})

test('closures of two evaluations of a module share nothing', () => {
  const site = closures([])
  for (const evaluation of [{}, {}]) {
    const f = site.wrap(
      (x: number) => x,
      () => [],
      evaluation,
    )
    f(1)
    f(1)
  }
  const { instances, mostTogether, hits, misses } = site.finish() ?? (assert.unreachable() as never)
  assert.equal({ instances, mostTogether, hits, misses }, { instances: 2, mostTogether: 1, hits: 2, misses: 2 })
})

test('`this` is in the key where the function reads it', () => {
  const site = closures([], { flags: SITE_FLAGS.readsThis })
  const f = site.wrap(
    function (this: { a: number }) {
      return this.a
    },
    () => [],
  )
  const [one, other] = [{ a: 1 }, { a: 2 }]
  for (const self of [one, other, one]) f.call(self)
  const { hits, misses } = site.finish() ?? (assert.unreachable() as never)
  assert.equal({ hits, misses }, { hits: 1, misses: 2 })
})

test('a call before what it captures has a value goes past the shared cache', () => {
  const site = closures(['late'])
  const f = site.wrap(
    () => 1,
    () => [late],
  )
  f()
  const late = 1
  f()
  const { misses, bypassed } = site.finish() ?? (assert.unreachable() as never)
  assert.equal({ misses, bypassed }, { misses: 1, bypassed: 1 })
})

test('where it is not known what is captured, or no closure was called, nothing is said', () => {
  const unknown = closures(undefined)
  unknown.wrap(
    () => 1,
    () => [],
  )()
  const uncalled = closures([])
  uncalled.wrap(
    () => 1,
    () => [],
  )
  const unread = closures([])
  unread.wrap(() => 1, undefined)()
  for (const site of [unknown, uncalled, unread]) assert.is(site.finish(), undefined)
})

test('closures beyond the limit are not among it', () => {
  const site = closures(['by'])
  for (let made = 0; made < MAX_INSTANCES + 5; made++) adder(site, made % 4)(1)
  const { instances, hits, misses } = site.finish() ?? (assert.unreachable() as never)
  // `armed` has wrapped one function itself.
  assert.equal({ instances, hits, misses }, { instances: MAX_INSTANCES - 1, hits: MAX_INSTANCES - 5, misses: 4 })
})

test('so many calls of a site are followed as are enough for a hint', () => {
  const site = closures(['by'])
  const [one, other] = [adder(site, 1), adder(site, 1)]
  for (let call = 0; call < MOST_SHARED_CALLS; call++) {
    one(1)
    other(1)
  }
  const { hits, misses } = site.finish() ?? (assert.unreachable() as never)
  assert.equal({ hits, misses }, { hits: MOST_SHARED_CALLS - 1, misses: 1 })
  assert.equal(site.counts('calls'), { calls: 2 * MOST_SHARED_CALLS })
})

test('a rejected promise is not shared', async () => {
  const site = closures([])
  const f = site.wrap(
    (x: number) => (x === 0 ? Promise.reject(new Error('0')) : Promise.resolve(x)),
    () => [],
  )
  for (const x of [0, 0, 1, 1]) await f(x).catch(() => {})
  const { hits, misses } = site.finish() ?? (assert.unreachable() as never)
  assert.equal({ hits, misses }, { hits: 1, misses: 3 })
})

test('a stack that ends while it is being changed leaves it usable for all closures', () => {
  const site = closures(['depth'])
  const add = adder(site, 1)
  const dive = (): number => {
    add(Math.random())
    return 1 + dive()
  }
  assert.throws(dive, RangeError)
  const other = adder(site, 1)
  other(5)
  other(5)
  const { hits } = site.finish() ?? (assert.unreachable() as never)
  assert.ok(hits >= 1)
  assert.equal(
    site.codes().filter((code) => code === 'fault'),
    [],
  )
})

test.run()
