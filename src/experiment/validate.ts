/** Validation: what caching each survivor alone does to the command, in as few runs as settle it. DESIGN §6. */
import { isSettled } from '../stats/payoff.js'
import { type RandomSource, randomSource } from '../stats/random.js'
import { Budget, type Spent } from './budget.js'
import { CommandEffects } from './command-effect.js'
import type { CulpritGroup } from './culprits.js'
import type { SiteEffect } from './effect.js'
import { type Launch, type OnProgress, unlessRunsEnd } from './launch-port.js'
import { blockBefore, type Look, lookAt, MOST_LOOKS, MOST_VALIDATED } from './looks.js'
import type { MeasuredPair, PlannedPair } from './measured-pair.js'
import type { Nesting } from './nesting.js'
import type { ExperimentOptions } from './options.js'
import { runPair } from './pair-runs.js'
import { type ExperimentWarning, RunLedger } from './run-ledger.js'
import type { Screening, Survivor } from './screening.js'
import { siteEffect } from './site-effect.js'
import { wavesOf } from './waves.js'

export interface Validation extends Spent {
  effects: SiteEffect[]
  /** Sites whose caches were found to make the command fail only now. */
  culprits: CulpritGroup[]
  warnings: ExperimentWarning[]
  faults: string[]
}

/** What was measured so far is off by chance: a fraction of the pairs that it asks for may do. */
const HOPE = 2

/** What screening hands on, with what it has taken of the budget. */
type Screened = Pick<Screening, 'survivors' | 'nesting' | 'runs' | 'seconds'>

export async function validate(
  options: ExperimentOptions,
  screening: Screened,
  launch: Launch,
  onProgress: OnProgress = () => {},
): Promise<Validation> {
  const ledger = new RunLedger(launch, onProgress, 'validation')
  const work = new ValidationWork(options, screening, new Budget(options, screening), ledger)
  await unlessRunsEnd(work.run())
  const { effects, culprits } = work
  const { runs, seconds } = ledger
  const warnings = ledger.warnings()
  return { effects: [...effects.values()], culprits, warnings, faults: [...ledger.faults], runs, seconds }
}

/** When the results are looked at. */
interface At {
  look: number
  /** There is no room for another block. */
  last: boolean
  /** Candidates that are not settled either, and share the probability of error. */
  others: number
}

/** Blocks of pairs until every site is settled; a settled site is measured no further and keeps its effect. */
class ValidationWork {
  readonly effects = new Map<string, SiteEffect>()
  readonly culprits: CulpritGroup[] = []
  private readonly pairs: MeasuredPair[] = []
  private readonly random: RandomSource
  /** Whose pairs were planned so far. */
  private readonly entered: Survivor[] = []
  /** Of these, what further pairs might settle, had the budget room for any. */
  private outOfRoom = 0

  constructor(
    private readonly options: ExperimentOptions,
    private readonly screening: Screened,
    private readonly budget: Budget,
    private readonly ledger: RunLedger,
  ) {
    this.random = randomSource(options.seed)
  }

  async run(): Promise<void> {
    const { survivors, nesting } = this.screening
    const waves = wavesOf(survivors, nesting, this.options.speedupThreshold)
    for (const [index, wave] of waves.entries()) {
      const waiting = waves.slice(index + 1).flat().length
      const leftOpen = this.entered.filter((one) => !this.isSettled(one)).length
      await this.settle(wave.slice(0, MOST_VALIDATED - this.entered.length), waiting + leftOpen)
    }
    this.warnOfTheRest(survivors.length)
  }

  private async settle(wave: readonly Survivor[], others: number): Promise<void> {
    let { chosen: open, block } = this.roomFor(wave, 0)
    this.entered.push(...open)
    for (let look = 0; block.length > 0; look += 1) {
      await this.runBlock(block)
      const undecided = this.stillOpen(open, { look, last: false, others })
      if (look + 1 === MOST_LOOKS) return
      ;({ chosen: open, block } = this.roomFor(this.nearestFirst(undecided), look + 1))
      const dropped = undecided.filter((one) => !open.includes(one))
      this.outOfRoom += this.stillOpen(dropped, { look, last: true, others: others + open.length }).length
    }
  }

  /** The first of them, as many as one block has room for, with that block. */
  private roomFor(sites: readonly Survivor[], look: number): { chosen: Survivor[]; block: PlannedPair[] } {
    const chosen = [...sites]
    let block = this.nextBlock(chosen, look)
    while (chosen.length > 0 && block.length === 0) {
      chosen.pop()
      block = this.nextBlock(chosen, look)
    }
    return { chosen, block }
  }

