/** Finds the slot of an argument list: exact, by SameValue, the number of arguments included. */
import { HashedLists, WRITTEN } from './hashed-lists.js'
import { type KeyRecord, ListBranch } from './list-branch.js'
import { NO_SLOT, type SlotMap } from './slot-map.js'

/** Longer lists are hashed, as is what content was written down as. */
const LONGEST_NESTED = 8

export class ArgumentTrie {
  size = 0
  private none = NO_SLOT
  private one: ListBranch | undefined
  private two: ListBranch | undefined
  private three: ListBranch | undefined
  // Lists of four to eight, by their length.
  private longer: Map<number, ListBranch> | undefined
  private hashed: HashedLists<KeyRecord> | undefined

  /** `ones`: where lists of one are found if they are not kept here. */
  constructor(private readonly ones?: SlotMap) {}

  find0(): number {
    return this.none
  }

  find1(a: unknown): number {
    if (this.ones !== undefined) return this.ones.get(a)
    return this.one === undefined ? NO_SLOT : this.one.find1(a)
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
        return this.longer?.get(list.length)?.find(list) ?? NO_SLOT
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

  /** The list of `record` must not be there yet. */
  insert(record: KeyRecord): void {
    const { list, slot } = record
    this.size++
    if (list.length === 0) this.none = slot
    else if (isHashed(list)) {
      this.hashed ??= new HashedLists()
      this.hashed.insert(record)
    } else this.rootFor(list.length).insert(record)
  }

  /** Forgets `record`, which must be there, and every branch that only led to it. */
  remove(record: KeyRecord): void {
    const { list } = record
    this.size--
    if (list.length === 0) this.none = NO_SLOT
    else if (isHashed(list)) this.hashed?.remove(record)
    else if (this.rootFor(list.length).remove(record) && list.length > 3) this.longer?.delete(list.length)
  }

  private rootFor(length: number): ListBranch {
    switch (length) {
      case 1:
        this.one ??= new ListBranch(0)
        return this.one
      case 2:
        this.two ??= new ListBranch(0)
        return this.two
      case 3:
        this.three ??= new ListBranch(0)
        return this.three
      default:
        return this.rootForMore(length)
    }
  }

  private rootForMore(length: number): ListBranch {
    this.longer ??= new Map()
    let root = this.longer.get(length)
    if (root === undefined) {
      root = new ListBranch(0)
      this.longer.set(length, root)
    }
    return root
  }
}

export function isHashed(list: ArrayLike<unknown>): boolean {
  return list.length > LONGEST_NESTED || list[0] === WRITTEN
}
