/** Gives every distinct call, by identity of its arguments and of `this` where it counts, a slot: a small integer. */
import { ArgumentTrie, mapKey, NO_SLOT } from './argument-trie.js'

export { NO_SLOT }

const EMPTY = new ArgumentTrie()

/**
 * Equal keys: as many arguments, each the same value (SameValue: NaN is NaN, 0 is not -0, `undefined` is not missing),
 * and the same receiver. A receiver of `undefined` says that `this` has no part in the key: pass it for functions that
 * do not read `this`. Slots of removed keys are given out again, so slots stay below the largest number of keys held.
 */
export class KeyTable {
  /** Keys without a receiver; `find1` and its like cost no allocation. */
  readonly plain = new ArgumentTrie()
  private readonly byReceiver = new Map<unknown, ArgumentTrie>()
  // By slot; a slot that is free has no list.
  private lists: (ArrayLike<unknown> | undefined)[] = []
  private receivers: unknown[] = []
  private freeSlots: number[] = []

  get size(): number {
    return this.lists.length - this.freeSlots.length
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
    const trie = this.trieFor(receiver)
    const slot = this.freeSlots.pop() ?? this.lists.length
    this.lists[slot] = list
    this.receivers[slot] = receiver
    trie.insert(list, slot)
    return slot
  }

  /** Frees `slot`, which must be in use. */
  remove(slot: number): void {
    const list = this.lists[slot] as ArrayLike<unknown>
    const receiver = this.receivers[slot]
    const trie = this.of(receiver)
    this.lists[slot] = undefined
    this.receivers[slot] = undefined
    trie.remove(list)
    if (trie.size === 0) this.byReceiver.delete(mapKey(receiver))
    this.freeSlots.push(slot)
  }

  private trieFor(receiver: unknown): ArgumentTrie {
    const known = this.of(receiver)
    if (known !== EMPTY) return known
    const trie = new ArgumentTrie()
    this.byReceiver.set(mapKey(receiver), trie)
    return trie
  }
}
