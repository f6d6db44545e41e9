/** What all observed functions of one site share: its counters, its evidence, and the way to switch it off. */
import { COUNTER_INDEX, type Counter } from '../../src/wire/counters.js'
import type { Danger } from '../../src/wire/dangers.js'
import { type AnyFunction, type ArmedSite, SITE_FLAGS } from '../armed-site.js'
import { sourceOf } from '../intrinsics.js'
import type { Recorder } from '../recorder.js'
import { CallingFiles } from './calling-files.js'
import { DeepCheckPace } from './deep-check-pace.js'
import { type DeepWorkBudget, deepWork } from './deep-work-budget.js'
import { Evidence } from './evidence.js'
import { FaultGuard } from './fault-guard.js'
import { type FollowBudget, followBudget } from './follow-budget.js'
import { FollowPace } from './follow-pace.js'
import type { Allowance } from './owner-time.js'
import { parameterNames } from './parameter-names.js'
import { printArguments, printValue, withoutHidden } from './print-value.js'
import { RepeatOrigins } from './repeat-origins.js'
import type { CheckTally } from './result-checks.js'
import { ALL_SENSORS } from './sensing.js'
import { SiteVariants } from './site-variants.js'
import { SiteStaleness } from './staleness.js'
import { WatchedResults } from './watched-results.js'
import type { SiteKeys } from './would-be-cache.js'

/** Keys whose results are compared; eviction hides a stale hit, so more than any cache would hold. */
const LEAST_STORED = 4096

/** After so many dangers objects are looked at no more; after a danger in so many calls the rest is only counted. */
const DANGERS_ENOUGH = 32
const CALLS_ENOUGH = 2000

/** What observing may cost. */
export interface Budgets {
  follow: Pick<FollowBudget, 'pressure'>
  deep: Pick<DeepWorkBudget, 'exhausted'>
  /** At the end every so many calls are looked at. */
  slowestPace?: number
}

const OF_THIS_THREAD: Budgets = { follow: followBudget, deep: deepWork }

/** Every call is followed and looked at. */
const UNBOUNDED: Budgets = { follow: { pressure: () => 0 }, deep: { exhausted: false }, slowestPace: 1 }

/** Of the few sites that a cache may be put on: a run of minutes must still end in time. */
const OF_SURVIVORS: Allowance = { freeNs: 1e10, shareOfOwner: 0.5 }

const CLOSELY: Budgets = {
  follow: { pressure: () => followBudget.pressure(OF_SURVIVORS) },
  deep: {
    get exhausted() {
      return deepWork.exceeds(OF_SURVIVORS)
    },
  },
  slowestPace: 1,
}

function budgetsFor({ exhaustive, closely }: ArmedSite): Budgets {
  if (exhaustive) return UNBOUNDED
  return closely ? CLOSELY : OF_THIS_THREAD
}

export class SiteObserver implements CheckTally {
  readonly variant = undefined
  readonly variants: SiteVariants
  readonly evidence: Evidence
  readonly deep: Budgets['deep']
  readonly pace: DeepCheckPace
  readonly follow: FollowPace
  readonly watched: WatchedResults
  readonly origins: RepeatOrigins
  readonly staleness = new SiteStaleness(() => this.read('calls'))
  readonly keys: SiteKeys
  readonly guard: FaultGuard
  private readonly callers: CallingFiles
  /** Bits of the sensors that have not been seen to fire at this site. */
  wantedSensors: number = ALL_SENSORS
  /** The first function of the site: all of them have the same text. */
  subject: AnyFunction | undefined
  private dangers = 0
  /** Of a kind that has nothing to do with how long a result is right. */
  private lasting = 0
  private readonly counters: Float64Array
  private readonly base: number
  private readonly callsAt: number
  private readonly unfollowedAt: number

