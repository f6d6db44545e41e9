/** Holds argument lists of one length that begin alike: a few as a chain, more in Maps by their next argument. */
import { SameValueMap } from './same-value-map.js'

/** Something that is kept under an argument list, with room for the next one that is kept in the same place. */
export interface Chained<E> {
  readonly list: ArrayLike<unknown>
  next: E | undefined
}

/**
 * Most keys of two or more arguments have a first one that is theirs alone or one that all share, and objects made for
 * one call become a receiver each: a Map for each of them would take more time and room than all else.
 */
const LONGEST_CHAIN = 3

const { is } = Object

/** A burst trie: Heinz, Zobel and Williams (2002). Once there are Maps, there is no going back. */
export class ListBranch<E extends Chained<E>> {
  /** By the last argument. */
  leaves: SameValueMap<E> | undefined
  /** By the argument at `depth`, where more follow. */
  branches: SameValueMap<ListBranch<E>> | undefined
  private chain: E | undefined

  /** `depth`: how many arguments have led here. */
  constructor(private readonly depth: number) {}

  chained1(a: unknown): E | undefined {
    for (let entry = this.chain; entry !== undefined; entry = entry.next) if (is(entry.list[0], a)) return entry
    return undefined
  }

  chained2(a: unknown, b: unknown): E | undefined {
    const { depth } = this
    for (let entry = this.chain; entry !== undefined; entry = entry.next) {
      if (is(entry.list[1], b) && (depth > 0 || is(entry.list[0], a))) return entry
    }
    return undefined
  }

  chained3(a: unknown, b: unknown, c: unknown): E | undefined {
    const { depth } = this
    for (let entry = this.chain; entry !== undefined; entry = entry.next) {
      const { list } = entry
      if (is(list[2], c) && (depth > 1 || is(list[1], b)) && (depth > 0 || is(list[0], a))) return entry
    }
    return undefined
  }

  find(list: ArrayLike<unknown>): E | undefined {
    if (this.leaves !== undefined) return this.leaves.get(list[this.depth])
    if (this.branches !== undefined) return this.branches.get(list[this.depth])?.find(list)
    for (let entry = this.chain; entry !== undefined; entry = entry.next) {
      if (sameFrom(this.depth, entry.list, list)) return entry
    }
    return undefined
  }

  insert(entry: E): void {
    if (this.leaves === undefined && this.branches === undefined) {
      if (!this.isFull()) {
        entry.next = this.chain
        this.chain = entry
        return
      }
      this.burst()
    }
    this.insertDeeper(entry)
  }

  /** true: nothing is left here. */
  remove(entry: E): boolean {
    const { leaves, branches } = this
    const key = entry.list[this.depth]
    if (leaves !== undefined) {
      leaves.delete(key)
      return leaves.size === 0
    }
    if (branches !== undefined) {
      if (branches.get(key)?.remove(entry)) branches.delete(key)
      return branches.size === 0
    }
    this.unchain(entry)
    return this.chain === undefined
  }

  private insertDeeper(entry: E): void {
    const key = entry.list[this.depth]
    if (this.leaves !== undefined) {
      this.leaves.set(key, entry)
      return
    }
    let branch = this.branches?.get(key)
    if (branch === undefined) {
      branch = new ListBranch<E>(this.depth + 1)
      this.branches?.set(key, branch)
    }
    branch.insert(entry)
  }

  private burst(): void {
    let entry = this.chain
    if (this.depth === (entry as E).list.length - 1) this.leaves = new SameValueMap()
    else this.branches = new SameValueMap()
    this.chain = undefined
    while (entry !== undefined) {
      const { next }: Chained<E> = entry
      entry.next = undefined
      this.insertDeeper(entry)
      entry = next
    }
  }

  private isFull(): boolean {
    let length = 0
    for (let entry = this.chain; entry !== undefined; entry = entry.next) length++
    return length >= LONGEST_CHAIN
  }

  private unchain(entry: E): void {
    if (this.chain === entry) this.chain = entry.next
    for (let before = this.chain; before !== undefined; before = before.next) {
      if (before.next === entry) before.next = entry.next
    }
    entry.next = undefined
  }
}

function sameFrom(depth: number, one: ArrayLike<unknown>, other: ArrayLike<unknown>): boolean {
  for (let index = depth; index < one.length; index++) if (!is(one[index], other[index])) return false
  return true
}
