/** Finds the slot of an argument list: exact, by SameValue, the number of arguments included. */
import { HashedLists } from './hashed-lists.js'

/** What `find` answers for a list that is not there. */
export const NO_SLOT = -1

// A Map takes -0 for 0, so -0 is kept under a key that no caller can have.
const MINUS_ZERO = Symbol('-0')

/** Longer lists, which are what content was written down as, are hashed. */
const LONGEST_NESTED = 8

const { is } = Object

type Level = Map<unknown, number>
interface Branch extends Map<unknown, Branch | number> {}

/**
 * The first list needs no Map: objects that are made for one call, and become a key each, are told apart by the
 * thousand.
 */
export class ArgumentTrie {
  size = 0
  private none = NO_SLOT
  private sole: ArrayLike<unknown> | undefined
  private soleSlot = NO_SLOT
  private one: Level | undefined
  private two: Map<unknown, Level> | undefined
  private three: Map<unknown, Map<unknown, Level>> | undefined
  // Lists of four to eight, by their length.
  private longer: Map<number, Branch> | undefined
  private longest: HashedLists | undefined

  find0(): number {
    return this.none
  }

  find1(a: unknown): number {
    if (this.one !== undefined) return this.one.get(mapKey(a)) ?? NO_SLOT
    const { sole } = this
    return sole !== undefined && sole.length === 1 && is(sole[0], a) ? this.soleSlot : NO_SLOT
  }

  find2(a: unknown, b: unknown): number {
    if (this.two !== undefined) return this.two.get(mapKey(a))?.get(mapKey(b)) ?? NO_SLOT
    const { sole } = this
    return sole !== undefined && sole.length === 2 && is(sole[0], a) && is(sole[1], b) ? this.soleSlot : NO_SLOT
  }

  find3(a: unknown, b: unknown, c: unknown): number {
    if (this.three !== undefined) return this.three.get(mapKey(a))?.get(mapKey(b))?.get(mapKey(c)) ?? NO_SLOT
    return this.isSole([a, b, c]) ? this.soleSlot : NO_SLOT
  }

  find(list: ArrayLike<unknown>): number {
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
        if (this.isSole(list)) return this.soleSlot
        if (list.length > LONGEST_NESTED) return this.longest?.find(list) ?? NO_SLOT
        return (this.levelOf(list)?.get(mapKey(list[list.length - 1])) as number | undefined) ?? NO_SLOT
    }
  }

  /** `list` must not be there yet. */
  insert(list: ArrayLike<unknown>, slot: number): void {
    this.size++
    if (list.length === 0) {
      this.none = slot
      return
    }
    if (this.sole === undefined && this.isEmpty()) {
      this.sole = list
      this.soleSlot = slot
      return
    }
    this.giveUpSole()
    this.insertDeep(list, slot)
  }

  private insertDeep(list: ArrayLike<unknown>, slot: number): void {
    if (list.length > LONGEST_NESTED) {
      this.longest ??= new HashedLists()
      this.longest.insert(list, slot)
      return
    }
    let level = this.rootFor(list.length)
    for (let index = 0; index < list.length - 1; index++) {
      const key = mapKey(list[index])
      let next = level.get(key) as Branch | undefined
      if (next === undefined) {
        next = new Map()
        level.set(key, next)
      }
      level = next
    }
    level.set(mapKey(list[list.length - 1]), slot)
  }

  /** Forgets `list`, which must be there, and every branch that only led to it. */
  remove(list: ArrayLike<unknown>): void {
    this.size--
    if (list.length === 0) {
      this.none = NO_SLOT
      return
    }
    if (this.sole !== undefined) {
      this.sole = undefined
      return
    }
    if (list.length > LONGEST_NESTED) {
      this.longest?.remove(list)
      return
    }
    const path: Branch[] = [this.rootFor(list.length)]
    for (let index = 0; index < list.length - 1; index++) path.push(path[index]?.get(mapKey(list[index])) as Branch)
    for (let index = list.length - 1; index >= 0; index--) {
      path[index]?.delete(mapKey(list[index]))
      if (path[index]?.size !== 0) return
    }
    if (list.length > 3) this.longer?.delete(list.length)
  }

  private isSole(list: ArrayLike<unknown>): boolean {
    const { sole } = this
    if (sole === undefined || sole.length !== list.length) return false
    for (let index = 0; index < list.length; index++) if (!is(sole[index], list[index])) return false
    return true
  }

  /** Once there are Maps, there is no going back. */
  private isEmpty(): boolean {
    return (this.one ?? this.two ?? this.three ?? this.longer ?? this.longest) === undefined
  }

  private giveUpSole(): void {
    const { sole } = this
    if (sole === undefined) return
    this.insertDeep(sole, this.soleSlot)
    this.sole = undefined
  }

  private levelOf(list: ArrayLike<unknown>): Branch | undefined {
    let level = this.longer?.get(list.length)
    for (let index = 0; level !== undefined && index < list.length - 1; index++) {
      level = level.get(mapKey(list[index])) as Branch | undefined
    }
    return level
  }

  private rootFor(length: number): Branch {
    if (length === 1) {
      this.one ??= new Map()
      return this.one as unknown as Branch
    }
    if (length === 2) {
      this.two ??= new Map()
      return this.two as unknown as Branch
    }
    if (length === 3) {
      this.three ??= new Map()
      return this.three as unknown as Branch
    }
    this.longer ??= new Map()
    const known = this.longer.get(length)
    if (known !== undefined) return known
    const root: Branch = new Map()
    this.longer.set(length, root)
    return root
  }
}

/** `value` as a key of a Map that must tell -0 from 0. */
export function mapKey(value: unknown): unknown {
  return Object.is(value, -0) ? MINUS_ZERO : value
}
