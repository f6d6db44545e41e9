/** Whatever keys are made of, the cache does what a list that is searched from end to end does. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { memoize } from '../../../loader/memoize.js'
import { BruteForceLru } from './brute-force-lru.js'
import { type CallKey, KEY_SHAPES, type KeyShape, sameCall, TRACES } from './key-shapes.js'
import { type SeededRandom, seededRandom } from './seeded-random.js'

const SIZES = [0, 1, 2, 5, 33, Number.POSITIVE_INFINITY]
const STEPS = 400
const SEEDS = [1, 2]

/** A cache whose calls say what is to be computed where it does not hold the key. */
interface Subject {
  call(key: CallKey, compute: () => unknown): unknown
  delete(key: CallKey): boolean
  clear(): void
  counts(): { hits: number; misses: number; evictions: number; size: number }
}

function modelOf(maxsize: number): Subject {
  const model = new BruteForceLru<CallKey, unknown>(maxsize, sameCall)
  return {
    call: (key, compute) => model.through(key, compute),
    delete: (key) => model.delete(key),
    clear: () => model.clear(),
    counts: () => ({ hits: model.hits, misses: model.misses, evictions: model.evictions, size: model.size }),
  }
}

/** `arity`: what the function declares; there is a wrapper for each number. */
function cachedOf(arity: number, maxsize: number): Subject {
  let next: () => unknown
  const fn = Object.defineProperty((..._list: unknown[]) => next(), 'length', { value: arity })
  const cached = memoize(fn, { maxsize })
  return {
    call(key, compute) {
      next = compute
      return Reflect.apply(cached, key.receiver, key.list)
    },
    delete: ({ receiver, list }) => cached.delete.apply(receiver, list),
    clear: () => cached.clear(),
    counts() {
      const { hits, misses, evictions, currsize } = cached.cache_info()
      return { hits, misses, evictions, size: currsize }
    },
  }
}

/** Two calls in three ask; the others delete the key, or, seldom, all. What came of it. */
function step(subject: Subject, key: CallKey, turn: number, result: unknown): unknown {
  if (turn > 9) return subject.call(key, () => result)
  if (turn > 0) return subject.delete(key)
  return subject.clear()
}

function assertAlike(
  { arity, callAt }: KeyShape,
  indices: number[],
  maxsize: number,
  random: SeededRandom,
  where: string,
) {
  const [cached, model] = [cachedOf(arity, maxsize), modelOf(maxsize)]
  for (const [at, index] of indices.entries()) {
    const [turn, result] = [random.below(30), { at }]
    // The same object of both, which tells a hit from a miss and the right entry from another.
    assert.is(
      step(cached, callAt(index), turn, result),
      step(model, callAt(index), turn, result),
      `${where}, step ${at}`,
    )
    assert.equal(cached.counts(), model.counts(), `${where}, step ${at}`)
  }
}

for (const shape of KEY_SHAPES) {
  test(`${shape.name}: each call, deletion and count is that of a brute-force LRU, on each trace at each size`, () => {
    for (const seed of SEEDS) {
      for (const [name, trace] of Object.entries(TRACES)) {
        for (const maxsize of SIZES) {
          const random = seededRandom(seed)
          assertAlike(shape, trace(random, STEPS), maxsize, random, `seed ${seed}, ${name}, maxsize ${maxsize}`)
        }
      }
    }
  })
}

/** A call that asks for other keys and its own, forgets keys, and throws half-way, all as `index` and `depth` say. */
function descend(
  subject: Subject,
  keyAt: (index: number) => CallKey,
  log: string[],
  index: number,
  depth: number,
): unknown {
  const ask = (other: number) => descend(subject, keyAt, log, other % 13, depth - 1)
  return subject.call(keyAt(index), () => {
    log.push(`${index} at ${depth}`)
    const result = { index, depth, of: log.length }
    if (depth === 0) return result
    attempt(() => ask(index * 7 + 3), log)
    if (index % 4 === 1) ask(index)
    if (index % 6 === 5) log.push(`deleted: ${subject.delete(keyAt(index))}`)
    if (index === 7 && depth % 2 === 0) subject.clear()
    if (index % 5 === 4) throw new Error(`half-way through ${index}`)
    ask(index * 5 + 1)
    return result
  })
}

function attempt(call: () => unknown, log: string[]): void {
  try {
    log.push(`returned ${JSON.stringify(call())}`)
  } catch (error) {
    log.push(String(error))
  }
}

for (const { name, arity, callAt } of KEY_SHAPES) {
  test(`${name}: functions that come back to their cache and throw half-way run as over a brute-force LRU`, () => {
    for (const maxsize of SIZES) {
      const random = seededRandom(5)
      const [cached, model] = [cachedOf(arity, maxsize), modelOf(maxsize)]
      for (let at = 0; at < 60; at++) {
        const [index, depth] = [random.below(13), random.below(5)]
        const logs: [string[], string[]] = [[], []]
        for (const [place, subject] of [cached, model].entries()) {
          const log = logs[place] as string[]
          attempt(() => descend(subject, callAt, log, index, depth), log)
        }
        assert.equal(logs[0], logs[1], `seed 5, maxsize ${maxsize}, step ${at}`)
        assert.equal(cached.counts(), model.counts(), `seed 5, maxsize ${maxsize}, step ${at}`)
      }
    }
  })
}

test.run()
