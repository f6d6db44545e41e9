import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type CacheInfo, type Memoized, memoize } from '../../../loader/memoize.js'
import { BruteForceLru } from './brute-force-lru.js'
import { TRACES } from './key-shapes.js'
import { seededRandom } from './seeded-random.js'

const SIZES = [0, 1, 2, 3, 8, 50, 128, Number.POSITIVE_INFINITY]
const STEPS = 4000

type Counted = { cache_info(): CacheInfo }
type ModelCounts = Pick<BruteForceLru<never, never>, 'hits' | 'misses' | 'evictions' | 'size'>

function assertSame(cached: Counted, model: ModelCounts, where: string): void {
  const { hits, misses, evictions, currsize } = cached.cache_info()
  assert.equal({ hits, misses, evictions, currsize }, countsOf(model), where)
}

function countsOf(model: ModelCounts) {
  return { hits: model.hits, misses: model.misses, evictions: model.evictions, currsize: model.size }
}

for (const [name, trace] of Object.entries(TRACES)) {
  test(`on a ${name} trace every call and every count is that of a brute-force LRU, at each size`, () => {
    for (const maxsize of SIZES) {
      const model = new BruteForceLru<number, object>(maxsize)
      const cached = memoize((key: number) => ({ key }), { maxsize })
      const given = new Map<object, object>()
      for (const [step, key] of trace(seededRandom(maxsize), STEPS).entries()) {
        const expected = model.through(key, () => ({ key }))
        const result = cached(key)
        // The same stored object of one for the same stored object of the other: hit for hit and miss for miss.
        assert.is(given.get(expected) ?? result, result, `step ${step}, maxsize ${maxsize}`)
        given.set(expected, result)
        assertSame(cached, model, `step ${step}, maxsize ${maxsize}`)
      }
    }
  })
}

test('deleting keys along the way leaves the counts those of a brute-force LRU', () => {
  for (const maxsize of SIZES) {
    const random = seededRandom(7)
    const model = new BruteForceLru<number, number>(maxsize)
    const cached = memoize((key: number) => key, { maxsize })
    for (let step = 0; step < STEPS; step++) {
      const key = random.below(40)
      if (random.below(4) === 0) {
        assert.is(cached.delete(key), model.delete(key))
      } else {
        model.through(key, () => key)
        cached(key)
      }
      assertSame(cached, model, `step ${step}, maxsize ${maxsize}`)
    }
  }
})

type Reentrant = (key: number, depth: number) => number

/** Calls back for other keys, for its own key, and throws half-way, all as `key` and `depth` say. */
function reentrantBody(self: () => Reentrant, log: string[]): Reentrant {
  return (key, depth) => {
    log.push(`${key}/${depth}`)
    let sum = key
    if (depth > 0) {
      sum += self()((key * 7 + 3) % 11, depth - 1)
      if (key % 4 === 1) sum += self()(key, depth - 1)
      if (key % 5 === 4) throw new Error(`half-way through ${key}`)
      sum += self()((key * 5 + 1) % 11, key % 3 === 0 ? depth : depth - 1) % 1000
    }
    return sum
  }
}

function outcomeOf(call: () => number): string {
  try {
    return `returned ${call()}`
  } catch (error) {
    return String(error)
  }
}

test('functions that call themselves and throw half-way run as often, in the same order, as over a brute-force LRU', () => {
  const random = seededRandom(3)
  for (const maxsize of SIZES) {
    const logs: [string[], string[]] = [[], []]
    const model = new BruteForceLru<[number, number], number>(maxsize, (a, b) => a[0] === b[0] && a[1] === b[1])
    const modelBody = reentrantBody(() => modelled, logs[0])
    const modelled: Reentrant = (key, depth) => model.through([key, depth], () => modelBody(key, depth))
    const cached: Memoized<Reentrant> = memoize(
      reentrantBody(() => cached, logs[1]),
      { maxsize },
    )
    for (let step = 0; step < 200; step++) {
      const [key, depth] = [random.below(11), random.below(4)]
      assert.is(
        outcomeOf(() => cached(key, depth)),
        outcomeOf(() => modelled(key, depth)),
      )
      assertSame(cached, model, `step ${step}, maxsize ${maxsize}`)
    }
    assert.equal(logs[1], logs[0])
    assert.ok(logs[0].length > 100)
  }
})

test('a function that asks for its own key once more keeps the inner result, which was handed out first', () => {
  let depth = 0
  const cached: (key: string) => object = memoize((key: string) => {
    depth++
    return depth < 3 ? { outerOf: cached(key) } : { innermost: true }
  })
  const outer = cached('k')
  assert.equal(outer, { outerOf: { outerOf: { innermost: true } } })
  assert.equal(cached('k'), { innermost: true })
})

test.run()
