/**
 * Tells which of the owner's files call a site, by the stacks of some calls: a test runner may run all of its files in one
 * process.
 */
import type { ArmedSite } from '../armed-site.js'
import type { Recorder } from '../recorder.js'
import { type OutermostPlace, outermostPlace } from './call-site.js'

/**
 * A stack is taken of each of the first calls, and then whenever this share of all calls so far has been made since the
 * last one: a file that makes a hundredth of the calls, one after the other, is seen.
 */
const USUAL_SHARE = 1 / 128
/** Of a thread that has taken many stacks, some 20 µs each. */
const COARSE_SHARE = 1 / 8
const MANY_STACKS = 50_000

/** What the sites of a thread share. */
export interface TakenStacks {
  count: number
  /** Whose function was the outermost on the last stack that told: what timers call is counted for it. */
  latest: string | undefined
}

const OF_THIS_THREAD: TakenStacks = { count: 0, latest: undefined }

export class CallingFiles {
  /** Of the calls counted from 1: the next one whose stack is taken. */
  next: number
  private readonly known = new Set<string>()

  constructor(
    private readonly site: ArmedSite,
    private readonly recorder: Recorder,
    private readonly placeNow: () => OutermostPlace = outermostPlace,
    private readonly taken = OF_THIS_THREAD,
  ) {
    this.next = site.isTarget === undefined ? Number.POSITIVE_INFINITY : 1
  }

  /** @param call its number. */
  look(call: number): void {
    const share = ++this.taken.count > MANY_STACKS ? COARSE_SHARE : USUAL_SHARE
    this.next = call + Math.max(1, Math.floor(call * share))
    const file = this.fileNow()
    if (file === undefined || this.known.has(file)) return
    this.known.add(file)
    // At once: a worker that a runner ends has no last moment.
    this.recorder.line({ type: 'caller', site: this.site.id, file })
  }

  /** undefined: a target is being loaded, as every file does that needs it; or no other file has run yet. */
  private fileNow(): string | undefined {
    const { taken } = this
    const place = this.placeNow()
    if (place.kind === 'unknown') return taken.latest
    if (!this.site.isTarget?.(place.path)) taken.latest = place.path
    else if (place.kind === 'loading') return undefined
    return taken.latest
  }
}