  constructor(
    readonly site: ArmedSite,
    readonly recorder: Recorder,
    budgets: Budgets = budgetsFor(site),
  ) {
    this.deep = budgets.deep
    this.pace = new DeepCheckPace(budgets.deep, budgets.slowestPace, () => this.repeats())
    this.counters = site.counters
    this.base = site.base
    this.callsAt = site.base + COUNTER_INDEX.calls
    this.unfollowedAt = site.base + COUNTER_INDEX.unfollowed
    this.guard = new FaultGuard(site.id, recorder)
    this.callers = new CallingFiles(site, recorder)
    this.evidence = new Evidence(site.id, recorder)
    this.watched = new WatchedResults(site, this.evidence, this.pace, budgets.deep)
    this.origins = new RepeatOrigins(site.salt ?? '')
    this.keys = {
      counters: site.counters,
      base: site.base,
      cacheSize: site.cacheSize,
      maxStored: Math.max(LEAST_STORED, 2 * site.maxCacheSize, site.cacheSize),
      tracked: 0,
      untracked: 0,
      stored: 0,
      repeats: 0,
      histogram: new Map(),
      cold: 0,
      unfollowed: () => this.read('unfollowed'),
      whenTruncated: () =>
        this.evidence.add('distances-truncated', () => `keys after the first ${this.keys.tracked} count as cold`),
    }
    const readsThis = (site.flags & SITE_FLAGS.readsThis) !== 0
    this.variants = new SiteVariants(site, recorder, readsThis, this.keys, () => this.noteMismatch())
    this.follow = new FollowPace(() => this.repeats(), site.base, budgets.follow)
  }

  /** A call that is not followed. */
  letPass(): void {
    this.follow.skip--
    this.noteCaller()
    ;(this.counters[this.callsAt] as number)++
    ;(this.counters[this.unfollowedAt] as number)++
    this.recorder.touch()
  }

  /** Before a call is counted, and outside of what following it is charged for. */
  noteCaller(): void {
    const call = (this.counters[this.callsAt] as number) + 1
    if (call >= this.callers.next) this.callers.look(call)
  }

  /** Followed calls whose key was known, under whichever key that is most; 0 where there is nothing that could be kept. */
  repeats(): number {
    if (this.read('voidResults') + this.read('threw') >= this.read('calls') - this.read('unfollowed') - 1) return 0
    return Math.max(this.keys.repeats, ...this.variants.followed.map(({ keys }) => keys.repeats))
  }

  /** The arguments of a call, safe to be shown. */
  printArguments(list: readonly unknown[]): string[] {
    return printArguments(list, this.parameters())
  }

  /** A result of the call with these arguments, safe to be shown. */
  printResult(result: unknown, list: readonly unknown[]): string {
    return withoutHidden(printValue(result), list, this.parameters())
  }

  private parameters(): (string | undefined)[] {
    return this.subject === undefined ? [] : parameterNames(sourceOf(this.subject))
  }

  /** By identity. */
  countMismatch(): void {
    this.count('mismatches')
    this.noteMismatch()
  }

  /** While there is a key that may yet be right, the site may deserve a cache. */
  private noteMismatch(): void {
    if (this.read('mismatches') > 0 && this.variants.allUnfit) this.endanger()
  }

  count(counter: Counter): void {
    ;(this.counters[this.base + COUNTER_INDEX[counter]] as number)++
  }

  /** Counts what forbids a cache; after enough of it, looking deeper would only cost time. */
  countDanger(counter: Exclude<Danger, 'mismatches'>): void {
    this.count(counter)
    if (counter !== 'clock') this.lasting++
    this.endanger()
  }

  private endanger(): void {
    this.dangers++
    if (this.dangers >= DANGERS_ENOUGH) this.pace.stop()
  }

  /** A cache is out of the question, and there is evidence enough to say so. */
  get condemned(): boolean {
    return this.dangers > 0 && this.read('calls') >= CALLS_ENOUGH && !this.mayBeRightForATime
  }

  /** What goes by the clock may be right for longer than that many calls take. */
  private get mayBeRightForATime(): boolean {
    return this.lasting === 0 && this.read('clock') > 0 && this.staleness.mayLast
  }

  read(counter: Counter): number {
    return this.counters[this.base + COUNTER_INDEX[counter]] as number
  }
}
