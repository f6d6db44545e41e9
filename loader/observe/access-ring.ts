/** Puts accesses aside while the owner's program runs, and works out their reuse distances in batches. */
import type { ReuseDistances } from './reuse-distances.js'

const CAPACITY = 1024

export class AccessRing {
  private readonly slots = new Int32Array(CAPACITY)
  private length = 0

  constructor(private readonly distances: ReuseDistances) {}

  push(slot: number): void {
    this.slots[this.length++] = slot
    if (this.length === CAPACITY) this.drain()
  }

  drain(): void {
    for (let index = 0; index < this.length; index++) this.distances.access(this.slots[index] as number)
    this.length = 0
  }
}
