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
import type { ExperimentOptions } from './options.js'
import { runPair } from './pair-runs.js'
import { type ExperimentWarning, RunLedger } from './run-ledger.js'
import type { Screening, Survivor } from './screening.js'
import { siteEffect } from './site-effect.js'

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
}

/** Blocks of pairs until every site is settled; a settled site is measured no further and keeps its effect. */
class ValidationWork {
  readonly effects = new Map<string, SiteEffect>()
  readonly culprits: CulpritGroup[] = []
  private readonly pairs: MeasuredPair[] = []
  private readonly random: RandomSource

  constructor(
    private readonly options: ExperimentOptions,
    private readonly screening: Screened,
    private readonly budget: Budget,
    private readonly ledger: RunLedger,
  ) {
    this.random = randomSource(options.seed)
  }

  async run(): Promise<void> {
    const { chosen, firstBlock } = this.affordable()
    let [open, block] = [chosen, firstBlock]
    for (let look = 0; open.length > 0; look += 1) {
      if (block.length === 0) return this.budgetIsSpent(this.stillOpen(open, chosen, { look: look - 1, last: true }))
      await this.runBlock(block)
      open = this.stillOpen(open, chosen, { look, last: false })
      if (look + 1 === MOST_LOOKS) return
      block = this.nextBlock(open, look + 1)
    }
  }

  /** The most promising ones, as many as one block has room for, with that block. */
  private affordable(): { chosen: Survivor[]; firstBlock: PlannedPair[] } {
    const chosen = this.screening.survivors.slice(0, MOST_VALIDATED)
    let firstBlock = this.nextBlock(chosen, 0)
    while (chosen.length > 0 && firstBlock.length === 0) {
      chosen.pop()
      firstBlock = this.nextBlock(chosen, 0)
    }
    const { length: survivors } = this.screening.survivors
    if (chosen.length < survivors) {
      const code = chosen.length < Math.min(survivors, MOST_VALIDATED) ? 'no-room-for-all' : 'too-many-survivors'
      this.ledger.warn({ code, args: { validated: chosen.length, survivors } })
    }
    return { chosen, firstBlock }
  }

  /** Empty: the budget has room for none. What confirms a set of several sites is kept back, but for a first block. */
  private nextBlock(open: readonly Survivor[], look: number): PlannedPair[] {
    const all = this.budget.pairsLeft(this.ledger)
    const { repeats } = this.options
    const room = {
      sites: open.map(({ id }) => id),
      nesting: this.screening.nesting,
      repeats,
      random: this.random,
    }
    const kept = this.screening.survivors.length > 1 ? repeats : 0
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
  private stillOpen(before: readonly Survivor[], chosen: readonly Survivor[], { look, last }: At): Survivor[] {
    const ids = chosen.map(({ id }) => id)
    const command = new CommandEffects(ids, this.pairs, this.options.commandShare)
    let open = before.filter(({ id }) => !this.accused(id))
    for (let undecided = open.length + 1; open.length < undecided; ) {
      undecided = open.length
      // What would be looked at again stands where that cannot be.
      const at = { ...lookAt(look, undecided, this.options.alpha), ...(last && { first: false }) }
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

  private budgetIsSpent(open: readonly Survivor[]): void {
    if (open.length === 0) return
    this.ledger.warn({ code: 'budget-spent', args: { open: open.length } })
  }

  private accuse(groups: readonly CulpritGroup[]): void {
    this.culprits.push(...groups)
    for (const id of groups.flatMap((group) => group.ids)) this.effects.delete(id)
  }

  private accused(id: string): boolean {
    return this.culprits.some((group) => group.ids.includes(id))
  }
}
