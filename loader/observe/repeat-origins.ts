/** Finds out where the repeated calls of one site come from, by the stacks of a few and by hashes of keys. */
import { MAX_KEY_HASHES, MAX_STACKS, type RepeatsLine } from '../../src/wire/repeats.js'
import { type CallOrigin, callOrigin } from './call-site.js'
import { deepWork } from './deep-work-budget.js'
import { writtenPlace } from './written-place.js'

/** Of the keys, then of the repeats of those: so many at first, then the 2nd, 4th, 8th ... of them. */
const KEYS_AT_FIRST = 8
const REPEATS_AT_FIRST = 12
/** Of all sites of a thread: a stack takes some 20 µs. */
const MAX_STACKS_TAKEN = 4096
/** Keys of one process that are hashed; of those that come later nothing is known. */
const MAX_HASHED = 256
const MAX_KEY_TEXT = 4096

let stacksTaken = 0

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
  private readonly hashes: number[] = [] // ascending
  private readonly saltHash: number
  private readonly stacks = new Map<number, { place: string; times: number }>()

  /** @param salt of the run: hashes say nothing outside of it. */
  constructor(
    salt: string,
    private readonly originNow: () => CallOrigin | undefined = callOrigin,
  ) {
    this.saltHash = hashOf(salt, 0)
  }

  /** The first call with a key. undefined: not one of those that are followed. */
  begin(list: readonly unknown[], receiver: unknown): KeyOrigin | undefined {
    this.keys++
    if (this.keys <= MAX_HASHED) this.hash(list, receiver)
    return isDue(this.keys, KEYS_AT_FIRST) && mayTakeStack() ? { latest: deepWork.spend(this.originNow) } : undefined
  }

  /** Another call with a key that is followed. */
  repeat(key: KeyOrigin): void {
    if (!isDue(++this.repeats, REPEATS_AT_FIRST) || !mayTakeStack()) return
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
    const stacks = [...this.stacks].map(([stack, { place, times }]): [number, string, number] => [
      stack,
      writtenPlace(place),
      times,
    ])
    const origins = { sampled, sameCallSite, otherCallSite: sampled - sameCallSite, otherFile, stacks }
    return { type: 'repeats', site, pid: process.pid, ...origins, keys: hashes, hashed, unhashed }
  }

  private noteStack({ stack, place }: CallOrigin): void {
    const hash = hashOf(stack, this.saltHash)
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
    const hash = hashOf(text, this.saltHash)
    const { hashes } = this
    let at = hashes.length
    while (at > 0 && hash < (hashes[at - 1] as number)) at--
    if (at >= MAX_KEY_HASHES) return
    hashes.splice(at, 0, hash)
    if (hashes.length > MAX_KEY_HASHES) hashes.pop()
  }
}

function isDue(ordinal: number, atFirst: number): boolean {
  return ordinal <= atFirst || (ordinal & (ordinal - 1)) === 0
}

function mayTakeStack(): boolean {
  return !deepWork.exhausted && ++stacksTaken <= MAX_STACKS_TAKEN
}

/** 53 bits of two multiply-xor lanes over UTF-16 units, each finished as MurmurHash3 finishes. */
function hashOf(text: string, seed: number): number {
  let a = Math.imul(seed, 0x01000193) ^ 0x2545f491
  let b = Math.floor(seed / 2 ** 21) ^ 0x5851f42d
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul(b ^ unit, 0x5bd1e995) ^ (b >>> 15)
  }
  return finished(a) * 2 ** 21 + (finished(b) >>> 11)
}

function finished(lane: number): number {
  const mixed = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b)
  const again = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (again ^ (again >>> 16)) >>> 0
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
