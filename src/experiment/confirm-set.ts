/** Measures the recommended caches together against none of them. DESIGN §6. */

import { foldoverPairs } from '../stats/foldover.js'
import type { Interval } from '../stats/interval.js'
import { commandSaving } from '../stats/payoff.js'
import { randomSource } from '../stats/random.js'
import { Budget, type Spent } from './budget.js'
import { CommandEffects } from './command-effect.js'
import type { CulpritGroup } from './culprits.js'
import { inSiteSaving } from './in-site-saving.js'
import { type Launch, type OnProgress, unlessRunsEnd } from './launch-port.js'
import { SHOWN_ALPHA } from './looks.js'
import type { MeasuredPair } from './measured-pair.js'
import type { ExperimentOptions } from './options.js'
import { runPair } from './pair-runs.js'
import { type ExperimentWarning, RunLedger } from './run-ledger.js'
import type { Screening, Survivor } from './screening.js'
import type { CommandShare } from './targeting.js'
import type { Validation } from './validate.js'

/** Fractions of the all-off time, 0.12 = 12 %; what could not be had is undefined. */
export interface SetEffect {
  /** Sum of what the calls save, by the hits that the caches had beside each other. */
  speedup: Interval | undefined
  commandCpu: Interval | undefined
  commandWall: Interval
}

export interface Confirmation extends Spent {
  /** The sites to cache together, no culprits; empty where the command is slower with all of them than with none. */
  ids: string[]
  /** undefined: nothing is recommended, the budget was spent, or its runs kept failing. */
  effect: SetEffect | undefined
  /** Sites whose caches were found to make the command fail only now. */
  culprits: CulpritGroup[]
  warnings: ExperimentWarning[]
  faults: string[]
}

/** Of two sites and more by `repeats` pairs of runs; what one site saves is known from its own pairs. */
export async function confirmSet(
  options: ExperimentOptions,
  ids: readonly string[],
  screening: Pick<Screening, 'survivors' | keyof Spent>,
  validation: Pick<Validation, 'effects' | keyof Spent>,
  launch: Launch,
  onProgress: OnProgress = () => {},
): Promise<Confirmation> {
  const ledger = new RunLedger(launch, onProgress, 'confirmation')
  const before = { runs: screening.runs + validation.runs, seconds: screening.seconds + validation.seconds }
  const set = screening.survivors.filter(({ id }) => ids.includes(id))
  const affordable = options.repeats <= new Budget(options, before).pairsLeft(ledger)
  if (set.length > 1 && !affordable) ledger.warn({ code: 'set-not-measured', args: {} })
  const together = set.length > 1 && affordable ? await unlessRunsEnd(measured(set, options, ledger)) : undefined
  const culprits = together?.culprits ?? []
  const innocent = ids.filter((id) => !culprits.some((group) => group.ids.includes(id)))
  const alone = validation.effects.find(({ id }) => id === innocent[0])
  const effect = innocent.length === 1 ? alone : together?.effect
  const high = effect && commandSaving({ inSite: effect.speedup, ...effect }, options.speedupThreshold)?.high
  const slower = high !== undefined && high < 0
  if (slower) ledger.warn({ code: 'set-slower', args: { high } })
  const { runs, seconds } = ledger
  const warnings = ledger.warnings()
  return { ids: slower ? [] : innocent, effect, culprits, warnings, faults: [...ledger.faults], runs, seconds }
}

type SetMeasurement = Pick<Confirmation, 'effect' | 'culprits'>

async function measured(
  set: readonly Survivor[],
  { repeats, seed, commandShare, duet }: ExperimentOptions,
  ledger: RunLedger,
): Promise<SetMeasurement> {
  const ids = set.map(({ id }) => id)
  const pairs: MeasuredPair[] = []
  for (const [sign] of foldoverPairs(1, repeats, randomSource(seed))) {
    const result = await runPair(sign === 1 ? [ids, []] : [[], ids], set, ledger, duet)
    if (result.kind === 'culprit') return { effect: undefined, culprits: warnedOf(result.groups, ledger) }
    if (result.kind === 'lost') {
      ledger.warn({ code: 'lost-pair', args: { sites: [...ids].sort().join(', ') } })
      break
    }
    pairs.push(result.pair)
  }
  return { effect: effectOf(set, pairs, commandShare), culprits: [] }
}

function warnedOf(groups: CulpritGroup[], ledger: RunLedger): CulpritGroup[] {
  for (const { ids } of groups) {
    if (ids.length > 1) ledger.warn({ code: 'set-fails', args: { functions: ids.join(', ') } })
  }
  return groups
}

/** All of them are toggled alike: the first one stands for the set. */
function effectOf(
  set: readonly Survivor[],
  pairs: readonly MeasuredPair[],
  share: CommandShare | undefined,
): SetEffect | undefined {
  const ids = set.slice(0, 1).map(({ id }) => id)
  const effects = new CommandEffects(ids, pairs, share)
  const command = effects.of(ids[0] as string, SHOWN_ALPHA)
  return command && { ...command, speedup: summed(set.map((site) => inSiteSaving(site, pairs, effects.offCpuMs))) }
}

/** Errors of different sites are independent; undefined as soon as one of them is not known. */
function summed(parts: readonly (Interval | undefined)[]): Interval | undefined {
  const known = parts.filter((part) => part !== undefined)
  if (known.length < parts.length) return undefined
  const estimate = known.reduce((sum, part) => sum + part.estimate, 0)
  const below = Math.hypot(...known.map((part) => part.estimate - part.low))
  const above = Math.hypot(...known.map((part) => part.high - part.estimate))
  return { estimate, low: estimate - below, high: estimate + above }
}
