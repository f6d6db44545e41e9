/** The additive fit finds what each factor saves, alone or among others, and says how surely. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { fitAdditive, type ToggledPair } from '../../src/stats/additive-pairs.js'
import { foldoverPairs } from '../../src/stats/foldover.js'
import type { Sign } from '../../src/stats/hadamard.js'
import { randomSource } from '../../src/stats/random.js'
import { standardNormal } from './normal-noise.js'

type Signs = readonly (Sign | 0)[]

/** Pairs of a command that takes 100 ms with nothing on, on a machine that drifts to twice that. */
function measured(block: readonly Signs[], savings: readonly number[], noise = 0, seed = 1): ToggledPair[] {
  const random = randomSource(seed)
  return block.map((signs, index) => {
    const saved = (sign: Sign) =>
      signs.reduce((sum: number, own, factor) => sum + (own === sign ? (savings[factor] as number) : 0), 0)
    const time = (sign: Sign) =>
      100 * (1 + index / block.length) * (1 - saved(sign)) * (1 + noise * standardNormal(random))
    return { first: time(1), second: time(-1), signs }
  })
}

function close(actual: number | undefined, expected: number, tolerance = 1e-9): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= tolerance, `${actual} for ${expected}`)
}

test('without noise every saving comes out exactly, however the machine drifts', () => {
  const savings = [0, 0.02, 0.2, -0.1, 0.05, 0, 0.15, 0.08, 0.1, 0]
  const fit = fitAdditive(measured(foldoverPairs(10, 3, randomSource(2)), savings), 10)
  savings.forEach((saving, factor) => {
    close(fit.interval(factor, 0.05)?.estimate, saving)
  })
})

test('blocks that toggle different factors are fitted together', () => {
  const savings = [0.3, 0.05, 0.1, 0.02]
  const outer = foldoverPairs(3, 3, randomSource(3)).map((row): Signs => [...row, 0])
  const nested = foldoverPairs(2, 3, randomSource(4)).map(([one = 1, other = 1]): Signs => [0, one, 0, other])
  const fit = fitAdditive(measured([...outer, ...nested], savings), 4)
  savings.forEach((saving, factor) => {
    close(fit.interval(factor, 0.05)?.estimate, saving)
  })
})

test('what a run with nothing on takes is told by the pairs that had something on in every run', () => {
  const still = foldoverPairs(2, 3, randomSource(5)).map((signs): Signs => signs)
  const pairs = still.flatMap((signs) => measured([signs], [0.3, 0.1]))
  close(fitAdditive(pairs, 2).offTime, 100)
  assert.is(fitAdditive(pairs.slice(0, 1), 2).offTime, undefined)
})

test('three pairs of one factor are read by their mean and Student, on the scale of their ratios', () => {
  const ratios = [0.04, 0.05, 0.09]
  const pairs = ratios.map((ratio): ToggledPair => ({ first: 1 - ratio, second: 1 + ratio, signs: [1] }))
  const half = (4.302653 * Math.sqrt(0.0007)) / Math.sqrt(3)
  const saving = (ratio: number) => (2 * ratio) / (1 + ratio)
  const interval = fitAdditive(pairs, 1).interval(0, 0.05)
  close(interval?.estimate, saving(0.06))
  close(interval?.low, saving(0.06 - half), 1e-6)
  close(interval?.high, saving(0.06 + half), 1e-6)
})

test('one wild pair hardly moves what the others say', () => {
  const pairs = measured(foldoverPairs(1, 12, randomSource(8)), [0.1], 0.01)
  const wild = [{ first: 300, second: 100, signs: [1 as Sign] }, ...pairs]
  close(fitAdditive(wild, 1).interval(0, 0.05)?.estimate, 0.1, 0.02)
})

test('a factor that no pair toggles, or that another is never told from, has no interval; the others do', () => {
  const block = foldoverPairs(2, 8, randomSource(5)).map(([one = 1, other = 1]): Signs => [one, 0, other, other, 0])
  const fit = fitAdditive(measured(block, [0.1, 0.1, 0.1, 0.1, 0.1], 0.01), 5)
  assert.equal(
    [0, 1, 2, 3, 4].map((factor) => fit.interval(factor, 0.05) !== undefined),
    [true, false, false, false, false],
  )
})

test('too few pairs to leave a degree of freedom say nothing', () => {
  const plan: Signs[] = [
    [1, 1],
    [1, -1],
  ]
  const two = measured(plan, [0.1, 0.2], 0.01)
  assert.is(fitAdditive(two, 2).interval(0, 0.05), undefined)
  assert.is(fitAdditive(two, 2).degrees, 0)
  assert.is(fitAdditive([], 3).interval(0, 0.05), undefined)
  assert.is(
    fitAdditive(
      [
        { first: 0, second: 1, signs: [1] },
        { first: 2, second: 0, signs: [1] },
      ],
      1,
    ).degrees,
    0,
  )
})

test('equal readings of a clock with coarse steps are not taken for certainty', () => {
  const equal = [1, 2, 3].map((): ToggledPair => ({ first: 90, second: 100, signs: [1] }))
  const coarse = fitAdditive(equal, 1, 10).interval(0, 0.05)
  assert.ok(coarse !== undefined && coarse.low < 0.05 && coarse.high > 0.15, JSON.stringify(coarse))
})

test('savings of nearly all of the time, and intervals wider than any time could be, stay finite', () => {
  const block = foldoverPairs(3, 3, randomSource(7))
  const fit = fitAdditive(measured(block, [0.5, 0.3, 0.15], 0.02), 3)
  close(fit.interval(0, 0.05)?.estimate, 0.5, 0.03)
  const wild: ToggledPair[] = [
    { first: 1, second: 100, signs: [1] },
    { first: 100, second: 1, signs: [1] },
  ]
  const interval = fitAdditive(wild, 1).interval(0, 0.01)
  assert.ok(interval !== undefined && Number.isFinite(interval.low) && interval.high === 1)
})

test.run()
