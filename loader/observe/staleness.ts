/** Finds out how soon stored results of one site go wrong, and after what: work is done when they do, not in each call. */
import type { CapturedPlace } from '../../src/wire/captured-place.js'
import { type Age, LEAST_TTL_MS, type StalenessLine } from '../../src/wire/staleness.js'
import type { Captured } from '../armed-site.js'
import { is } from '../intrinsics.js'
import { CapturedState } from './captured-state.js'
import { readClockNs } from './clock.js'
import { deepWork } from './deep-work-budget.js'
import { Random } from './random.js'
import { isObject, sameContent } from './same-content.js'

const MAX_AGES = 64
/** Keys whose latest result is kept beside the stored one, so that a second change can be told from the first. */
const MAX_FOLLOWED = 256

/** When a result was stored, and what held then. */
export interface StoredAt {
  ns: number
  calls: number
  state: CapturedState | undefined
  version: number
  /** The last result that differed: from then on a cache would have had that one. */
  latest: { result: unknown; at: StoredAt } | undefined
  /** Too many are followed: only its first change counts. */
  done: boolean
}

export class SiteStaleness {
  private changes = 0
  private unexplained = 0
  private followed = 0
  private soonestMs = Number.POSITIVE_INFINITY
  private soonestCalls = Number.POSITIVE_INFINITY
  private readonly ages: Age[] = []
  private readonly after = new Map<string, number>()
  private state: CapturedState | undefined
  private captured: Captured | undefined
  private readonly random = new Random()

  /** @param calls how many there were of the site so far. */
  constructor(
    private readonly calls: () => number,
    private readonly readNs: () => number = readClockNs,
  ) {}

  /** From now on the variables of this evaluation of the module decide. */
  watch(places: readonly CapturedPlace[] | undefined, captured: Captured | undefined): void {
    if (places === undefined || captured === undefined || captured === this.captured) return
    this.captured = captured
    this.state = new CapturedState(places, captured)
  }

  /** A result is being stored. */
  now(): StoredAt {
    const { state } = this
    const version = state?.look() ?? 0
    return { ns: this.readNs(), calls: this.calls(), state, version, latest: undefined, done: false }
  }

  /** A call with the arguments of what was stored then came to something else. `at` undefined: it was not watched. */
  differed(at: StoredAt | undefined, result: unknown): void {
    if (at === undefined || at.done) return
    const { latest } = at
    if (latest !== undefined && isSame(latest.result, result)) return
    const now = this.now()
    this.note(latest?.at ?? at, now)
    if (latest === undefined && ++this.followed > MAX_FOLLOWED) at.done = true
    else at.latest = { result, at: now }
  }

  /** No result was seen to go wrong so soon that there is no time for which a cache would be right. */
  get mayLast(): boolean {
    return this.soonestMs >= LEAST_TTL_MS
  }

  /** undefined: none has changed. */
  line(site: string): StalenessLine | undefined {
    const { changes, ages, soonestMs, soonestCalls, unexplained } = this
    if (changes === 0) return undefined
    const after = Object.fromEntries(this.after)
    const restless = this.state?.restless() ?? []
    return { type: 'staleness', site, changes, ages, soonestMs, soonestCalls, after, unexplained, restless }
  }

  private note(from: StoredAt, to: StoredAt): void {
    const age = { ms: (to.ns - from.ns) / 1e6, calls: to.calls - from.calls }
    this.changes++
    this.soonestMs = Math.min(this.soonestMs, age.ms)
    this.soonestCalls = Math.min(this.soonestCalls, age.calls)
    this.sample(age)
    if (from.state !== to.state) from.state?.look()
    const places = from.state?.changedSince(from.version) ?? []
    if (places.length === 0) this.unexplained++
    for (const place of places) this.after.set(place, (this.after.get(place) ?? 0) + 1)
  }

  /** Each change has the same chance to be among those kept. Vitter (1985), algorithm R. */
  private sample(age: Age): void {
    if (this.ages.length < MAX_AGES) {
      this.ages.push(age)
      return
    }
    const place = Math.floor(this.random.unit() * this.changes)
    if (place < MAX_AGES) this.ages[place] = age
  }
}

function isSame(one: unknown, other: unknown): boolean {
  if (is(one, other)) return true
  if (!isObject(one) || !isObject(other)) return false
  return deepWork.spend(() => sameContent(one, other)).sameness !== 'different'
}
