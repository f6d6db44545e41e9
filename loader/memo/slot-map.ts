/** Finds slots by a value, told by SameValue; by an integer in less time than a Map takes, which hashes any kind. */

/** What look-ups answer for what is not there. */
export const NO_SLOT = -1

/** Places of the table of integers; always at least twice as many as integers, so that searches end soon. */
const FIRST_PLACES = 8
const FIRST_SHIFT = 32 - Math.log2(FIRST_PLACES)
/** 2^32 divided by the golden ratio: integers in a row, or in steps, are spread evenly. Knuth, TAOCP 3, 6.4. */
const MULTIPLIER = 0x9e3779b1

const { is } = Object

/** SameValue: NaN is NaN, 0 is not -0. Slots are small integers >= 0. */
export class SlotMap {
  // Open addressing with linear probing: of each place the integer, then 1 + its slot; 0: the place is free.
  private places = new Int32Array(2 * FIRST_PLACES)
  private shift = FIRST_SHIFT
  private integers = 0
  private others = new Map<unknown, number>()
  private minusZero = NO_SLOT

  get size(): number {
    return this.integers + this.others.size + (this.minusZero === NO_SLOT ? 0 : 1)
  }

  get(key: unknown): number {
    if (typeof key !== 'number' || (key | 0) !== key) return this.others.get(key) ?? NO_SLOT
    return key === 0 && is(key, -0) ? this.minusZero : this.getInteger(key)
  }

  /** `key` is set already, or is not there. */
  set(key: unknown, slot: number): void {
    if (is(key, -0)) this.minusZero = slot
    else if (isInteger(key)) this.setInteger(key, slot)
    else this.others.set(key, slot)
  }

  delete(key: unknown): void {
    if (is(key, -0)) this.minusZero = NO_SLOT
    else if (isInteger(key)) this.deleteInteger(key)
    else this.others.delete(key)
  }

  clear(): void {
    const places = new Int32Array(2 * FIRST_PLACES)
    const others = new Map<unknown, number>()
    // No call from here on: all of it happens, or none.
    this.places = places
    this.shift = FIRST_SHIFT
    this.integers = 0
    this.others = others
    this.minusZero = NO_SLOT
  }

  private getInteger(key: number): number {
    const { places } = this
    const mask = places.length - 1
    let at = (Math.imul(key, MULTIPLIER) >>> this.shift) << 1
    for (;;) {
      const slot = (places[at + 1] as number) - 1
      if (places[at] === key || slot < 0) return slot
      at = (at + 2) & mask
    }
  }

  private setInteger(key: number, slot: number): void {
    if (4 * (this.integers + 1) > this.places.length) this.grow()
    const at = placeOf(key, this.places, this.shift)
    if (this.places[at + 1] === 0) this.integers++
    this.places[at] = key
    this.places[at + 1] = slot + 1
  }

  /** Those behind move up to where a search for them would come by: no place is left marked as once used. */
  private deleteInteger(key: number): void {
    const { places, shift } = this
    const mask = places.length - 1
    let hole = placeOf(key, places, shift)
    if (places[hole + 1] === 0) return
    for (let at = (hole + 2) & mask; places[at + 1] !== 0; at = (at + 2) & mask) {
      const home = (Math.imul(places[at] as number, MULTIPLIER) >>> shift) << 1
      if (((at - home) & mask) < ((at - hole) & mask)) continue
      places[hole] = places[at] as number
      places[hole + 1] = places[at + 1] as number
      hole = at
    }
    places[hole + 1] = 0
    this.integers--
  }

  private grow(): void {
    const { places } = this
    const wider = new Int32Array(2 * places.length)
    const shift = this.shift - 1
    for (let from = 0; from < places.length; from += 2) {
      if (places[from + 1] === 0) continue
      const at = placeOf(places[from] as number, wider, shift)
      wider[at] = places[from] as number
      wider[at + 1] = places[from + 1] as number
    }
    this.places = wider
    this.shift = shift
  }
}

/** Where the key is, or would be put. */
function placeOf(key: number, places: Int32Array, shift: number): number {
  const mask = places.length - 1
  let at = (Math.imul(key, MULTIPLIER) >>> shift) << 1
  while (places[at + 1] !== 0 && places[at] !== key) at = (at + 2) & mask
  return at
}

function isInteger(key: unknown): key is number {
  return typeof key === 'number' && (key | 0) === key
}
