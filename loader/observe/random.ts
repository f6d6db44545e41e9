/** Random numbers for samples: the same in every run, and quick to draw in the midst of the owner's calls. */

const DEFAULT_SEED = 0x2545f491

/** Linear congruential: Knuth and Lewis, as in Numerical Recipes. Its low bits are of no use, so they are left out. */
export class Random {
  private state: number

  constructor(seed = DEFAULT_SEED) {
    this.state = seed >>> 0
  }

  /** 0..1, without 1. */
  unit(): number {
    return this.next() / 2 ** 32
  }

  /** A whole number, 1..`most`: uniform as long as `most` is far below 2^24. */
  upTo(most: number): number {
    return 1 + ((this.next() >>> 8) % most)
  }

  /** True once in so many draws. */
  isOneIn(many: number): boolean {
    return (this.next() >>> 16) % many === 0
  }

  private next(): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0
    return this.state
  }
}
