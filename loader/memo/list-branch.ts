/** Holds argument lists of one length that begin alike: a few as a chain, more in Maps by their next argument. */
import { NO_SLOT, SlotMap } from './slot-map.js'

/** What can be chained with others that are kept in the same place. */
export interface Chained<T> {
  readonly list: ArrayLike<unknown>
  next: T | undefined
}

/** A key that is held, and the slot that was given to it. `list` is a copy that nobody changes. */
export interface KeyRecord extends Chained<KeyRecord> {
  readonly receiver: unknown
  readonly slot: number
}

/**
 * Most keys of two or more arguments have a first one that is theirs alone or one that all share, and objects made for
 * one call become a receiver each: a Map for each of them would take more time and room than all else.
 */
const LONGEST_CHAIN = 3

// A Map takes -0 for 0, so -0 is kept under a key that no caller can have.
const MINUS_ZERO = Symbol('-0')

const { is } = Object

/** A burst trie: Heinz, Zobel and Williams (2002). Once there are Maps, there is no going back. */
export class ListBranch {
  /** By the last argument. */
  private leaves: SlotMap | undefined
  /** By the argument at `depth`, where more follow. */
  private branches: Map<unknown, ListBranch> | undefined
  private chain: KeyRecord | undefined

  /** `depth`: how many arguments have led here. */
  constructor(private readonly depth: number) {}

  find1(a: unknown): number {
    if (this.leaves !== undefined) return this.leaves.get(a)
    for (let record = this.chain; record !== undefined; record = record.next) {
      if (is(record.list[0], a)) return record.slot
    }
    return NO_SLOT
  }

  find2(a: unknown, b: unknown): number {
    if (this.branches === undefined) return this.last2(a, b)
    return this.branches.get(mapKey(a))?.last2(a, b) ?? NO_SLOT
  }

  find3(a: unknown, b: unknown, c: unknown): number {
    if (this.branches === undefined) return this.last3(a, b, c)
    const branch = this.branches.get(mapKey(a))
    if (branch === undefined) return NO_SLOT
    if (branch.branches === undefined) return branch.last3(a, b, c)
    return branch.branches.get(mapKey(b))?.last3(a, b, c) ?? NO_SLOT
  }

  find(list: ArrayLike<unknown>): number {
    const { depth } = this
    if (this.leaves !== undefined) return this.leaves.get(list[depth])
    if (this.branches !== undefined) return this.branches.get(mapKey(list[depth]))?.find(list) ?? NO_SLOT
    for (let record = this.chain; record !== undefined; record = record.next) {
      if (sameFrom(depth, record.list, list)) return record.slot
    }
    return NO_SLOT
  }

  insert(record: KeyRecord): void {
    if (this.leaves === undefined && this.branches === undefined) {
      if (!this.isFull()) {
        record.next = this.chain
        this.chain = record
        return
      }
      this.burst()
    }
    this.insertDeeper(record)
  }

  /** true: nothing is left here. */
  remove(record: KeyRecord): boolean {
    const { leaves, branches } = this
    const argument = record.list[this.depth]
    if (leaves !== undefined) {
      leaves.delete(argument)
      return leaves.size === 0
    }
    if (branches !== undefined) {
      const key = mapKey(argument)
      if (branches.get(key)?.remove(record)) branches.delete(key)
      return branches.size === 0
    }
    this.unchain(record)
    return this.chain === undefined
  }

  private last2(a: unknown, b: unknown): number {
    if (this.leaves !== undefined) return this.leaves.get(b)
    for (let record = this.chain; record !== undefined; record = record.next) {
      const { list } = record
      if (is(list[1], b) && (this.depth > 0 || is(list[0], a))) return record.slot
    }
    return NO_SLOT
  }

  private last3(a: unknown, b: unknown, c: unknown): number {
    if (this.leaves !== undefined) return this.leaves.get(c)
    for (let record = this.chain; record !== undefined; record = record.next) {
      const { list } = record
      if (is(list[2], c) && is(list[1], b) && (this.depth > 0 || is(list[0], a))) return record.slot
    }
    return NO_SLOT
  }

  private insertDeeper(record: KeyRecord): void {
    const argument = record.list[this.depth]
    if (this.leaves !== undefined) {
      this.leaves.set(argument, record.slot)
      return
    }
    const key = mapKey(argument)
    let branch = this.branches?.get(key)
    if (branch === undefined) {
      branch = new ListBranch(this.depth + 1)
      this.branches?.set(key, branch)
    }
    branch.insert(record)
  }

  private burst(): void {
    let record = this.chain as KeyRecord | undefined
    if (this.depth === (record as KeyRecord).list.length - 1) this.leaves = new SlotMap()
    else this.branches = new Map()
    this.chain = undefined
    while (record !== undefined) {
      const { next }: KeyRecord = record
      record.next = undefined
      this.insertDeeper(record)
      record = next
    }
  }

  private isFull(): boolean {
    let length = 0
    for (let record = this.chain; record !== undefined; record = record.next) length++
    return length >= LONGEST_CHAIN
  }

  private unchain(record: KeyRecord): void {
    if (this.chain === record) this.chain = record.next
    for (let before = this.chain; before !== undefined; before = before.next) {
      if (before.next === record) before.next = record.next
    }
    record.next = undefined
  }
}

/** `value` as a key of a Map that must tell -0 from 0. */
export function mapKey(value: unknown): unknown {
  return is(value, -0) ? MINUS_ZERO : value
}

function sameFrom(depth: number, one: ArrayLike<unknown>, other: ArrayLike<unknown>): boolean {
  for (let index = depth; index < one.length; index++) if (!is(one[index], other[index])) return false
  return true
}
