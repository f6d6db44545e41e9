/** Finds the entry of an argument list: exact, by SameValue, the number of arguments included. */
import { HashedLists } from './hashed-lists.js'
import { type Chained, ListBranch } from './list-branch.js'

/** Longer lists, which are what content was written down as, are hashed. */
const LONGEST_NESTED = 8

export class ArgumentTrie<E extends Chained<E>> {
  size = 0
  private none: E | undefined
  private one: ListBranch<E> | undefined
  private two: ListBranch<E> | undefined
  private three: ListBranch<E> | undefined
  // Lists of four to eight, by their length.
  private longer: Map<number, ListBranch<E>> | undefined
  private longest: HashedLists<E> | undefined

  find0(): E | undefined {
    return this.none
  }

  find1(a: unknown): E | undefined {
    const { one } = this
    if (one === undefined) return undefined
    return one.leaves === undefined ? one.chained1(a) : one.leaves.get(a)
  }

  find2(a: unknown, b: unknown): E | undefined {
    const { two } = this
    if (two === undefined) return undefined
    if (two.branches === undefined) return two.chained2(a, b)
    const branch = two.branches.get(a)
    if (branch === undefined) return undefined
    return branch.leaves === undefined ? branch.chained2(a, b) : branch.leaves.get(b)
  }

  find3(a: unknown, b: unknown, c: unknown): E | undefined {
    let branch = this.three
    if (branch?.branches !== undefined) branch = branch.branches.get(a)
    if (branch?.branches !== undefined) branch = branch.branches.get(b)
    if (branch === undefined) return undefined
    return branch.leaves === undefined ? branch.chained3(a, b, c) : branch.leaves.get(c)
  }

  find(list: ArrayLike<unknown>): E | undefined {
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
        return list.length > LONGEST_NESTED ? this.longest?.find(list) : this.longer?.get(list.length)?.find(list)
    }
  }

  /** A list of `entry` must not be there yet. */
  insert(entry: E): void {
    const { length } = entry.list
    this.size++
    if (length === 0) this.none = entry
    else if (length > LONGEST_NESTED) {
      this.longest ??= new HashedLists()
      this.longest.insert(entry)
    } else this.rootFor(length).insert(entry)
  }

  /** Forgets `entry`, which must be there, and every branch that only led to it. */
  remove(entry: E): void {
    const { length } = entry.list
    this.size--
    if (length === 0) this.none = undefined
    else if (length > LONGEST_NESTED) this.longest?.remove(entry)
    else if (this.rootFor(length).remove(entry) && length > 3) this.longer?.delete(length)
  }

  private rootFor(length: number): ListBranch<E> {
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

  private rootForMore(length: number): ListBranch<E> {
    this.longer ??= new Map()
    let root = this.longer.get(length)
    if (root === undefined) {
      root = new ListBranch(0)
      this.longer.set(length, root)
    }
    return root
  }
}
