/** Finds the slots of argument lists of one length: a few one by one, more in Maps by their next argument. */
import type { HashedList } from './hashed-lists.js'
import { NO_SLOT, SlotMap } from './slot-map.js'

/** Keys by slot. What a look-up compares stands in rows, which are short enough to stay in the processor's caches. */
export interface KeyRows {
  /** A free slot has none, nor has one whose key is found without. Copies, that nobody changes. */
  lists: (ArrayLike<unknown> | undefined)[]
  /** Second and third argument. */
  seconds: unknown[]
  thirds: unknown[]
  /** The next slot of the same chain, or NO_SLOT. */
  next: number[]
  hashed: (HashedList | undefined)[]
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
  /** By the argument at `depth`, where more follow: the first slot of a chain, or a branch. */
  private branches: Map<unknown, number | ListBranch> | undefined
  /** First slot of the only chain, before there are Maps. */
  private chain = NO_SLOT

  /** `depth`: how many arguments have led here. */
  constructor(
    private readonly rows: KeyRows,
    private readonly depth = 0,
  ) {}

  find2(a: unknown, b: unknown): number {
    const { branches } = this
    if (branches === undefined) return this.findFrom(this.chain, [a, b], 0)
    const node = branches.get(mapKey(a))
    if (typeof node !== 'number') return node?.leaves?.get(b) ?? NO_SLOT
    const { seconds, next } = this.rows
    for (let slot = node; slot >= 0; slot = next[slot] as number) if (is(seconds[slot], b)) return slot
    return NO_SLOT
  }

  find3(a: unknown, b: unknown, c: unknown): number {
    const { branches } = this
    if (branches === undefined) return this.findFrom(this.chain, [a, b, c], 0)
    const node = branches.get(mapKey(a))
    if (typeof node !== 'number') return node === undefined ? NO_SLOT : node.findLast3(b, c)
    const { seconds, thirds, next } = this.rows
    for (let slot = node; slot >= 0; slot = next[slot] as number) {
      if (is(thirds[slot], c) && is(seconds[slot], b)) return slot
    }
    return NO_SLOT
  }

  private findLast3(b: unknown, c: unknown): number {
    const node = this.branches?.get(mapKey(b))
    if (typeof node !== 'number') return node?.leaves?.get(c) ?? NO_SLOT
    const { thirds, next } = this.rows
    for (let slot = node; slot >= 0; slot = next[slot] as number) if (is(thirds[slot], c)) return slot
    return NO_SLOT
  }

  find(list: ArrayLike<unknown>): number {
    const { depth, leaves, branches } = this
    if (leaves !== undefined) return leaves.get(list[depth])
    if (branches === undefined) return this.findFrom(this.chain, list, depth)
    const node = branches.get(mapKey(list[depth]))
    if (node === undefined) return NO_SLOT
    return typeof node === 'number' ? this.findFrom(node, list, depth + 1) : node.find(list)
  }

  insert(slot: number, list: ArrayLike<unknown>): void {
    if (this.leaves === undefined && this.branches === undefined) {
      if (!this.isFull(this.chain)) {
        this.rows.next[slot] = this.chain
        this.chain = slot
        return
      }
      this.burst(this.chain, list.length)
      this.chain = NO_SLOT
    }
    this.insertDeeper(slot, list)
  }

  /** true: nothing is left here. */
  remove(slot: number, list: ArrayLike<unknown>): boolean {
    const { leaves, branches } = this
    const argument = list[this.depth]
    if (leaves !== undefined) {
      leaves.delete(argument)
      return leaves.size === 0
    }
    if (branches === undefined) {
      this.chain = this.without(this.chain, slot)
      return this.chain === NO_SLOT
    }
    this.removeDeeper(slot, list, branches, mapKey(argument))
    return branches.size === 0
  }

  private removeDeeper(
    slot: number,
    list: ArrayLike<unknown>,
    branches: Map<unknown, number | ListBranch>,
    key: unknown,
  ): void {
    const node = branches.get(key)
    if (typeof node === 'number') {
      const rest = this.without(node, slot)
      if (rest === NO_SLOT) branches.delete(key)
      else branches.set(key, rest)
    } else if (node?.remove(slot, list)) branches.delete(key)
  }

  private insertDeeper(slot: number, list: ArrayLike<unknown>): void {
    const { leaves, branches, rows } = this
    const argument = list[this.depth]
    if (leaves !== undefined) {
      leaves.set(argument, slot)
      return
    }
    const key = mapKey(argument)
    const node = branches?.get(key) ?? NO_SLOT
    if (typeof node !== 'number') node.insertDeeper(slot, list)
    else if (!this.isFull(node)) {
      rows.next[slot] = node
      branches?.set(key, slot)
    } else {
      const branch = new ListBranch(rows, this.depth + 1)
      branch.burst(node, list.length)
      branch.insertDeeper(slot, list)
      branches?.set(key, branch)
    }
  }

  /** Spreads a chain over Maps of its own. */
  private burst(chain: number, length: number): void {
    const { next, lists } = this.rows
    if (this.depth === length - 1) this.leaves = new SlotMap()
    else this.branches = new Map()
    for (let slot = chain; slot >= 0; ) {
      const following = next[slot] as number
      this.insertDeeper(slot, lists[slot] as ArrayLike<unknown>)
      slot = following
    }
  }

  private isFull(chain: number): boolean {
    let length = 0
    for (let slot = chain; slot >= 0; slot = this.rows.next[slot] as number) length++
    return length >= LONGEST_CHAIN
  }

  /** The first slot of the chain without `slot`. */
  private without(chain: number, slot: number): number {
    const { next } = this.rows
    if (chain === slot) return next[slot] as number
    for (let before = chain; before >= 0; before = next[before] as number) {
      if (next[before] === slot) next[before] = next[slot] as number
    }
    return chain
  }

  /** `depth`: how many arguments are known to be the same. */
  private findFrom(chain: number, list: ArrayLike<unknown>, depth: number): number {
    const { lists, next } = this.rows
    for (let slot = chain; slot >= 0; slot = next[slot] as number) {
      if (sameFrom(depth, lists[slot] as ArrayLike<unknown>, list)) return slot
    }
    return NO_SLOT
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
