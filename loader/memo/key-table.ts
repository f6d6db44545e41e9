/** Gives every distinct call, by identity of its arguments and of `this` where it counts, a slot: a small integer. */
import { ArgumentTrie, isHashed } from './argument-trie.js'
import { type KeyRows, mapKey } from './list-branch.js'
import { NO_SLOT, SlotMap } from './slot-map.js'

export { NO_SLOT }

const EMPTY = new ArgumentTrie(noRows())

/**
 * Equal keys: as many arguments, each the same value (SameValue: NaN is NaN, 0 is not -0, `undefined` is not missing),
 * and the same receiver. A receiver of `undefined` says that `this` has no part in the key: pass it for functions that
 * do not read `this`. Slots of removed keys are given out again, so slots stay below the largest number of keys held.
 */
export class KeyTable {
  /** Keys of one argument without a receiver, which are most. To look up only. */
  readonly ones = new SlotMap()
  /** Keys without a receiver; `find1` and its like cost no allocation. To look up only. */
  plain: ArgumentTrie
  private byReceiver = new Map<unknown, ArgumentTrie>()
  // By slot. Of a key in `ones` there is its argument and no list.
  private rows = noRows()
  private arguments: unknown[] = []
  private receivers: unknown[] = []
  private freeSlots: number[] = []

  constructor() {
    this.plain = new ArgumentTrie(this.rows, this.ones)
  }

  get size(): number {
    return this.rows.lists.length - this.freeSlots.length
  }

  /** Keys with this receiver, to look up only. */
  of(receiver: unknown): ArgumentTrie {
    if (receiver === undefined) return this.plain
    return this.byReceiver.get(mapKey(receiver)) ?? EMPTY
  }

  /** The slot of the key, or NO_SLOT (-1). */
  find(list: ArrayLike<unknown>, receiver?: unknown): number {
    return this.of(receiver).find(list)
  }

  /** Slot of a key that is not there yet. `list` is kept: hand over a copy that nobody changes. */
  insert(list: ArrayLike<unknown>, receiver?: unknown): number {
    const slot = this.newSlot()
    this.put(slot, list, receiver)
    return slot
  }

  /** Frees `slot`, which must be in use. */
  remove(slot: number): void {
    this.empty(slot)
    this.freeSlots.push(slot)
  }

  /** A slot to put a key in. */
  newSlot(): number {
    return this.freeSlots.pop() ?? addRow(this.rows)
  }

  /** `slot` is new or was emptied, and the key is not there yet. */
  put(slot: number, list: ArrayLike<unknown>, receiver: unknown): void {
    if (receiver === undefined && list.length === 1 && !isHashed(list)) {
      this.putOne(slot, list[0])
      return
    }
    const { lists, seconds, thirds } = this.rows
    lists[slot] = list
    seconds[slot] = list[1]
    thirds[slot] = list[2]
    this.receivers[slot] = receiver
    this.trieFor(receiver).insert(slot, list)
  }

  /** The same for a key of one argument without a receiver. */
  putOne(slot: number, argument: unknown): void {
    this.arguments[slot] = argument
    this.ones.set(argument, slot)
  }

  /** The arguments and the receiver of the key at `slot`; undefined: there is none. */
  keyAt(slot: number): unknown[] | undefined {
    const list = this.rows.lists[slot]
    if (list !== undefined) return [...Array.from(list), this.receivers[slot]]
    const argument = this.arguments[slot]
    return this.ones.get(argument) === slot ? [argument] : undefined
  }

  /** Takes the key out of `slot`, so that another can be put there. */
  empty(slot: number): void {
    const { rows, receivers } = this
    const list = rows.lists[slot]
    if (list === undefined) {
      this.ones.delete(this.arguments[slot])
      this.arguments[slot] = undefined
      return
    }
    const receiver = receivers[slot]
    const trie = this.of(receiver)
    trie.remove(slot, list)
    if (trie.size === 0 && receiver !== undefined) this.byReceiver.delete(mapKey(receiver))
    rows.lists[slot] = undefined
    rows.seconds[slot] = undefined
    rows.thirds[slot] = undefined
    if (slot < rows.hashed.length) rows.hashed[slot] = undefined
    receivers[slot] = undefined
  }

  clear(): void {
    const rows = noRows()
    const plain = new ArgumentTrie(rows, this.ones)
    const byReceiver = new Map<unknown, ArgumentTrie>()
    this.ones.clear()
    // No call from here on: keys of more than one argument all go, or none.
    this.rows = rows
    this.plain = plain
    this.byReceiver = byReceiver
    this.arguments = []
    this.receivers = []
    this.freeSlots = []
  }

  private trieFor(receiver: unknown): ArgumentTrie {
    const known = this.of(receiver)
    if (known !== EMPTY) return known
    const trie = new ArgumentTrie(this.rows)
    this.byReceiver.set(mapKey(receiver), trie)
    return trie
  }
}

/** Without gaps: arrays that begin far from 0 are slow. */
function addRow({ lists, seconds, thirds, next }: KeyRows): number {
  const slot = lists.length
  lists[slot] = undefined
  seconds[slot] = undefined
  thirds[slot] = undefined
  next[slot] = NO_SLOT
  return slot
}

function noRows(): KeyRows {
  return { lists: [], seconds: [], thirds: [], next: [], hashed: [] }
}
