/** Puts accesses aside while the owner's program runs, and works out their reuse distances in batches. */
import type { ReuseDistances } from './reuse-distances.js'

const CAPACITY = 1024
/** Stands for accesses that were missed. */
const GAP = -1
/** Stands for the first access of a key that is not followed. */
const OTHER = -2

export class AccessRing {
  private readonly slots = new Int32Array(CAPACITY)
  private length = 0

  constructor(private readonly distances: ReuseDistances) {}

  push(slot: number): void {
    this.slots[this.length++] = slot
    if (this.length === CAPACITY) this.drain()
  }

  /** Accesses have been missed since the last one. */
  breakOff(): void {
    this.push(GAP)
  }

  /** A key was used for the first time that is not followed. */
  pass(): void {
    this.push(OTHER)
  }

  drain(): void {
    for (let index = 0; index < this.length; index++) {
      const slot = this.slots[index] as number
      if (slot === GAP) this.distances.breakOff()
      else if (slot === OTHER) this.distances.pass()
      else this.distances.access(slot)
    }
    this.length = 0
  }
}
