/** The pairs that are foretold to settle an interval are about those that do. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { fitAdditive } from '../../src/stats/additive-pairs.js'
import { foldoverPairs } from '../../src/stats/foldover.js'
import { furtherPairs } from '../../src/stats/pairs-needed.js'
import { randomSource } from '../../src/stats/random.js'
import { median } from '../../src/stats/summary.js'
import { simulatedPairs } from './simulated-pairs.js'

const between = (low: number, high: number) => ({ estimate: (low + high) / 2, low, high })

test('pairs are asked for until the interval clears the threshold', () => {
  // 9 pairs, half width 0.03 around 0.07: about (0.03 / 0.02)² x 9 pairs, fewer as the quantile falls.
  const basis = { pairs: 9, degrees: 8, alpha: 0.05 }
  assert.is(furtherPairs(between(0.04, 0.1), 0.05, basis), 9)
  assert.is(furtherPairs(between(-0.2, 0.3), 0.05, basis), undefined)
})

test('the fewer degrees the noise is known by, the sooner further pairs help', () => {
  const interval = between(0.02, 0.12)
  const after = (degrees: number) => furtherPairs(interval, 0.05, { pairs: 12, degrees, alpha: 0.05 }) ?? 0
  assert.ok(after(2) < after(4) && after(4) < after(11), `${after(2)}, ${after(4)}, ${after(11)}`)
})

test('an interval that decides by less error than the given one takes more pairs', () => {
  const basis = { pairs: 9, degrees: 1000, alpha: 0.2 }
  const interval = between(0.04, 0.1)
  // Normal quantiles 1.28 and 3.09: (0.03 / 0.02 x 3.09 / 1.28)² x 9 pairs.
  assert.is(furtherPairs(interval, 0.05, { ...basis, decides: 0.002 }), 110)
  assert.is(furtherPairs(interval, 0.05, { ...basis, decides: 0.2 }), furtherPairs(interval, 0.05, basis))
})

test('only the end towards the threshold counts', () => {
  const basis = { pairs: 9, degrees: 8, alpha: 0.05 }
  const lopsided = { estimate: 0.07, low: 0.04, high: 0.3 }
  assert.is(furtherPairs(lopsided, 0.05, basis), 9)
})

test('experiments are settled by about as many pairs as were foretold from the first eight', () => {
  const savings = [0.08, 0, 0.1, 0.02]
  const alpha = 0.05
  const ends: number[] = []
  for (let seed = 0; seed < 60; seed += 1) {
    const random = randomSource(seed)
    const block = () => foldoverPairs(4, 8, random)
    const plan = Array.from({ length: 40 }, block).flat()
    const pairs = simulatedPairs(plan, savings, 'normal', 0.04, random)
    const first = fitAdditive(pairs.slice(0, 8), 4)
    const interval = first.interval(0, alpha)
    if (interval === undefined || interval.low >= 0.05 || interval.high < 0.05) continue
    // What it asks is how the interval shrinks: where the estimate will move to nobody knows.
    const shift = (savings[0] as number) - interval.estimate
    const shifted = { estimate: interval.estimate + shift, low: interval.low + shift, high: interval.high + shift }
    const more = furtherPairs(shifted, 0.05, { pairs: 8, degrees: first.degrees, alpha })
    const needed = [...plan.keys()].find((count) => {
      const end = fitAdditive(pairs.slice(0, 8 + count), 4).interval(0, alpha)
      return end !== undefined && end.low >= 0.05
    })
    if (more !== undefined && needed !== undefined) ends.push(needed / more)
  }
  const ratio = median(ends)
  assert.ok(ends.length > 20 && ratio > 0.5 && ratio < 1.5, `${ends.length} experiments, median ${ratio}`)
})

test.run()
