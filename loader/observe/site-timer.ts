/** Keeps what the `time` arm measured of one site in the site's counters. */
import { COUNTER_INDEX, type Counter } from '../../src/wire/counters.js'
import { INSIDE_HIT } from '../../src/wire/record.js'
import { type ArmedSite, SITE_FLAGS } from '../armed-site.js'
import type { Recorder } from '../recorder.js'
import { clockCostNs } from './clock.js'
import { CostSampler } from './cost-sampler.js'
import { CpuShare } from './cpu-share.js'
import type { EntrySizes } from './entry-sizes.js'
import { FaultGuard } from './fault-guard.js'
import { Interruptions } from './interruptions.js'
import { waitedNs } from './thread-times.js'

export class SiteTimer {
  readonly guard: FaultGuard
  readonly readsThis: boolean
  /** Of look-ups in the cache, hits and misses alike. */
  readonly lookups: CostSampler
  /** Of would-be hits that are inside no other. */
  readonly hits: CostSampler
  readonly heldUpHits = new Interruptions(waitedNs)
  private readonly heldUpLookups = new Interruptions(waitedNs)
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
    this.counters = site.counters
    this.base = site.base
    this.lookups = new CostSampler(2 * site.base + 1)
    this.hits = new CostSampler(2 * site.base + 2)
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

  addLookup(startNs: number, endNs: number): void {
    this.lookups.add(this.heldUpLookups.shortNs(endNs - startNs - clockCostNs()))
    this.write('lookups', this.lookups.samples)
    this.write('lookupNs', this.lookups.sumNs)
    this.writeSpent()
  }

  addHit(startNs: number, endNs: number): void {
    this.hits.add(this.heldUpHits.workNs(endNs - startNs - clockCostNs()))
    this.write('timed', this.hits.samples)
    this.write('timedNs', this.hits.sumNs)
    this.write('timedSqNs', this.hits.sumSqNs)
    this.write('clockNs', clockCostNs())
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
    this.write('timingNs', this.lookups.spentNs + this.hits.spentNs)
  }

  private write(counter: Counter, value: number): void {
    this.counters[this.base + COUNTER_INDEX[counter]] = value
  }
}
