/** Part 4: what planning and analysing a very large experiment takes. */
import { fitAdditive } from '../../src/stats/additive-pairs.js'
import { foldoverPairs } from '../../src/stats/foldover.js'
import { randomSource } from '../../src/stats/random.js'
import { simulatedPairs } from '../stats/simulated-pairs.js'
import { goal } from './experiment-cells.js'

const CANDIDATES = 1000
const RUNS = 10_000
const GOAL_SECONDS = 2
const GOAL_MB = 300

/** In a process that has done little else before: the most that it ever held is what this took. */
export function reportScale(): void {
  const random = randomSource(1)
  const savings = Array.from({ length: CANDIDATES }, (_, site) => (site % 10 === 0 ? 0.005 : 0))
  const startedSeconds = cpuSeconds()
  const plan = []
  while (2 * plan.length < RUNS) plan.push(...foldoverPairs(CANDIDATES, 3, random))
  const plannedSeconds = cpuSeconds() - startedSeconds
  const pairs = simulatedPairs(plan, savings, 'drifting and spiky', 0.03, random)
  const measuredSeconds = cpuSeconds()
  const fit = fitAdditive(pairs, CANDIDATES)
  const intervals = savings.map((_, site) => fit.interval(site, 0.05))
  const seconds = plannedSeconds + cpuSeconds() - measuredSeconds
  const held = intervals.filter((interval, site) => {
    const saving = savings[site] as number
    return interval !== undefined && interval.low <= saving && interval.high >= saving
  }).length
  const megabytes = process.resourceUsage().maxRSS / 1024
  console.log(
    `\nScale: planning ${2 * plan.length} runs of ${CANDIDATES} candidates and analysing them took ` +
      `${goal(`${seconds.toFixed(1)} s of CPU time`, seconds <= GOAL_SECONDS)} (goal: ${GOAL_SECONDS} s) and ` +
      `${goal(`${megabytes.toFixed(0)} MB`, megabytes <= GOAL_MB)} (goal: ${GOAL_MB} MB), node itself included; ` +
      `${held} of ${CANDIDATES} intervals hold the truth.`,
  )
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
