/** Measures the caches that the program has already: what it does without each, and whether that is the same. */
import { type RunOutcome, succeeded } from '../launch/run-outcome.js'
import { foldoverPairs } from '../stats/foldover.js'
import type { Sign } from '../stats/hadamard.js'
import { randomSource } from '../stats/random.js'
import { Budget, type Spent } from './budget.js'
import { type CommandEffect, CommandEffects } from './command-effect.js'
import { type Launch, type LaunchRequest, type OnProgress, unlessRunsEnd } from './launch-port.js'
import { SHOWN_ALPHA } from './looks.js'
import type { MeasuredPair } from './measured-pair.js'
import type { ExperimentOptions } from './options.js'
import { type ExperimentWarning, RunLedger } from './run-ledger.js'

/** What one cache saves: shares of the command's time without it. */
export interface CacheEffect extends CommandEffect {
  id: string
  pairs: number
  /** The command surely takes longer with it than without, all caches sharing the error. */
  slower: boolean
  /** It surely takes longer without. */
  saves: boolean
}

export interface SwitchedOff extends Spent {
  /** Ids of those that were tried. */
  switched: string[]
  effects: CacheEffect[]
  /** One observed run without any of them; undefined: the command does not pass then, or there are none. */
  without: RunOutcome | undefined
  /** Without each of these groups the command did not pass: one cache alone, or several of which that is not known. */
  needed: string[][]
  warnings: ExperimentWarning[]
  faults: string[]
}

/** A run takes so many times as long as those before, at most: without its cache a recursion may never end. */
const LONGEST = { factor: 10, seconds: 10 }
/** The experiment may take so much longer for these runs, as long as its budget lasts. */
const LONGEST_STAGE = { factor: 1.5, seconds: 60 }
/** A run of a pair is repeated once. */
const ATTEMPTS = 2
const MOST_MEASURED = 8

/** @param ids of caches that are asked often, the most often first. */
export async function switchOff(
  options: ExperimentOptions,
  ids: readonly string[],
  before: Spent,
  launch: Launch,
  onProgress: OnProgress = () => {},
): Promise<SwitchedOff> {
  const ledger = new RunLedger(launch, onProgress, 'caches')
  const work = new CacheRuns(options, ids.slice(0, MOST_MEASURED), before, ledger)
  if (ids.length > 0) await unlessRunsEnd(work.run())
  const { runs, seconds } = ledger
  const { ids: switched, without, needed } = work
  return {
    switched: [...switched],
    effects: work.effects(),
    without,
    needed,
    warnings: ledger.warnings(),
    faults: [...ledger.faults],
    runs,
    seconds,
  }
}

class CacheRuns {
  without: RunOutcome | undefined
  needed: string[][] = []
  readonly #pairs: MeasuredPair[] = []
  #measured: string[] = []
  readonly #budget: Budget
  readonly #timeoutSeconds: number

  constructor(
    readonly options: ExperimentOptions,
    readonly ids: readonly string[],
    before: Spent,
    readonly ledger: RunLedger,
  ) {
    const budgetSeconds = Math.min(options.budgetSeconds, LONGEST_STAGE.factor * before.seconds + LONGEST_STAGE.seconds)
    this.#budget = new Budget({ ...options, budgetSeconds }, before)
    const usual = before.runs === 0 ? 0 : before.seconds / before.runs
    this.#timeoutSeconds = Math.ceil(LONGEST.seconds + LONGEST.factor * usual)
  }

  async run(): Promise<void> {
    if (!this.#hasRoom()) return
    this.without = await this.#observed(this.ids)
    if (this.without === undefined) this.needed = await this.#needed(this.ids)
    const needed = new Set(this.needed.flat())
    const rest = this.ids.filter((id) => !needed.has(id))
    if (rest.length === 0) return
    if (this.without === undefined && this.#hasRoom()) this.without = await this.#observed(rest)
    if (this.without !== undefined) await this.#measure(rest)
  }

  #hasRoom(): boolean {
    return this.#budget.pairsLeft(this.ledger) > 0
  }

  /** undefined: the command does not pass without them. */
  async #observed(off: readonly string[]): Promise<RunOutcome | undefined> {
    const outcome = await this.ledger.run('caches', this.#request(off, 'observe'))
    return succeeded(outcome) ? outcome : undefined
  }

  /** Halves those without which the command fails, for as long as there is room. */
  async #needed(failing: readonly string[]): Promise<string[][]> {
    const middle = Math.ceil(failing.length / 2)
    const found: string[][] = []
    for (const half of failing.length > 1 ? [failing.slice(0, middle), failing.slice(middle)] : []) {
      if (!this.#hasRoom()) break
      if ((await this.#observed(half)) === undefined) found.push(...(await this.#needed(half)))
    }
    return found.length > 0 ? found : [[...failing]]
  }

  /** Those that are asked most often, as many as there is room for: a part of a design says nothing of some of them. */
  async #measure(ids: readonly string[]): Promise<void> {
    const { ledger } = this
    const room = this.#budget.pairsLeft(ledger)
    let design = this.#design(ids.length)
    this.#measured = [...ids]
    while (this.#measured.length > 0 && design.length > room) {
      this.#measured.pop()
      design = this.#design(this.#measured.length)
    }
    const left = ids.length - this.#measured.length
    if (left > 0) ledger.warn({ code: 'caches-not-measured', args: { caches: left } })
    if (this.#measured.length > 0) await this.#runPairs(design)
  }

  #design(caches: number): Sign[][] {
    return foldoverPairs(caches, this.options.repeats, randomSource(this.options.seed))
  }

  async #runPairs(design: readonly Sign[][]): Promise<void> {
    for (const signs of design) {
      const first = this.#measured.filter((_, index) => signs[index] === 1)
      const second = this.#measured.filter((id) => !first.includes(id))
      const one = await this.#timed(first)
      const other = one && (await this.#timed(second))
      if (one === undefined || other === undefined) return
      this.#pairs.push({ cached: [first, second], outcomes: [one, other] })
    }
  }

  #timed(kept: readonly string[]): Promise<RunOutcome | undefined> {
    const off = this.#measured.filter((id) => !kept.includes(id))
    return this.ledger.passing('caches', this.#request(off, 'off'), ATTEMPTS)
  }

  #request(off: readonly string[], arm: 'observe' | 'off'): LaunchRequest {
    const label = `${off.length === 1 ? 'one cache' : `${off.length} caches`} of its own switched off`
    return {
      arm,
      sites: {},
      caches: { off: [...off] },
      timed: arm === 'off',
      timeoutSeconds: this.#timeoutSeconds,
      label,
    }
  }

  effects(): CacheEffect[] {
    const command = new CommandEffects(this.#measured, this.#pairs)
    return this.#measured.flatMap((id) => {
      const shown = command.of(id, SHOWN_ALPHA)
      const sure = command.of(id, SHOWN_ALPHA / this.#measured.length)
      if (!shown || !sure) return []
      const { low, high } = sure.commandCpu ?? sure.commandWall
      return [{ id, pairs: this.#pairs.length, ...shown, slower: high < 0, saves: low > 0 }]
    })
  }
}
