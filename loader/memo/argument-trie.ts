/** Finds the slot of an argument list: exact, by SameValue, the number of arguments included. */
import { type HashedList, HashedLists, WRITTEN } from './hashed-lists.js'
import { type KeyRows, ListBranch } from './list-branch.js'
import { NO_SLOT, type SlotMap } from './slot-map.js'

/** Longer lists are hashed, as is what content was written down as. */
const LONGEST_NESTED = 8

export class ArgumentTrie {
  size = 0
  private none = NO_SLOT
  private two: ListBranch | undefined
  private three: ListBranch | undefined
  // Other lists of up to eight, by their length.
  private others: Map<number, ListBranch> | undefined
  private hashed: HashedLists | undefined

  /** `ones`: where lists of one are found if they are not kept here. */
  constructor(
    private readonly rows: KeyRows,
    private readonly ones?: SlotMap,
  ) {}

  find0(): number {
    return this.none
  }

  find1(a: unknown): number {
    if (this.ones !== undefined) return this.ones.get(a)
    return this.others?.get(1)?.find([a]) ?? NO_SLOT
  }

  find2(a: unknown, b: unknown): number {
    return this.two === undefined ? NO_SLOT : this.two.find2(a, b)
  }

  find3(a: unknown, b: unknown, c: unknown): number {
    return this.three === undefined ? NO_SLOT : this.three.find3(a, b, c)
  }

  find(list: ArrayLike<unknown>): number {
    if (isHashed(list)) return this.hashed?.find(list)?.slot ?? NO_SLOT
    switch (list.length) {
      case 0:
        return this.find0()
      case 1:
        return this.find1(list[0])
      case 2:
        return this.find2(list[0], list[1])
      case 3:
        return this.find3(list[0], list[1], list[2])
      default:
        return this.others?.get(list.length)?.find(list) ?? NO_SLOT
    }
  }

  /** Of what was written down: its first `length` values, which have this hash. */
  findWritten(list: ArrayLike<unknown>, length: number, hash: number): number {
    return this.hashed?.findHashed(list, length, hash)?.slot ?? NO_SLOT
  }

  /** How hashes of written lists are to be made. */
  get hashesWholeTexts(): boolean {
    return this.hashed?.wholeTexts === true
  }

  /** The list must not be there yet. */
  insert(slot: number, list: ArrayLike<unknown>): void {
    this.size++
    if (list.length === 0) this.none = slot
    else if (isHashed(list)) this.insertHashed({ list, slot, hash: 0, next: undefined })
    else this.rootFor(list.length).insert(slot, list)
  }

  /** Forgets the list, which must be there, and every branch that only led to it. */
  remove(slot: number, list: ArrayLike<unknown>): void {
    this.size--
    if (list.length === 0) this.none = NO_SLOT
    else if (isHashed(list)) this.hashed?.remove(this.rows.hashed[slot] as HashedList)
    else if (this.rootFor(list.length).remove(slot, list)) this.others?.delete(list.length)
  }

  private insertHashed(hashed: HashedList): void {
    this.hashed ??= new HashedLists()
    this.rows.hashed[hashed.slot] = hashed
    this.hashed.insert(hashed)
  }

  private rootFor(length: number): ListBranch {
    if (length === 2) {
      this.two ??= new ListBranch(this.rows)
      return this.two
    }
    if (length === 3) {
      this.three ??= new ListBranch(this.rows)
      return this.three
    }
    this.others ??= new Map()
    let root = this.others.get(length)
    if (root === undefined) {
      root = new ListBranch(this.rows)
      this.others.set(length, root)
    }
    return root
  }
}

export function isHashed(list: ArrayLike<unknown>): boolean {
  return list.length > LONGEST_NESTED || list[0] === WRITTEN
}
