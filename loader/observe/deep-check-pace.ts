/** Keeps deep checks from taking over a site's time: all of them at first, then fewer and fewer, but never none. */

const CHECKS_AT_EACH_PACE = 20_000
const PARTS_AT_EACH_PACE = 1 << 21
const SLOWEST_PACE = 64

/** Takes each k-th call on average, at random: calls may come in a rhythm. k doubles with the work that was done. */
export class DeepCheckPace {
  private checks = 0
  private parts = 0
  private pace = 1
  private random = 0x2545f491

  take(): boolean {
    if (this.pace === 1) return true
    this.random = (Math.imul(this.random, 1664525) + 1013904223) >>> 0
    return (this.random >>> 16) % this.pace === 0
  }

  /** `parts`: values that one check looked at. */
  spend(parts: number): void {
    this.checks++
    this.parts += parts
    if (this.checks <= CHECKS_AT_EACH_PACE && this.parts <= PARTS_AT_EACH_PACE) return
    this.checks = 0
    this.parts = 0
    this.pace = Math.min(this.pace * 2, SLOWEST_PACE)
  }
}
