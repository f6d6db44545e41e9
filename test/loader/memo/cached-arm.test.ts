import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type AnyFunction, type ArmedSite, MAX_INSTANCES, SITE_FLAGS } from '../../../loader/armed-site.js'
import { cachedArm } from '../../../loader/memo/cached-arm.js'
import type { Recorder } from '../../../loader/recorder.js'
import { COUNTER_STRIDE, type Counter, countersOf } from '../../../src/wire/counters.js'

const SILENT: Recorder = { line() {}, touch() {}, callsLeft: new Int32Array(1) }

function siteOf(overrides: Partial<ArmedSite> = {}) {
  const base = COUNTER_STRIDE * 2
  const counters = new Float64Array(new SharedArrayBuffer(COUNTER_STRIDE * 4 * Float64Array.BYTES_PER_ELEMENT))
  const sizes = { maxsize: 128, cacheSize: 128, maxCacheSize: 4096 }
  const site: ArmedSite = { id: 'a.js#f', flags: 0, arm: 'cached', ...sizes, counters, base, ...overrides }
  const read = (...names: Counter[]) => names.map((name) => countersOf(counters, base)[name])
  return { site, read, counters }
}

function armOf(site: ArmedSite): (fn: AnyFunction) => AnyFunction {
  return cachedArm(site, SILENT).wrap
}

test('counts go to the block of the site and nowhere else', () => {
  const { site, read, counters } = siteOf()
  const square = armOf(site)((n: number) => n * n)
  for (const n of [2, 3, 2, 2]) assert.is(square(n), n * n)
  assert.equal(read('calls', 'hits', 'misses', 'evictions', 'currsize', 'bypassed'), [4, 2, 2, 0, 2, 0])
  const own = [...counters.subarray(site.base, site.base + COUNTER_STRIDE)]
  assert.is(
    counters.reduce((sum, count) => sum + count, 0),
    own.reduce((sum, count) => sum + count, 0),
  )
})

test('closures of one site have caches of their own and one set of counts', () => {
  const { site, read } = siteOf({ maxsize: 2 })
  const arm = armOf(site)
  const [one, other] = [arm((n: number) => n + 1), arm((n: number) => n + 2)]
  assert.equal([one(1), other(1), one(1), other(2), other(3)], [2, 3, 2, 4, 5])
  assert.equal(read('calls', 'hits', 'misses', 'evictions', 'currsize'), [5, 1, 4, 1, 3])
})

test('calls are hits, misses and bypassed calls; `new` is bypassed and no call', () => {
  const { site, read } = siteOf()
  const arm = armOf(site)
  const iterate = arm(() => [1].values())
  const fail = arm(() => {
    throw new Error('no')
  })
  const Made = arm(function Made() {}) as unknown as new () => object
  iterate()
  iterate()
  assert.throws(fail)
  new Made()
  assert.equal(read('calls', 'hits', 'misses', 'bypassed', 'threw'), [3, 0, 1, 3, 1])
})

test('whenever the counters are read they are right: a call under way is a call, and neither hit nor miss yet', () => {
  const { site, read } = siteOf({ maxsize: 2 })
  const readings: (number | undefined)[][] = []
  const arm = armOf(site)
  const inner = arm((n: number) => {
    readings.push(read('calls', 'hits', 'misses', 'currsize'))
    return n
  })
  const outer = arm((n: number) => inner(n) + inner(n) + inner(n + 1))
  assert.is(outer(1), 4)
  assert.equal(readings, [
    [2, 0, 0, 0],
    [4, 1, 1, 1],
  ])
  assert.equal(read('calls', 'hits', 'misses', 'currsize'), [4, 1, 3, 3])
})

test('promises and those found rejected are counted', async () => {
  const { site, read } = siteOf()
  const parity = armOf(site)(async (n: number) => {
    if (n % 2 === 1) throw new Error('odd')
    return n
  })
  for (const n of [1, 2, 1, 2]) await parity(n).catch(() => {})
  assert.equal(read('promises', 'rejected', 'hits', 'misses', 'currsize'), [3, 1, 1, 3, 2])
})

test('`this` is in the key where the site reads it, and only there', () => {
  function twice(this: { n: number } | undefined): number {
    return (this?.n ?? 0) * 2
  }
  const reading = siteOf({ flags: SITE_FLAGS.readsThis })
  const aware = armOf(reading.site)(twice)
  assert.equal([aware.call({ n: 1 }), aware.call({ n: 2 })], [2, 4])
  const ignoring = siteOf()
  const deaf = armOf(ignoring.site)(() => 7)
  assert.equal([deaf.call({ n: 1 }), deaf.call({ n: 2 })], [7, 7])
  assert.equal([...reading.read('misses'), ...ignoring.read('misses')], [2, 1])
})

test('the wrapper has no members of its own beyond those of the function', () => {
  const cached = armOf(siteOf().site)(function plain() {})
  assert.equal(Reflect.ownKeys(cached).sort(), ['length', 'name', 'prototype'])
})

test('closures beyond the limit are counted and left as they are', () => {
  const { site, read } = siteOf()
  const arm = armOf(site)
  const closures = Array.from({ length: MAX_INSTANCES + 3 }, (_, index) => () => index)
  assert.is(closures.filter((closure) => arm(closure) === closure).length, 3)
  assert.equal(read('instances', 'untrackedInstances'), [MAX_INSTANCES, 3])
})

test.run()
