/** An LRU cache too simple to be wrong: one array, least recently used first, searched from end to end. */

export class BruteForceLru<Key, Value> {
  hits = 0
  misses = 0
  evictions = 0
  private entries: { key: Key; value: Value }[] = []
  /** Changes when something is forgotten on demand: what was being computed then is not stored. */
  private epoch = 0

  constructor(
    private readonly maxsize: number,
    private readonly same: (a: Key, b: Key) => boolean = Object.is,
  ) {}

  get size(): number {
    return this.entries.length
  }

  /** What `compute` gives for `key`, from the cache if it is there; `compute` may come back to this cache, or throw. */
  through(key: Key, compute: () => Value): Value {
    const known = this.find(key)
    if (known >= 0) {
      this.hits++
      const [entry] = this.entries.splice(known, 1) as [{ key: Key; value: Value }]
      this.entries.push(entry)
      return entry.value
    }
    const { epoch } = this
    try {
      const value = compute()
      if (epoch === this.epoch) this.store(key, value)
      return value
    } finally {
      this.misses++
    }
  }

  delete(key: Key): boolean {
    this.epoch++
    const known = this.find(key)
    if (known >= 0) this.entries.splice(known, 1)
    return known >= 0
  }

  /** Forgets the counts as well. */
  clear(): void {
    this.epoch++
    this.entries = []
    this.hits = this.misses = this.evictions = 0
  }

  private store(key: Key, value: Value): void {
    if (this.maxsize === 0 || this.find(key) >= 0) return
    if (this.entries.length >= this.maxsize) {
      this.entries.shift()
      this.evictions++
    }
    this.entries.push({ key, value })
  }

  private find(key: Key): number {
    return this.entries.findIndex((entry) => this.same(entry.key, key))
  }
}
