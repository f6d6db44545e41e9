/** Keeps keys by content cheap where they are made of much data: that is told by reference. */

/** What was once found to hold more values than `upTo`, or what cannot be told, is told by reference from then on. */
export class SparingContent {
  private readonly large = new WeakSet<object>()

  constructor(readonly upTo: number) {}

  isByReference(value: unknown): boolean {
    return typeof value === 'object' && value !== null && this.large.has(value)
  }

  tellByReference(value: unknown): void {
    if (typeof value === 'object' && value !== null) this.large.add(value)
  }
}
