import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { DeepCheckPace } from '../../../loader/observe/deep-check-pace.js'
import { observeArm } from '../../../loader/observe/observe-arm.js'
import { armed, observed } from './armed.js'

function checksIn(calls: number, parts: number, exhausted = false): number {
  const pace = new DeepCheckPace({ exhausted })
  let checks = 0
  for (let call = 0; call < calls; call++) {
    if (!pace.take()) continue
    checks++
    pace.spend(parts)
  }
  return checks
}

test('the first 20,000 checks are all made', () => assert.is(checksIn(20_000, 10), 20_000))

test('later calls are checked more and more rarely, but never not at all', () => {
  const checks = checksIn(1_000_000, 10)
  assert.ok(checks > 80_000 && checks < 140_000, String(checks))
  const pace = new DeepCheckPace({ exhausted: false })
  for (let check = 0; check < 1_000_000; check++) pace.spend(10)
  assert.ok(Array.from({ length: 10_000 }, () => pace.take()).filter(Boolean).length > 100)
})

test('large objects slow the pace sooner', () => assert.ok(checksIn(20_000, 4096) < 5000))

test('whatever others have cost, the first 20 checks of large objects are made, and 128 of small ones', () => {
  assert.equal([checksIn(50, 4096, true), checksIn(50, 50, true), checksIn(50, 10, true)], [20, 41, 50])
  assert.equal([checksIn(128, 10, true), checksIn(128, 0, true)], [128, 128])
})

test('while the budget is exhausted, small objects are still checked at every 16th call, large ones at every 512th', () => {
  for (const [parts, least, most] of [
    [2, 5800, 6600],
    [50, 900, 1200],
    [4096, 150, 270],
  ] as const) {
    const checks = checksIn(100_000, parts, true)
    assert.ok(checks >= least && checks <= most, `${parts} values: ${checks}`)
  }
})

test('whatever others have cost, a site that does not repeat gets 4 checks, and one more for each call that does', () => {
  const checks = (repeats: number) => {
    const pace = new DeepCheckPace({ exhausted: true }, 64, () => repeats)
    return Array.from({ length: 16 }, () => pace.take()).findIndex((taken) => !taken)
  }
  assert.equal([checks(0), checks(7)], [4, 11])
})

test('a counterexample after 60,000 calls is found', () => {
  let version = 0
  const site = observed((key: number) => ({ key, version }))
  for (let call = 0; call < 60_000; call++) site.call(call % 10)
  version = 1
  for (let call = 0; call < 200; call++) site.call(call % 10)
  const { checked = 0, mismatches = 0, hits = 0 } = site.counts('checked', 'mismatches', 'hits')
  assert.is(mismatches, 1)
  // What was not compared is not called checked.
  assert.equal([checked, hits], [18_085, 60_005])
  assert.equal(site.codes(), ['counterexample'])
})

test('an exhaustive run looks at every call', () => {
  const site = armed(observeArm, (key: number) => ({ key }), { exhaustive: true })
  for (let call = 0; call < 60_000; call++) site.call(call % 10)
  assert.equal(site.counts('hits', 'checked', 'unfollowed'), { hits: 59_990, checked: 59_990, unfollowed: 0 })
})

test('primitive results are compared at every call', () => {
  const site = observed((key: number) => key)
  for (let call = 0; call < 60_000; call++) site.call(call % 10)
  assert.equal(site.counts('hits', 'checked'), { hits: 59_990, checked: 59_990 })
})

test.run()
