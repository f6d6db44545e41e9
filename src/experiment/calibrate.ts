/** The A/A control: pairs of runs that do not differ tell how much this machine's noise is. DESIGN §6. */
import { type RunOutcome, succeeded } from '../launch/run-outcome.js'
import { leastSettled, type NoiseFloor, noiseFloor, type TimePair } from '../stats/noise-floor.js'
import { randomSource } from '../stats/random.js'
import type { LaunchRequest } from './launch-port.js'
import { lastDecision } from './looks.js'
import type { Metric } from './measured-pair.js'
import { bothTimes, cpuMetric, WALL_METRIC } from './metrics.js'
import { commandFailed, nothingInstrumented } from './observe.js'
import type { ExperimentOptions } from './options.js'
import type { ExperimentWarning, RunLedger } from './run-ledger.js'

/** What as many candidates could be told by, within the budget of the options. */
export interface Settles {
  candidates: number
  pairs: number
  /** Least saving of the command's CPU time that is settled as worth having, 0.08 = 8 %; undefined: no CPU time. */
  cpu: number | undefined
  wall: number
}

export interface Calibration {
  pairs: number
  cpu: NoiseFloor | undefined
  wall: NoiseFloor
  cpuSource: RunOutcome['cpuSource']
  /** Without those that the budget has no room for. */
  settles: Settles[]
  warnings: ExperimentWarning[]
  faults: string[]
}

/** The least and the most that validation has to tell apart at once. */
const CANDIDATES = [1, 12]

type CalibrationOptions = Pick<ExperimentOptions, 'repeats' | 'speedupThreshold' | 'budgetRuns' | 'alpha' | 'seed'>

/**
 * One run to get warm, then `pairs` (at least 2) pairs, nothing cached in any of them.
 * @throws {ProbeError} command-failed, command-timed-out, nothing-instrumented.
 */
export async function calibrate(options: CalibrationOptions, pairs: number, ledger: RunLedger): Promise<Calibration> {
  const first = await untouchedRun('to get warm', ledger)
  if (first.instrumentedProcesses === 0) throw nothingInstrumented()
  const measured = await measurePairs(options.seed, pairs, ledger)
  const cpu = floorOf(measured, cpuMetric(first.cpuSource))
  const wall = floorOf(measured, WALL_METRIC)
  if (wall === undefined) throw new Error('runs without a wall time')
  return {
    pairs,
    cpu,
    wall,
    cpuSource: first.cpuSource,
    settles: CANDIDATES.flatMap((candidates) => settledBy(candidates, options, cpu, wall)),
    warnings: ledger.warnings(),
    faults: [...ledger.faults],
  }
}

interface LabelledPair {
  without: RunOutcome
  with: RunOutcome
}

/** Which run of a pair is called the cached one is drawn. */
async function measurePairs(seed: number, pairs: number, ledger: RunLedger): Promise<LabelledPair[]> {
  const random = randomSource(seed)
  const measured: LabelledPair[] = []
  for (let pair = 1; pair <= pairs; pair += 1) {
    const one = await untouchedRun(`pair ${pair} of ${pairs}`, ledger)
    const other = await untouchedRun(`pair ${pair} of ${pairs}`, ledger)
    measured.push(random() < 0.5 ? { without: one, with: other } : { without: other, with: one })
  }
  return measured
}

async function untouchedRun(label: string, ledger: RunLedger): Promise<RunOutcome> {
  const request: LaunchRequest = { arm: 'off', sites: {}, timed: true, label }
  const passed = await ledger.passing('calibrate', request)
  if (passed !== undefined) return passed
  const last = await ledger.run('calibrate', request)
  if (!succeeded(last)) throw commandFailed(last)
  return last
}

function floorOf(pairs: readonly LabelledPair[], metric: Metric): NoiseFloor | undefined {
  const times = pairs.flatMap((pair): TimePair[] => {
    const both = bothTimes([pair.without, pair.with], metric)
    return both ? [{ without: both[0], with: both[1] }] : []
  })
  return noiseFloor(times, metric.step)
}

function settledBy(
  candidates: number,
  options: CalibrationOptions,
  cpu: NoiseFloor | undefined,
  wall: NoiseFloor,
): Settles[] {
  const decision = lastDecision(candidates, options)
  if (decision === undefined) return []
  const { pairs } = decision
  const byCpu = cpu && leastSettled(cpu.pairSpread, decision)
  return [{ candidates, pairs, cpu: byCpu, wall: leastSettled(wall.pairSpread, decision) }]
}
