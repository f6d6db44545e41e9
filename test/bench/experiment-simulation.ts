/** Part 1: how far off, and how often wrong, the classic plan and ours are on simulated machines. */
import { randomSource } from '../../src/stats/random.js'
import { mean } from '../../src/stats/summary.js'
import type { Noise } from '../stats/simulated-pairs.js'
import { goal, percent, table } from './experiment-cells.js'
import { classicEstimates, ourEstimates, ourVerdicts, THRESHOLD, type World } from './simulated-plans.js'

/** 3 runs without and 3 with each of 10 candidates. */
const CLASSIC_RUNS = 60

const TRIALS = 400

/** Of the savings that are measured; they add up to 0.54. */
const MIXED = [0.2, 0.1, 0.1, 0.08, 0.04, 0.02, 0, 0, 0, 0]
const ONE_USEFUL = [0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0]
const USELESS = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
/** The worst there is for a rule that asks for 5 %. */
const NEARLY = [0.049, 0.049, 0.049, 0.049, 0.049, 0.049, 0.049, 0.049, 0.049, 0.049]

const NOISES: [name: string, kind: Noise, noise: number][] = [
  ['3 %, normal', 'normal', 0.03],
  ['3 %, drift and stalls', 'drifting and spiky', 0.03],
  ['10 %, drift and stalls', 'drifting and spiky', 0.1],
]

export function reportSimulation(): void {
  console.log(`Simulated: 10 candidates, ${TRIALS} experiments for each figure, seed 1.\n`)
  table(['', ...NOISES.map(([name]) => name)], [...errorRows(), ...verdictRows()])
}

type Trial<T> = (world: World, seed: number) => T

function repeated<T>(world: World, trial: Trial<T>): T[] {
  return Array.from({ length: TRIALS }, (_, index) => trial(world, index + 1))
}

function row(name: string, cellOf: (noise: Omit<World, 'savings'>) => string): string[] {
  return [name, ...NOISES.map(([, kind, noise]) => cellOf({ kind, noise }))]
}

function errorRows(): string[][] {
  const classic: Trial<number[]> = (world, seed) => classicEstimates(world, randomSource(seed))
  const ours =
    (runs: number): Trial<number[]> =>
    (world, seed) =>
      ourEstimates(world, runs, randomSource(seed))
  const error = (noise: Omit<World, 'savings'>, plan: Trial<number[]>) => {
    const trials = repeated({ savings: MIXED, ...noise }, plan)
    return Math.sqrt(
      mean(trials.flatMap((trial) => trial.map((value, site) => (value - (MIXED[site] as number)) ** 2))),
    )
  }
  const against = (noise: Omit<World, 'savings'>, runs: number) => {
    const [own, other] = [error(noise, ours(runs)), error(noise, classic)]
    return `${percent(own)}, × ${(own / other).toFixed(2)}`
  }
  return [
    row(`error of a saving, classic plan, ${CLASSIC_RUNS} runs`, (noise) => percent(error(noise, classic))),
    row(`ours, at most as many runs (goal: × 0.33 or less)`, (noise) => {
      const cell = against(noise, CLASSIC_RUNS)
      return goal(cell, Number(cell.split('× ')[1]) <= 0.335)
    }),
    row('ours, at most half as many runs', (noise) => against(noise, CLASSIC_RUNS / 2)),
    row('useless caches that the classic plan calls useful', (noise) => {
      const trials = repeated({ savings: USELESS, ...noise }, classic)
      return percent(mean(trials.flat().map((value) => (value >= THRESHOLD ? 1 : 0))))
    }),
  ]
}

function verdictRows(): string[][] {
  const ours =
    (runs: number): Trial<boolean[]> =>
    (world, seed) =>
      ourVerdicts(world, runs, randomSource(seed)).applied
  const any = (noise: Omit<World, 'savings'>, savings: number[], runs: number) =>
    mean(repeated({ savings, ...noise }, ours(runs)).map((applied) => (applied.includes(true) ? 1 : 0)))
  const each = (noise: Omit<World, 'savings'>, savings: number[], runs: number) =>
    Math.max(...perSite(repeated({ savings, ...noise }, ours(runs))))
  return [
    ...[60, 30].map((runs) =>
      row(`any false APPLY in ${runs} runs, ten that save nothing (goal: 5 %)`, (noise) => {
        const share = any(noise, USELESS, runs)
        return goal(percent(share), share <= 0.05)
      }),
    ),
    row('any false APPLY in 60 runs, ten that save 4.9 % (goal: 5 %)', (noise) => {
      const share = any(noise, NEARLY, 60)
      return goal(percent(share), share <= 0.05)
    }),
    row('of these, the one that is called useful most often (goal: 2 %)', (noise) => {
      const share = each(noise, NEARLY, 60)
      return goal(percent(share), share <= 0.02)
    }),
    row('APPLY in 40 runs for the one that saves 10 % (goal: 90 %)', (noise) => {
      const [share = 0] = perSite(repeated({ savings: ONE_USEFUL, ...noise }, ours(40)))
      return noise.noise > 0.03 ? percent(share) : goal(percent(share), share >= 0.9)
    }),
    row('APPLY in 60 runs for it, and the runs that were used', (noise) => {
      const trials = repeated({ savings: ONE_USEFUL, ...noise }, (world, seed) =>
        ourVerdicts(world, 60, randomSource(seed)),
      )
      const [share = 0] = perSite(trials.map(({ applied }) => applied))
      return `${percent(share)}, ${mean(trials.map(({ runs }) => runs)).toFixed(0)} runs`
    }),
  ]
}

/** Share of experiments in which each candidate was called useful. */
function perSite(trials: readonly boolean[][]): number[] {
  return USELESS.map((_, site) => mean(trials.map((applied) => (applied[site] ? 1 : 0))))
}
