/** Puts accesses aside while the owner's program runs, and works out their reuse distances in batches. */
import type { ReuseDistances } from './reuse-distances.js'

const CAPACITY = 1024
/** Stands for accesses that were missed. */
const GAP = -1

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

  drain(): void {
    for (let index = 0; index < this.length; index++) {
      const slot = this.slots[index] as number
      if (slot === GAP) this.distances.breakOff()
      else this.distances.access(slot)
    }
    this.length = 0
  }
}
