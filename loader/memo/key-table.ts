/** Finds what is kept under a call's key: by identity of its arguments, and of `this` where it counts. */
import { ArgumentTrie } from './argument-trie.js'
import type { Chained } from './list-branch.js'
import { SameValueMap } from './same-value-map.js'

/** Something that is kept under a key. `list` is a copy that nobody changes. */
export interface Keyed<E> extends Chained<E> {
  readonly receiver: unknown
}

/**
 * Equal keys: as many arguments, each the same value (SameValue: NaN is NaN, 0 is not -0, `undefined` is not missing),
 * and the same receiver. A receiver of `undefined` says that `this` has no part in the key: pass it for functions that
 * do not read `this`.
 */
export class KeyTable<E extends Keyed<E>> {
  size = 0
  /** Keys without a receiver; `find1` and its like cost no allocation. */
  readonly plain = new ArgumentTrie<E>()
  private readonly empty = new ArgumentTrie<E>()
  private byReceiver: SameValueMap<ArgumentTrie<E>> | undefined

  /** Keys with this receiver, to look up only. */
  of(receiver: unknown): ArgumentTrie<E> {
    if (receiver === undefined) return this.plain
    return this.byReceiver?.get(receiver) ?? this.empty
  }

  find(list: ArrayLike<unknown>, receiver?: unknown): E | undefined {
    return this.of(receiver).find(list)
  }

  /** `entry` has a key that is not there yet. */
  insert(entry: E): void {
    this.trieFor(entry.receiver).insert(entry)
    this.size++
  }

  /** `entry` must be there. */
  remove(entry: E): void {
    const { receiver } = entry
    const trie = this.of(receiver)
    trie.remove(entry)
    if (trie.size === 0 && receiver !== undefined) this.byReceiver?.delete(receiver)
    this.size--
  }

  private trieFor(receiver: unknown): ArgumentTrie<E> {
    const known = this.of(receiver)
    if (known !== this.empty) return known
    const trie = new ArgumentTrie<E>()
    this.byReceiver ??= new SameValueMap()
    this.byReceiver.set(receiver, trie)
    return trie
  }
}
