/** Finds out where the repeated calls of one site come from, by the stacks of a few and by hashes of keys. */
import { MAX_KEY_HASHES, MAX_STACKS, type RepeatsLine } from '../../src/wire/repeats.js'
import { contentKey } from '../content-key.js'
import { type CallOrigin, callOrigin } from './call-site.js'
import { deepWork } from './deep-work-budget.js'

/** Of the keys, then of the repeats of those: so many at first, then the 2nd, 4th, 8th ... of them. */
const KEYS_AT_FIRST = 16
const REPEATS_AT_FIRST = 24
/** Keys of one process that are hashed; of those that come later nothing is known. */
const MAX_HASHED = 1024
const MAX_KEY_TEXT = 4096

/** The last call of a sampled key that was looked at. */
export interface KeyOrigin {
  latest: CallOrigin | undefined
}

export class RepeatOrigins {
  private keys = 0
  private repeats = 0
  private sampled = 0
  private sameCallSite = 0
  private otherFile = 0
  private hashed = 0
  private unhashed = 0
  private readonly hashes: string[] = [] // ascending
  private readonly stacks = new Map<string, { place: string; times: number }>()

  /** @param salt of the run: hashes say nothing outside of it. */
  constructor(
    private readonly salt: string,
    private readonly originNow: () => CallOrigin | undefined = callOrigin,
  ) {}

  /** The first call with a key. undefined: not one of those that are followed. */
  begin(list: readonly unknown[], receiver: unknown): KeyOrigin | undefined {
    this.keys++
    if (this.keys <= MAX_HASHED) this.hash(list, receiver)
    if (!isDue(this.keys, KEYS_AT_FIRST) || deepWork.exhausted) return undefined
    return { latest: deepWork.spend(this.originNow) }
  }

  /** Another call with a key that is followed. */
  repeat(key: KeyOrigin): void {
    if (!isDue(++this.repeats, REPEATS_AT_FIRST) || deepWork.exhausted) return
    const { latest: earlier } = key
    const now = deepWork.spend(this.originNow)
    if (now === undefined || earlier === undefined) return
    key.latest = now
    this.sampled++
    if (now.place === earlier.place) this.sameCallSite++
    if (now.file !== undefined && earlier.file !== undefined && now.file !== earlier.file) this.otherFile++
    this.noteStack(now)
  }

  /** undefined: never called. */
  line(site: string): RepeatsLine | undefined {
    const { keys, sampled, sameCallSite, otherFile, hashes, hashed, unhashed } = this
    if (keys === 0) return undefined
    const stacks = [...this.stacks].map(([stack, { place, times }]): [string, string, number] => [stack, place, times])
    const origins = { sampled, sameCallSite, otherCallSite: sampled - sameCallSite, otherFile, stacks }
    return { type: 'repeats', site, pid: process.pid, ...origins, keys: hashes, hashed, unhashed }
  }

  private noteStack({ stack, place }: CallOrigin): void {
    const hash = contentKey(this.salt + stack)
    const known = this.stacks.get(hash)
    if (known !== undefined) known.times++
    else if (this.stacks.size < MAX_STACKS) this.stacks.set(hash, { place, times: 1 })
  }

  /** Keeps the smallest, which are the same ones in every process that had those keys. */
  private hash(list: readonly unknown[], receiver: unknown): void {
    const text = receiver === undefined ? keyText(list) : undefined
    if (text === undefined) {
      this.unhashed++
      return
    }
    this.hashed++
    const hash = contentKey(this.salt + text)
    const { hashes } = this
    let at = hashes.length
    while (at > 0 && hash < (hashes[at - 1] as string)) at--
    if (at >= MAX_KEY_HASHES) return
    hashes.splice(at, 0, hash)
    if (hashes.length > MAX_KEY_HASHES) hashes.pop()
  }
}

function isDue(ordinal: number, atFirst: number): boolean {
  return ordinal <= atFirst || (ordinal & (ordinal - 1)) === 0
}

/** Equal for the same primitives only; undefined: there is something among them that has no such text. */
function keyText(list: readonly unknown[]): string | undefined {
  let text = ''
  for (const value of list) {
    if ((typeof value === 'object' && value !== null) || typeof value === 'function' || typeof value === 'symbol')
      return undefined
    const printed = value === 0 && 1 / (value as number) < 0 ? '-0' : String(value)
    if (printed.length > MAX_KEY_TEXT) return undefined
    text += `\0${typeof value} ${printed.length} ${printed}`
  }
  return text
}
