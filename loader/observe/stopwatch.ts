/** Times single calls among many that are not timed, and knows what timing takes at that moment. */
import type { AnyFunction } from '../armed-site.js'
import { apply } from '../intrinsics.js'
import { readClockNs } from './clock.js'
import { UsualCost } from './usual-cost.js'

/**
 * Timing takes 40 ns in compiled code, and ten times that in the interpreter, where rare calls stay. So a call that does
 * nothing is timed before, by the same code: the second of two, as the first finds none of it in the processor's caches.
 */
export class Stopwatch {
  /** Of the last call, what timing takes included. */
  private shownNs = 0
  private readonly empty = new UsualCost()
  /** Not known when `run` is compiled, as no function is that it is given. */
  private readonly nothing: AnyFunction = () => undefined

  constructor(private readonly readNs: () => number = readClockNs) {
    // Compiled now, not while it is timed.
    this.nothing()
  }

  /** To be called right before a call that is to be timed. */
  rehearse(list: unknown[]): void {
    this.run(this.nothing, undefined, list)
    this.run(this.nothing, undefined, list)
    this.empty.follow(this.shownNs)
  }

  run(fn: AnyFunction, self: unknown, list: unknown[]): unknown {
    const startNs = this.readNs()
    const result = apply(fn, self, list)
    this.shownNs = this.readNs() - startNs
    return result
  }

  /** What the last call took. */
  get ns(): number {
    return this.shownNs - this.emptyNs
  }

  /** What timing takes. */
  get emptyNs(): number {
    return this.empty.ns ?? 0
  }

  /** For what is timed where it stands, with no call around it: what the clock shows, after a reading for the caches. */
  start(): number {
    this.readNs()
    return this.readNs()
  }

  /** What lay between two readings, where the next one, with nothing in between, showed `againNs`. */
  between(startNs: number, endNs: number, againNs: number): number {
    return endNs - startNs - this.empty.follow(againNs - endNs)
  }
}
