/** Finds by a 32-bit integer in less time than a Map takes, which hashes and compares keys of every kind. */

/** Always at least twice as many places as keys, so that searches end soon. */
const FIRST_CAPACITY = 8
/** 2^32 divided by the golden ratio: integers in a row, or in steps, are spread evenly. Knuth, TAOCP 3, 6.4. */
const MULTIPLIER = 0x9e3779b1

/** Open addressing with linear probing. -0 is no integer here: whoever asks has told it from 0. */
export class IntTable<V extends object> {
  size = 0
  // A place without a value is free, whatever its key says.
  private keys = new Int32Array(FIRST_CAPACITY)
  private values: (V | undefined)[] = freePlaces(FIRST_CAPACITY)
  private shift = 32 - Math.log2(FIRST_CAPACITY)

  get(key: number): V | undefined {
    const { keys, values } = this
    const mask = keys.length - 1
    let at = Math.imul(key, MULTIPLIER) >>> this.shift
    // A free place has key 0 (or will be found to have no value): only then need its value be looked at.
    while (keys[at] !== key) {
      if (keys[at] === 0 && values[at] === undefined) return undefined
      at = (at + 1) & mask
    }
    return values[at]
  }

  set(key: number, value: V): void {
    const at = this.placeOf(key)
    if (this.values[at] === undefined) {
      if (2 * (this.size + 1) > this.keys.length) {
        this.grow()
        this.set(key, value)
        return
      }
      this.size++
    }
    this.keys[at] = key
    this.values[at] = value
  }

  /** Those behind move up to where a search for them would come by: no place is left marked as once used. */
  delete(key: number): boolean {
    const { keys, values } = this
    const mask = keys.length - 1
    let hole = this.placeOf(key)
    if (values[hole] === undefined) return false
    for (let at = (hole + 1) & mask; values[at] !== undefined; at = (at + 1) & mask) {
      const home = Math.imul(keys[at] as number, MULTIPLIER) >>> this.shift
      if (((at - home) & mask) < ((at - hole) & mask)) continue
      keys[hole] = keys[at] as number
      values[hole] = values[at]
      hole = at
    }
    keys[hole] = 0
    values[hole] = undefined
    this.size--
    return true
  }

  /** Where the key is, or would be put. */
  private placeOf(key: number): number {
    const { keys, values } = this
    const mask = keys.length - 1
    let at = Math.imul(key, MULTIPLIER) >>> this.shift
    while (values[at] !== undefined && keys[at] !== key) at = (at + 1) & mask
    return at
  }

  private grow(): void {
    const wider = new IntTable<V>()
    const capacity = 2 * this.keys.length
    wider.keys = new Int32Array(capacity)
    wider.values = freePlaces(capacity)
    wider.shift = this.shift - 1
    for (let at = 0; at < this.keys.length; at++) {
      const value = this.values[at]
      if (value !== undefined) wider.set(this.keys[at] as number, value)
    }
    // No call from here on: all of it happens, or none.
    this.keys = wider.keys
    this.values = wider.values
    this.shift = wider.shift
  }
}

function freePlaces(count: number): undefined[] {
  return new Array(count).fill(undefined)
}