  /** Those that the fewest pairs would settle. */
  private nearestFirst(sites: readonly Survivor[]): Survivor[] {
    const missing = ({ id }: Survivor) => this.effects.get(id)?.furtherPairs ?? 0
    return sites.toSorted((one, other) => missing(one) - missing(other))
  }

  /** Empty: the budget has room for none. What confirms a set of several sites is kept back, but for a first block. */
  private nextBlock(open: readonly Survivor[], look: number): PlannedPair[] {
    const all = this.budget.pairsLeft(this.ledger)
    const { repeats } = this.options
    const { nesting } = this.screening
    const room = { sites: open.map(({ id }) => id), nesting, repeats, random: this.random }
    const paying = this.entered.filter(({ id }) => this.effects.get(id)?.payoff === 'pays')
    const kept = mayBeTogether([...paying, ...open], nesting) ? repeats : 0
    const block = blockBefore(look, { ...room, pairsLeft: all - kept })
    return block.length === 0 && look === 0 ? blockBefore(look, { ...room, pairsLeft: all }) : block
  }

  private async runBlock(block: readonly PlannedPair[]): Promise<void> {
    for (const planned of block) {
      const innocent = planned.map((cached) => cached.filter((id) => !this.accused(id)))
      const [first = [], second = []] = innocent
      if (first.length + second.length === 0) continue
      const result = await runPair([first, second], this.screening.survivors, this.ledger, this.options.duet)
      if (result.kind === 'measured') this.pairs.push(result.pair)
      if (result.kind === 'culprit') this.accuse(result.groups)
      if (result.kind !== 'lost') continue
      this.ledger.warn({ code: 'lost-pair', args: { sites: innocent.flat().sort().join(', ') } })
      // To lose a pair takes more runs than it was granted.
      if (this.budget.pairsLeft(this.ledger) === 0) return
    }
  }

  /** As those that are settled leave more error for the others, these are looked at again until nothing changes. */
  private stillOpen(before: readonly Survivor[], { look, last, others }: At): Survivor[] {
    const ids = this.entered.map(({ id }) => id)
    const command = new CommandEffects(ids, this.pairs, this.options.commandShare)
    let open = before.filter(({ id }) => !this.accused(id))
    for (let undecided = open.length + 1; open.length < undecided; ) {
      undecided = open.length
      const ofAll = lookAt(look, undecided + others, this.options.alpha)
      // What would be looked at again stands where that cannot be.
      const at = { ...ofAll, ...(last && { first: false }) }
      open = open.filter((survivor) => !this.isSettledBy(survivor, command, at))
    }
    return open.filter((survivor) => this.worthMore(survivor))
  }

  private isSettledBy(survivor: Survivor, command: CommandEffects, look: Look): boolean {
    const effect = siteEffect(survivor, this.pairs, command, look, this.options.speedupThreshold)
    if (effect === undefined) return false
    this.effects.set(survivor.id, effect)
    return isSettled(effect.payoff)
  }

  private worthMore({ id, stateful }: Survivor): boolean {
    const effect = this.effects.get(id)
    if (effect === undefined) return true
    if (stateful) return false
    // Calls that pay would decide alone, were the command not against them so far: it may be so by chance.
    if (effect.payoff === 'unconfirmed') return true
    return effect.furtherPairs !== undefined && effect.furtherPairs <= HOPE * this.budget.pairsLeft(this.ledger)
  }

  private isSettled({ id }: Survivor): boolean {
    const effect = this.effects.get(id)
    return this.accused(id) || (effect !== undefined && isSettled(effect.payoff))
  }

  private warnOfTheRest(survivors: number): void {
    const { length: validated } = this.entered
    if (this.outOfRoom > 0) this.ledger.warn({ code: 'budget-spent', args: { open: this.outOfRoom } })
    if (validated === survivors) return
    const code = validated < MOST_VALIDATED ? 'no-room-for-all' : 'too-many-survivors'
    this.ledger.warn({ code, args: { validated, survivors } })
  }

  private accuse(groups: readonly CulpritGroup[]): void {
    this.culprits.push(...groups)
    for (const id of groups.flatMap((group) => group.ids)) this.effects.delete(id)
  }

  private accused(id: string): boolean {
    return this.culprits.some((group) => group.ids.includes(id))
  }
}

/** Whether two of them may be recommended beside each other: of two that lie in each other it is one. */
function mayBeTogether(members: readonly Survivor[], { insideOf }: Nesting): boolean {
  const liesIn = (one: Survivor, other: Survivor) => insideOf.get(one.id)?.includes(other.id) ?? false
  const clean = members.filter(({ stateful }) => !stateful)
  return clean.some((one) => clean.some((other) => one !== other && !liesIn(one, other) && !liesIn(other, one)))
}
