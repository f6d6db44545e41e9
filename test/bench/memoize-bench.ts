/**
 * What a hit costs against the least that a cache can do: a function that is one bare `Map.get` (for two arguments, two).
 *
 * Each row calls both functions with the same 64 keys, all of them hits, from a loop compiled for that function alone,
 * as a hot call site is. A round times both, in alternating order, so that drift of the machine falls on both alike. The
 * figure is the median over rounds of memoize / bare within the round, loop and call included, and the middle half of
 * the rounds is printed beside it. Only ratios carry over to other machines; nothing is asserted.
 * Run: `npm run bench:memoize`.
 */
import { cachedArm } from '../../loader/memo/cached-arm.js'
import { memoize } from '../../loader/memoize.js'
import { COUNTER_STRIDE } from '../../src/wire/counters.js'
import type { KeyLeaf, SiteKey } from '../../src/wire/site-key.js'

const KEYS = 64
const ROUNDS = 61
const WARM_UP_ROUNDS = 5
const CALLS_PER_ROUND = 400_000

type Call = (a: unknown, b: unknown) => unknown
type Loop = (calls: number) => unknown

interface Round {
  bareNs: number
  memoizedNs: number
}

const integers = Array.from({ length: KEYS }, (_, index) => index * 7)
const strings = integers.map((value) => `key-${value}`)
const objects = integers.map((value) => ({ value }))

console.log('key          memoize / bare   (middle half)   bare ns   memoize ns')
for (const [name, keys] of Object.entries({ integer: integers, string: strings, object: objects })) {
  console.log(rendered(name, measure(unaryLoop(bareUnary(keys), keys), unaryLoop(memoize(identity), keys))))
}
for (const [name, keys] of Object.entries({ 'two integers': integers, 'string, int': strings })) {
  const bare = binaryLoop(bareBinary(keys, integers), keys, integers)
  console.log(rendered(name, measure(bare, binaryLoop(memoize(first), keys, integers))))
}

const options = integers.map((value) => ({ unit: 'px', scale: value, deep: true, name: `n${value}`, ratio: value / 8 }))
const receivers = integers.map((value) => ({ options: { loose: value % 2 === 0, text: `t${value}` } }))
console.log('key          memoize / JSON')
const structural = unaryLoop(memoize(identity, { key: 'structural' }), options)
console.log(rendered('5 fields', measure(unaryLoop(jsonUnary(options), options), structural)))
const three = options.map(({ unit, scale, deep }) => ({ unit, scale, deep }))
const small = unaryLoop(memoize(identity, { key: 'structural' }), three)
console.log(rendered('3 fields', measure(unaryLoop(jsonUnary(three), three), small)))
console.log('key          projected / Map of Maps on the same two parts')
const projected = projectedCall([
  { from: 0, path: ['options', 'text'], by: 'content' },
  { from: 0, path: ['options', 'loose'], by: 'content' },
])
console.log(rendered('2 leaves', measure(unaryLoop(bareProjected(), receivers), unaryLoop(projected, receivers))))

function jsonUnary(keys: unknown[]): Call {
  const known = new Map(keys.map((key) => [JSON.stringify(key), key]))
  return (a) => known.get(JSON.stringify(a))
}

type Receiver = (typeof receivers)[number]

function bareProjected(): Call {
  const known = new Map(receivers.map((each) => [each.options.text, new Map([[each.options.loose, each]])]))
  return (a) => {
    const { text, loose } = (a as Receiver).options
    return known.get(text)?.get(loose)
  }
}

function projectedCall(leaves: KeyLeaf[]): unknown {
  const counters = new Float64Array(COUNTER_STRIDE)
  const site = { flags: 0, maxsize: 128, cacheSize: 128, maxCacheSize: 128, counters, base: 0 }
  const recorder = { line() {}, touch() {}, callsLeft: new Int32Array([2 ** 31 - 1]) }
  const key: SiteKey = { strategy: 'projected', leaves }
  return cachedArm({ id: 'bench', arm: 'cached', key, ...site }, recorder).wrap(identity)
}

function identity(a: unknown): unknown {
  return a
}

function first(a: unknown, _b: unknown): unknown {
  return a
}

function bareUnary(keys: unknown[]): Call {
  const known = new Map(keys.map((key) => [key, key]))
  return (a) => known.get(a)
}

function bareBinary(firsts: unknown[], seconds: unknown[]): Call {
  const known = new Map(firsts.map((key, index) => [key, new Map([[seconds[index], key]])]))
  return (a, b) => known.get(a)?.get(b)
}

function unaryLoop(call: unknown, keys: unknown[]): Loop {
  return compiled('call(firsts[i & 63])')(call, keys, keys)
}

function binaryLoop(call: unknown, firsts: unknown[], seconds: unknown[]): Loop {
  return compiled('call(firsts[i & 63], seconds[i & 63])')(call, firsts, seconds)
}

function compiled(expression: string): (call: unknown, firsts: unknown[], seconds: unknown[]) => Loop {
  const loop = `let last; for (let i = 0; i < calls; i++) last = ${expression}; return last`
  return new Function('call', 'firsts', 'seconds', `return function (calls) { ${loop} }`) as ReturnType<typeof compiled>
}

function measure(bare: Loop, memoized: Loop): Round[] {
  const rounds: Round[] = []
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    const bareFirst = round % 2 === 0 ? timeNs(bare) : undefined
    const memoizedNs = timeNs(memoized)
    rounds.push({ bareNs: bareFirst ?? timeNs(bare), memoizedNs })
  }
  return rounds.slice(WARM_UP_ROUNDS)
}

/** Nanoseconds for each call. */
function timeNs(loop: Loop): number {
  const start = process.hrtime.bigint()
  loop(CALLS_PER_ROUND)
  return Number(process.hrtime.bigint() - start) / CALLS_PER_ROUND
}

function rendered(name: string, rounds: Round[]): string {
  const ratios = rounds.map(({ bareNs, memoizedNs }) => memoizedNs / bareNs)
  const middleHalf = `(${quantile(ratios, 0.25).toFixed(2)}-${quantile(ratios, 0.75).toFixed(2)})`
  const bareNs = quantile(
    rounds.map((round) => round.bareNs),
    0.5,
  )
  const memoizedNs = quantile(
    rounds.map((round) => round.memoizedNs),
    0.5,
  )
  const cells: [text: string, width: number][] = [
    [quantile(ratios, 0.5).toFixed(2), 14],
    [middleHalf, 16],
    [bareNs.toFixed(1), 10],
    [memoizedNs.toFixed(1), 13],
  ]
  return name.padEnd(13) + cells.map(([text, width]) => text.padStart(width)).join('')
}

function quantile(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] as number
}
