/** Gives every distinct call, by identity of its arguments and of `this` where it counts, a slot: a small integer. */
import { ArgumentTrie, isHashed } from './argument-trie.js'
import { type KeyRecord, mapKey } from './list-branch.js'
import { NO_SLOT, SlotMap } from './slot-map.js'

export { NO_SLOT }

const EMPTY = new ArgumentTrie()

/**
 * Equal keys: as many arguments, each the same value (SameValue: NaN is NaN, 0 is not -0, `undefined` is not missing),
 * and the same receiver. A receiver of `undefined` says that `this` has no part in the key: pass it for functions that
 * do not read `this`. Slots of removed keys are given out again, so slots stay below the largest number of keys held.
 */
export class KeyTable {
  /** Keys of one argument without a receiver, which are most. To look up only. */
  readonly ones = new SlotMap()
  /** Keys without a receiver; `find1` and its like cost no allocation. To look up only. */
  plain = new ArgumentTrie(this.ones)
  private byReceiver = new Map<unknown, ArgumentTrie>()
  // By slot: of a key in `ones` its argument and no record, of any other its record.
  private arguments: unknown[] = []
  private records: (KeyRecord | undefined)[] = []
  private freeSlots: number[] = []

  get size(): number {
    return this.records.length - this.freeSlots.length
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
    const slot = this.freeSlots.pop() ?? this.records.length
    this.records[slot] = undefined
    return slot
  }

  /** `slot` is new or was emptied, and the key is not there yet. */
  put(slot: number, list: ArrayLike<unknown>, receiver: unknown): void {
    if (receiver === undefined && list.length === 1 && !isHashed(list)) {
      this.putOne(slot, list[0])
      return
    }
    const record: KeyRecord = { list, receiver, slot, next: undefined }
    this.records[slot] = record
    this.trieFor(receiver).insert(record)
  }

  /** The same for a key of one argument without a receiver. */
  putOne(slot: number, argument: unknown): void {
    this.arguments[slot] = argument
    this.ones.set(argument, slot)
  }

  /** Takes the key out of `slot`, so that another can be put there. */
  empty(slot: number): void {
    const record = this.records[slot]
    if (record === undefined) {
      this.ones.delete(this.arguments[slot])
      this.arguments[slot] = undefined
      return
    }
    const { receiver } = record
    const trie = this.of(receiver)
    this.records[slot] = undefined
    trie.remove(record)
    if (trie.size === 0 && receiver !== undefined) this.byReceiver.delete(mapKey(receiver))
  }

  clear(): void {
    const plain = new ArgumentTrie(this.ones)
    const byReceiver = new Map<unknown, ArgumentTrie>()
    this.ones.clear()
    // No call from here on: keys of more than one argument all go, or none.
    this.plain = plain
    this.byReceiver = byReceiver
    this.arguments = []
    this.records = []
    this.freeSlots = []
  }

  private trieFor(receiver: unknown): ArgumentTrie {
    const known = this.of(receiver)
    if (known !== EMPTY) return known
    const trie = new ArgumentTrie()
    this.byReceiver.set(mapKey(receiver), trie)
    return trie
  }
}
