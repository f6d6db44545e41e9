/** Keeps what the `time` arm measured of one site in the site's counters. */
import { COUNTER_INDEX, type Counter } from '../../src/wire/counters.js'
import { INSIDE_HIT } from '../../src/wire/record.js'
import { type ArmedSite, SITE_FLAGS } from '../armed-site.js'
import type { Recorder } from '../recorder.js'
import { CostSampler } from './cost-sampler.js'
import { CpuShare } from './cpu-share.js'
import type { EntrySizes } from './entry-sizes.js'
import { FaultGuard } from './fault-guard.js'
import { Interruptions } from './interruptions.js'
import { Random } from './random.js'
import { Stopwatch } from './stopwatch.js'
import { waitedNs } from './thread-times.js'

const { lookups: LOOKUPS, lookupNs: LOOKUP_NS, timed: TIMED, timedNs: TIMED_NS } = COUNTER_INDEX
const { timedSqNs: TIMED_SQ_NS, clockNs: CLOCK_NS, timingNs: TIMING_NS } = COUNTER_INDEX

/** Look-ups are much alike, and cost little beside the calls that they stand for. */
const LOOKUPS_PART = 1 / 4
/** No look-up of a key by identity takes as long. */
const LONG_LOOKUP_NS = 2000

/** Samples that tell a mean well enough to let a site go by it. */
const ENOUGH_SAMPLES = 32
/** What all look-ups of a site may take that surely are dearer than what hits save, ns. */
const MOST_LOST_NS = 1e8
/** Surely: so many times as dear as a hit's call may be, three standard errors and the clock's added. */
const SURELY_DEARER = 2
const STANDARD_ERRORS = 3
const CLOCK_ERROR_NS = 10
/** Of calls that are let go, one in so many is timed: they may come to take longer. */
const PROBE_GAP = 64
/** The mean goes by about so many of them. */
const PROBES_IN_MEAN = 32

export class SiteTimer {
  readonly guard: FaultGuard
  /** A cache would lose by its calls, for as long as they are as cheap as they are, and look-ups slow the program for nothing. */
  isLetGo = false
  /** Of its hit that was timed last, calls inside were not followed: the next one is for those. */
  hasLeftOut = false
  private probeMeanNs = 0
  private untilProbe = 1
  private readonly random: Random
  /** Calls before it was last taken up again. */
  private callsBefore = 0
  readonly readsThis: boolean
  /** Of look-ups in the cache, hits and misses alike. */
  readonly lookups: CostSampler
  /** Of would-be hits that are inside no other. */
  readonly hits: CostSampler
  readonly hitWatch = new Stopwatch()
  readonly lookupWatch = new Stopwatch()
  private readonly heldUpHits = new Interruptions(waitedNs)
  private readonly heldUpLookups = new Interruptions(waitedNs)
  /** undefined: to make a key may take long. */
  private readonly longLookupNs: number | undefined
  private readonly cpuShare = new CpuShare()
  private readonly counters: Float64Array
  private readonly base: number
  private readonly id: string
  private readonly around = new Set<SiteTimer>()

  constructor(
    site: ArmedSite,
    readonly recorder: Recorder,
  ) {
    this.id = site.id
    this.guard = new FaultGuard(site.id, recorder)
    this.readsThis = (site.flags & SITE_FLAGS.readsThis) !== 0
    this.longLookupNs = site.key === undefined || site.key.strategy === 'identity' ? LONG_LOOKUP_NS : undefined
    this.counters = site.counters
    this.base = site.base
    this.lookups = new CostSampler(2 * site.base + 1, LOOKUPS_PART)
    this.hits = new CostSampler(2 * site.base + 2)
    this.random = new Random(2 * site.base + 3)
    if (site.untimed) for (const sampler of [this.lookups, this.hits]) sampler.stop()
  }

  count(counter: Counter): void {
    ;(this.counters[this.base + COUNTER_INDEX[counter]] as number)++
  }

