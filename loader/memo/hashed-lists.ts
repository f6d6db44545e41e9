/** Finds the entry of a long list by a hash of it, verified value by value: Maps within Maps would take too much room. */
import { hashOf } from './content-hash.js'
import { KeyToken } from './key-token.js'

const { is } = Object

/** Begins a list that was written down, however short it is, so that it is looked for in here. */
export const WRITTEN = new KeyToken()

export interface HashedList {
  readonly list: ArrayLike<unknown>
  readonly slot: number
  /** Of `list`; a list that is chained keeps it, as long ones take time to hash. */
  hash: number
  /** The next one with the same hash. */
  next: HashedList | undefined
}

/** Where so many lists have one hash, it leaves out what they differ in. */
const LONGEST_CHAIN = 8

export class HashedLists {
  /** How its hashes are made; see {@link hashOf}. */
  wholeTexts = false
  /** First of each chain of entries whose lists have one hash. */
  private entries = new Map<number, HashedList>()

  find(list: ArrayLike<unknown>): HashedList | undefined {
    return this.findHashed(list, list.length, hashOf(list, this.wholeTexts))
  }

  /** `hash`: that of the first `length` values of `list`, which are what is looked for. */
  findHashed(list: ArrayLike<unknown>, length: number, hash: number): HashedList | undefined {
    let entry = this.entries.get(hash)
    while (entry !== undefined && !same(entry.list, list, length)) entry = entry.next
    return entry
  }

  /** A list of `entry` must not be there yet. */
  insert(entry: HashedList): void {
    if (this.put(entry) > LONGEST_CHAIN && !this.wholeTexts) this.rebuild()
  }

  /** `entry` must be there. */
  remove(entry: HashedList): void {
    const { hash } = entry
    const first = this.entries.get(hash)
    for (let before = first; before !== undefined; before = before.next) {
      if (before.next === entry) before.next = entry.next
    }
    if (first !== entry) return
    if (entry.next === undefined) this.entries.delete(hash)
    else this.entries.set(hash, entry.next)
  }

  /** How many there are with its hash. */
  private put(entry: HashedList): number {
    const hash = hashOf(entry.list, this.wholeTexts)
    entry.hash = hash
    entry.next = this.entries.get(hash)
    this.entries.set(hash, entry)
    let length = 0
    for (let each: HashedList | undefined = entry; each !== undefined; each = each.next) length++
    return length
  }

  private rebuild(): void {
    const chains = this.entries
    this.entries = new Map()
    this.wholeTexts = true
    for (const first of chains.values()) {
      for (let entry: HashedList | undefined = first; entry !== undefined; ) {
        const { next }: HashedList = entry
        this.put(entry)
        entry = next
      }
    }
  }
}

/** SameValue throughout, which `===` mostly settles. */
function same(one: ArrayLike<unknown>, other: ArrayLike<unknown>, length: number): boolean {
  if (one.length !== length) return false
  for (let index = 0; index < length; index++) {
    const value = one[index]
    if ((value !== other[index] || value === 0) && !is(value, other[index])) return false
  }
  return true
}
