/** Lists of small integers, each held once however often it comes: equal ones are found by a hash, without making a key. */

const FIRST_SLOTS = 1024

export class AlikeEntries {
  /** All that are held, one after the other. */
  readonly numbers: number[] = []
  /** Where each of them begins. */
  readonly #starts: number[] = []
  /** One more than the place of what hashes to there, or to a slot before; 0: nothing. Always half empty. */
  #slots = new Int32Array(FIRST_SLOTS)

  /** How many different ones came before the one that `list` has from `from` on. */
  placeOf(list: readonly number[], from: number): number {
    const last = this.#slots.length - 1
    let slot = hashOf(list, from, list.length) & last
    for (let held = this.#slots[slot]; held; held = this.#slots[slot]) {
      if (this.#isAt(held - 1, list, from)) return held - 1
      slot = (slot + 1) & last
    }
    return this.#add(list, from, slot)
  }

  #add(list: readonly number[], from: number, slot: number): number {
    const place = this.#starts.push(this.numbers.length) - 1
    for (let at = from; at < list.length; at++) this.numbers.push(list[at] as number)
    this.#slots[slot] = place + 1
    if (2 * this.#starts.length > this.#slots.length) this.#grow()
    return place
  }

  #isAt(place: number, list: readonly number[], from: number): boolean {
    const start = this.#starts[place] as number
    const end = this.#starts[place + 1] ?? this.numbers.length
    if (end - start !== list.length - from) return false
    for (let at = start; at < end; at++) if (this.numbers[at] !== list[from + at - start]) return false
    return true
  }

  #grow(): void {
    this.#slots = new Int32Array(2 * this.#slots.length)
    const last = this.#slots.length - 1
    for (const [place, start] of this.#starts.entries()) {
      let slot = hashOf(this.numbers, start, this.#starts[place + 1] ?? this.numbers.length) & last
      while (this.#slots[slot]) slot = (slot + 1) & last
      this.#slots[slot] = place + 1
    }
  }
}

/** Multiplicative, after Knuth: each number stirs all bits that follow. */
function hashOf(list: readonly number[], from: number, end: number): number {
  let hash = end - from
  for (let at = from; at < end; at++) {
    hash = Math.imul(hash ^ (list[at] as number), 0x9e3779b1)
    hash ^= hash >>> 15
  }
  return hash
}
