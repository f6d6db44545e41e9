/** Validation: what caching each survivor alone does to the command. DESIGN §6. */
import { isSettled } from '../stats/payoff.js'
import { randomSource } from '../stats/random.js'
import type { CulpritGroup } from './culprits.js'
import type { SiteEffect } from './effect.js'
import { type Launch, type OnProgress, unlessRunsEnd } from './launch-port.js'
import type { ExperimentOptions } from './options.js'
import { runPair } from './pair-runs.js'
import { PairedDesign } from './paired-design.js'
import type { MeasuredPair, RunDesign } from './run-design.js'
import { type ExperimentWarning, RunLedger } from './run-ledger.js'
import type { Survivor } from './screening.js'
import { type JudgedEffect, siteEffect } from './site-effect.js'

/** Sites validated at most, those with the largest predicted saving first. */
const MOST_VALIDATED = 12

/** An interval that would need more than this many times the pairs that are left is not worth starting on. */
const HOPELESS = 2

export interface Validation {
  effects: SiteEffect[]
  /** Sites whose caches were found to make the command fail only now. */
  culprits: CulpritGroup[]
  warnings: ExperimentWarning[]
  faults: string[]
  runs: number
}

export async function validate(
  options: ExperimentOptions,
  survivors: readonly Survivor[],
  launch: Launch,
  onProgress: OnProgress = () => {},
  design: RunDesign = new PairedDesign(options.repeats, randomSource(options.seed)),
): Promise<Validation> {
  const ledger = new RunLedger(launch, onProgress, 'validation')
  const chosen = survivors.slice(0, MOST_VALIDATED)
  if (chosen.length < survivors.length) {
    ledger.warn({ code: 'too-many-survivors', args: { validated: chosen.length, survivors: survivors.length } })
  }
  const work = new ValidationWork(options, chosen, design, ledger)
  await unlessRunsEnd(work.run())
  const { effects, culprits } = work
  return {
    effects: [...effects.values()],
    culprits,
    warnings: ledger.warnings(),
    faults: [...ledger.faults],
    runs: ledger.runs,
  }
}

/** Blocks of pairs until every site is settled; a settled site is measured no further and keeps its effect. */
class ValidationWork {
  readonly effects = new Map<string, SiteEffect>()
  readonly culprits: CulpritGroup[] = []
  private readonly pairs: MeasuredPair[] = []

  constructor(
    private readonly options: ExperimentOptions,
    private readonly survivors: readonly Survivor[],
    private readonly design: RunDesign,
    private readonly ledger: RunLedger,
  ) {}

  async run(): Promise<void> {
    let open = [...this.survivors]
    for (let look = 0; look < this.design.looks && open.length > 0; look += 1) {
      await this.runBlock(open)
      const innocent = open.filter((survivor) => !this.accused(survivor.id))
      open = innocent.filter((survivor) => this.isOpenAfter(look, survivor))
    }
  }

  private async runBlock(open: readonly Survivor[]): Promise<void> {
    for (const planned of this.design.block(open.map((survivor) => survivor.id))) {
      if (planned.flat().some((id) => this.accused(id))) continue
      const result = await runPair(planned, this.survivors, this.ledger)
      if (result.kind === 'measured') this.pairs.push(result.pair)
      if (result.kind === 'culprit') this.accuse(result.groups)
      if (result.kind === 'lost') this.ledger.warn({ code: 'lost-pair', args: { sites: planned.flat().join(', ') } })
    }
  }

  private isOpenAfter(look: number, survivor: Survivor): boolean {
    const alpha = this.design.alphaAt(look)
    const judged = siteEffect(survivor, this.pairs, this.design, alpha, this.options.speedupThreshold)
    if (judged === undefined) return true
    this.effects.set(survivor.id, judged.effect)
    return !isSettled(judged.payoff) && this.worthMore(look, survivor, judged)
  }

  private worthMore(look: number, survivor: Survivor, { effect, payoff }: JudgedEffect): boolean {
    if (survivor.stateful) return false
    // Calls that pay would decide alone, were the command not against them so far: it may be so by chance.
    if (payoff === 'unconfirmed') return true
    const left = (this.design.looks - 1 - look) * this.options.repeats
    return effect.furtherPairs !== undefined && effect.furtherPairs <= HOPELESS * left
  }

  private accuse(groups: readonly CulpritGroup[]): void {
    this.culprits.push(...groups)
    for (const id of groups.flatMap((group) => group.ids)) this.effects.delete(id)
  }

  private accused(id: string): boolean {
    return this.culprits.some((group) => group.ids.includes(id))
  }
}
