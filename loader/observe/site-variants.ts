/** The keys that one site could have beside the one by identity: what a cache would have done with each of them. */
import { COUNTER_INDEX, COUNTER_STRIDE, type Counter } from '../../src/wire/counters.js'
import type { SiteKey } from '../../src/wire/site-key.js'
import type { ArmedSite } from '../armed-site.js'
import { type KeyMaker, keyMaker } from '../memo/key-maker.js'
import { KeyToken } from '../memo/key-token.js'
import type { Recorder } from '../recorder.js'
import { CostSampler } from './cost-sampler.js'
import { copyOf } from './cut-short.js'
import type { CheckTally } from './result-checks.js'
import { holdsContent } from './same-content.js'
import { Stopwatch } from './stopwatch.js'
import type { SiteKeys } from './would-be-cache.js'

/** Mismatches after which a key is out of the question. */
const MISMATCHES_ENOUGH = 3

/**
 * How often it is asked whether a long key is worth it: at this many calls, and whenever they have
 * doubled. One that is not is given up for good: what it did until then is no evidence, as nobody looks whether the rest
 * would have been right.
 */
const CALLS_BEFORE_DOUBT = 2048
/** One that none of the first calls could have is given up at once: finding that out costs most. */
const UNKEYABLE_ENOUGH = 64
/** Keys of fewer parts are followed to the end: objects may repeat at first, and be made anew for each call later. */
const LONG_KEY = 64
/** It is, while so much more of the calls repeat under it than by identity; or, where that is wrong, so much at all. */
const WORTH_FOLLOWING = 0.02
const WORTH_REPLACING = 0.1

/** What is copied from the site when its variants begin to differ from it. */
const SHARED_PAST: Counter[] = [
  'hits',
  'misses',
  'evictions',
  'checked',
  'mismatches',
  'unknown',
  'sharedResults',
  'inFlight',
  'unsettledHits',
]

/** One key of one site. */
export class SiteVariant implements CheckTally {
  readonly keys: SiteKeys
  private readonly costs: CostSampler
  private readonly watch = new Stopwatch()
  private readonly counters: Float64Array
  private readonly base: number
  private readonly siteBase: number
  private followedCalls = 0
  /** Of all keys made; one that could not be made was long. */
  private parts = 0
  private doubtAt = CALLS_BEFORE_DOUBT
  private hopeless = false
  private keyed = false

  constructor(
    readonly variant: number,
    private readonly maker: KeyMaker,
    site: ArmedSite,
    block: number,
    private readonly past: SiteKeys,
    private readonly whenMismatched: () => void,
  ) {
    this.counters = site.counters
    this.base = block * COUNTER_STRIDE
    this.siteBase = site.base
    this.costs = new CostSampler(this.base)
    for (const counter of SHARED_PAST) this.write(counter, this.ofSite(counter))
    this.keys = {
      ...past,
      base: this.base,
      tracked: 0,
      untracked: 0,
      stored: 0,
      histogram: new Map(past.histogram),
      cutShort: past.cutShort && copyOf(past.cutShort),
    }
  }

  /** Nothing more is to be learnt of this key. */
  get ruledOut(): boolean {
    return this.hopeless || this.read('mismatches') >= MISMATCHES_ENOUGH
  }

  /** To be told of each call: its `calls` are those that were, of the site, up to the last one that it was followed for. */
  follow(): void {
    this.doubt()
    this.followedCalls++
    this.write('calls', this.ofSite('calls') - this.ofSite('unfollowed'))
  }

  /** Keys that repeat no more than those by identity will hardly be chosen. */
  private doubt(): void {
    if (this.followedCalls < this.doubtAt) return
    this.doubtAt *= 2
    if (this.parts < LONG_KEY * this.followedCalls) return
    const accesses = this.keys.cold + sum(this.keys.histogram)
    this.hopeless =
      this.ofSite('mismatches') > 0
        ? accesses - this.keys.cold < WORTH_REPLACING * accesses
        : this.past.cold - this.keys.cold < WORTH_FOLLOWING * accesses
  }

  /** It gave another result for the same key, or it will not be known whether it would have. */
  get unfit(): boolean {
    return this.hopeless || this.read('mismatches') > 0
  }

  /** The key of a call, and now and then what it costs to make; undefined: none can be made. */
  keyOf(self: unknown, list: unknown[]): unknown[] | undefined {
    const key = this.make(self, list)
    if (key !== undefined) this.keyed = true
    else if (!this.keyed && this.followedCalls >= UNKEYABLE_ENOUGH) this.hopeless = true
    this.parts += key?.length ?? LONG_KEY
    // State of what is told by reference can change under the same key.
    if (key?.some(isReference)) this.count('objectKeys')
    return key
  }

