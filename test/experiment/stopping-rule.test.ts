/** Over simulated experiments, by the command's time alone: no useless cache is called worth having too often, and a good one is. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { randomSource } from '../../src/stats/random.js'
import type { OurVerdicts, World } from '../bench/simulated-plans.js'
import { classicEstimates, ourEstimates, ourVerdicts } from '../bench/simulated-plans.js'

const TRIALS = 200

/** 3 % noise with a drift, and stalls in 3 of 100 runs. */
const NOISE = { kind: 'drifting and spiky', noise: 0.03 } as const

function verdicts(savings: readonly number[], budgetRuns: number): OurVerdicts[] {
  return repeated((seed) => ourVerdicts({ savings, ...NOISE }, budgetRuns, randomSource(seed)))
}

function repeated<T>(trial: (seed: number) => T): T[] {
  return Array.from({ length: TRIALS }, (_, seed) => trial(seed))
}

const ten = (saving: number) => Array.from({ length: 10 }, () => saving)

test('of ten that save a little less than is asked for any is applied in 5 of 100 experiments at most, each in 2', () => {
  const trials = verdicts(ten(0.049), 60)
  const any = trials.filter(({ applied }) => applied.includes(true)).length / TRIALS
  const each = ten(0).map((_, site) => trials.filter(({ applied }) => applied[site]).length / TRIALS)
  assert.ok(any <= 0.05, `${any}`)
  assert.ok(Math.max(...each) <= 0.02, `${each}`)
})

test('of ten that save nothing none is applied', () => {
  assert.ok(verdicts(ten(0), 30).every(({ applied }) => !applied.includes(true)))
})

test('the one of ten that saves 10 % is applied within 40 runs in 90 of 100 experiments', () => {
  const trials = verdicts([0.1, ...ten(0).slice(1)], 40)
  assert.ok(trials.every(({ runs }) => runs <= 40))
  const found = trials.filter(({ applied }) => applied[0]).length / TRIALS
  assert.ok(found >= 0.9, `${found}`)
})

test('the error of a saving is at most a third of that of the classic plan with as many runs', () => {
  const savings = [0.2, 0.1, 0.1, 0.08, 0.04, 0.02, 0, 0, 0, 0]
  const squares = (plan: (world: World, seed: number) => number[]) =>
    repeated((seed) => plan({ savings, ...NOISE }, seed))
      .flatMap((estimates) => estimates.map((estimate, site) => (estimate - (savings[site] as number)) ** 2))
      .reduce((sum, square) => sum + square, 0)
  const classic = squares((world, seed) => classicEstimates(world, randomSource(seed)))
  const ours = squares((world, seed) => ourEstimates(world, 60, randomSource(seed)))
  assert.ok(Math.sqrt(ours / classic) <= 1 / 3, `${Math.sqrt(ours / classic)}`)
})

test.run()