  /** A would-be hit of this site ran inside of one of `outer`; said once for each. */
  noteInside(outer: SiteTimer): void {
    if (outer === this || this.around.has(outer)) return
    this.around.add(outer)
    this.recorder.line({ type: 'evidence', site: this.id, code: INSIDE_HIT, detail: outer.id })
  }

  isKnownInside(outer: SiteTimer): boolean {
    return this.around.has(outer)
  }

  /** Whether this hit is to be timed. */
  takeHit(): boolean {
    if (!this.hits.take()) return false
    if (!this.hasLeftOut) return true
    this.hasLeftOut = false
    this.hits.skip()
    return false
  }

  /** By the clock: from `lookupWatch.start()` to the end of a look-up, and right after that again. */
  addLookup(startNs: number, endNs: number, againNs: number): void {
    const ns = this.lookupWatch.between(startNs, endNs, againNs)
    this.lookups.add(this.heldUpLookups.shortNs(ns, this.longLookupNs))
    const { counters, lookups } = this
    counters[this.base + LOOKUPS] = lookups.samples
    counters[this.base + LOOKUP_NS] = lookups.sumNs
    this.writeSpent()
    this.isLetGo = this.surelyLoses()
  }

  /** Whether this call, which is let go, is to be timed. */
  takeProbe(): boolean {
    if (--this.untilProbe > 0) return false
    this.untilProbe = this.random.upTo(2 * PROBE_GAP - 1)
    return true
  }

  addProbe(): void {
    const ns = this.heldUpHits.workNs(this.hitWatch.ns)
    this.probeMeanNs += (ns - this.probeMeanNs) / PROBES_IN_MEAN
    if (this.probeMeanNs < this.lookups.sumNs / this.lookups.samples / SURELY_DEARER) return
    this.isLetGo = false
    this.probeMeanNs = 0
    this.callsBefore = this.followed
  }

  private get followed(): number {
    const { counters, base } = this
    return (counters[base + COUNTER_INDEX.calls] as number) - (counters[base + COUNTER_INDEX.unfollowed] as number)
  }

  private surelyLoses(): boolean {
    const { lookups, hits } = this
    const lookupNs = lookups.sumNs / lookups.samples
    const spentNs = (this.followed - this.callsBefore) * lookupNs
    if (lookups.samples < ENOUGH_SAMPLES || hits.samples < ENOUGH_SAMPLES || spentNs < MOST_LOST_NS) return false
    const hitNs = hits.sumNs / hits.samples
    const errorNs = Math.sqrt(Math.max(0, hits.sumSqNs / hits.samples - hitNs ** 2) / hits.samples)
    return lookupNs > SURELY_DEARER * (hitNs + STANDARD_ERRORS * errorNs + CLOCK_ERROR_NS)
  }

  /** To be called right before a call that `hitWatch` is to run. */
  prepareHit(list: unknown[]): void {
    this.heldUpHits.begin()
    this.hitWatch.rehearse(list)
  }

  addHit(): void {
    this.hits.add(this.heldUpHits.workNs(this.hitWatch.ns))
    const { counters, hits } = this
    counters[this.base + TIMED] = hits.samples
    counters[this.base + TIMED_NS] = hits.sumNs
    counters[this.base + TIMED_SQ_NS] = hits.sumSqNs
    counters[this.base + CLOCK_NS] = this.hitWatch.emptyNs
    this.writeSpent()
  }

  /** What V8's threads did for this thread cannot be told from what they did for others. */
  finish(): void {
    const times = this.recorder.hasOtherThreads?.() ? undefined : this.cpuShare.read()
    if (times === undefined) return
    this.write('threadNs', times.threadNs)
    this.write('processNs', times.processNs)
  }

  addSizes({ sized, bytes, unsized }: EntrySizes): void {
    this.write('sizedEntries', sized)
    this.write('sizedBytes', bytes)
    this.write('unsizedEntries', unsized)
  }

  private writeSpent(): void {
    this.counters[this.base + TIMING_NS] = this.lookups.spentNs + this.hits.spentNs
  }

  private write(counter: Counter, value: number): void {
    this.counters[this.base + COUNTER_INDEX[counter]] = value
  }
}