  private make(self: unknown, list: unknown[]): unknown[] | undefined {
    if (!this.costs.take()) return this.maker.list(self, list)
    const both = [self, list]
    this.watch.rehearse(both)
    const key = this.watch.run(this.maker.list, this.maker, both) as unknown[] | undefined
    this.costs.add(this.watch.ns)
    this.write('lookups', this.costs.samples)
    this.write('lookupNs', this.costs.sumNs)
    return key
  }

  count(counter: Counter): void {
    ;(this.counters[this.base + COUNTER_INDEX[counter]] as number)++
  }

  countMismatch(): void {
    this.count('mismatches')
    this.whenMismatched()
  }

  private ofSite(counter: Counter): number {
    return this.counters[this.siteBase + COUNTER_INDEX[counter]] as number
  }

  private read(counter: Counter): number {
    return this.counters[this.base + COUNTER_INDEX[counter]] as number
  }

  private write(counter: Counter, value: number): void {
    this.counters[this.base + COUNTER_INDEX[counter]] = value
  }
}

function isReference(part: unknown): boolean {
  if (typeof part === 'function') return true
  return holdsContent(part) && KeyToken.hashOf(part) === undefined
}

function sum(histogram: ReadonlyMap<number, number>): number {
  let all = 0
  for (const count of histogram.values()) all += count
  return all
}

/** Says of one key when it differs from the one by identity for the first time. */
type Differs = (self: unknown, list: unknown[]) => boolean

/** Followed from the first call on that one of them would tell otherwise than identity does: for most sites, never. */
export class SiteVariants {
  /** Empty: none differs yet, or none is wanted. */
  followed: readonly SiteVariant[] = []
  private readonly wanted: SiteKey[]
  private readonly differs: Differs[]
  private begun = false

  constructor(
    private readonly site: ArmedSite,
    private readonly recorder: Pick<Recorder, 'line'>,
    private readonly readsThis: boolean,
    private readonly past: SiteKeys,
    private readonly whenMismatched: () => void,
  ) {
    this.wanted = site.variants ?? []
    this.differs = this.wanted.map((key) => differsFor(key, readsThis))
  }

  /** To be asked before each call: it may be the first for which a key differs from the one by identity. */
  areToBegin(self: unknown, list: unknown[]): boolean {
    return !this.begun && this.differs.some((differs) => differs(self, list))
  }

  begin(self: unknown, list: unknown[]): void {
    this.begun = true
    const { site, wanted } = this
    const firstBlock = site.reserve?.(wanted.length)
    if (firstBlock === undefined) return
    const of = site.base / COUNTER_STRIDE
    this.recorder.line({ type: 'variants', site: site.id, of, firstBlock, count: wanted.length })
    this.followed = wanted.flatMap((key, index) => {
      const maker = keyMaker(key, this.readsThis)
      if (maker === undefined || !this.saysMore(key, maker, self, list)) return []
      return [new SiteVariant(index, maker, site, firstBlock + index, this.past, this.whenMismatched)]
    })
  }

  /** A key that tells what the one before it tells, only with large data by reference, is wanted where there is some. */
  private saysMore(key: SiteKey, maker: KeyMaker, self: unknown, list: unknown[]): boolean {
    if (key.contentUpTo === undefined) return true
    const content = keyMaker({ ...key, contentUpTo: undefined }, this.readsThis)?.list(self, list)
    const sparing = maker.list(self, list)
    return (
      sparing !== undefined && (content?.length !== sparing.length || content.some((part, at) => part !== sparing[at]))
    )
  }

  /** None of them can be chosen any more. */
  get allUnfit(): boolean {
    return this.followed.every((variant) => variant.unfit)
  }

  /** None of them can be right: a result was one of the arguments. */
  stop(): void {
    this.begun = true
    this.followed = []
  }

  get stopped(): boolean {
    return this.begun && this.followed.length === 0
  }
}

function differsFor(key: SiteKey, readsThis: boolean): Differs {
  const givenThis = (self: unknown) => readsThis && holdsContent(self)
  if (key.strategy === 'structural') return (self, list) => givenThis(self) || list.some(holdsContent)
  const { leaves } = key
  const whole = leaves.every(({ from, path }, index) => from === index && path.length === 0)
  return (self, list) =>
    !whole || (readsThis && self !== undefined) || list.length !== leaves.length || list.some(holdsContent)
}
