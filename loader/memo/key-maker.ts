/** Makes the keys of one site, by closures put together for the leaves that its keys have. */
import type { SiteKey } from '../../src/wire/site-key.js'
import type { ArgumentTrie } from './argument-trie.js'
import { ContentTokens } from './content-tokens.js'
import { KeyToken } from './key-token.js'
import { ENDED, leafReader, pathEnd, type Reader, UNREADABLE } from './leaf-reader.js'
import { plainReader } from './plain-reader.js'
import { NO_SLOT } from './slot-map.js'
import { SparingContent } from './sparing-content.js'

/** What `find` answers for a call that no key can be made for: it must bypass the cache. */
export const UNKEYABLE = -2

/** What `find` answers where there is no slot and the key is written down already: {@link takeMissed} hands it out. */
export const MISSED = -3

export interface KeyMaker {
  /**
   * The slot of a call's key in `table`, NO_SLOT, {@link MISSED} or {@link UNKEYABLE}; no list is made for a few leaves
   * that are no data.
   * `count`: number of arguments; `rest`: all of them, where they are more than three.
   */
  find(
    table: ArgumentTrie,
    self: unknown,
    count: number,
    a: unknown,
    b: unknown,
    c: unknown,
    rest: ArrayLike<unknown> | undefined,
  ): number
  /** The key, in a list of its own; undefined: none can be made. */
  list(self: unknown, list: ArrayLike<unknown>): unknown[] | undefined
}

/** undefined: keys are by identity, which needs no making. `readsThis` counts for structural keys only. */
export function keyMaker(key: SiteKey | undefined, readsThis: boolean): KeyMaker | undefined {
  if (key === undefined || key.strategy === 'identity') return undefined
  return key.strategy === 'structural' ? contentMaker(readsThis, key.contentUpTo) : projectedMaker(key)
}

/** As `find`, for a call whose arguments are in a list. */
export function findIn(maker: KeyMaker, table: ArgumentTrie, self: unknown, list: ArrayLike<unknown>): number {
  const { length } = list
  return maker.find(table, self, length, list[0], list[1], list[2], length > 3 ? list : undefined)
}

/** The key that was {@link MISSED}: right until another one is made, so it is taken before anything else is done. */
export function takeMissed(): unknown[] {
  const key = scratch.copy()
  scratch.release()
  return key
}

/** Shared by all makers of the thread: making a key runs nothing of the owner's, so no two are ever under way. */
const scratch = new ContentTokens()

/** `whole`: a key could be made, and is in the scratch. */
function findWritten(table: ArgumentTrie, whole: boolean): number {
  const slot = whole ? scratch.findIn(table) : UNKEYABLE
  if (slot === NO_SLOT) return MISSED
  scratch.release()
  return slot
}

function takeWritten(whole: boolean): unknown[] | undefined {
  if (whole) return takeMissed()
  scratch.release()
  return undefined
}

const THIS = new KeyToken()

/** All that is passed, by content; `this` too where it is read. `contentUpTo`: as of {@link SiteKey}. */
export function contentMaker(readsThis: boolean, contentUpTo?: number): KeyMaker {
  const sparing = sparingFrom(contentUpTo)
  const write = (self: unknown, list: ArrayLike<unknown>): boolean => {
    if (readsThis && self !== undefined) {
      scratch.addToken(THIS)
      if (!scratch.put(self, sparing)) return false
    }
    for (let index = 0; index < list.length; index++) if (!scratch.put(list[index], sparing)) return false
    return true
  }
  return {
    find(table, self, count, a, b, c, rest) {
      if (rest !== undefined || (readsThis && self !== undefined)) {
        scratch.begin(table.hashesWholeTexts)
        return findWritten(table, write(self, rest ?? listOf(count, a, b, c)))
      }
      if (isToken(a) && isToken(b) && isToken(c)) {
        if (count === 1) return table.find1(a)
        if (count === 2) return table.find2(a, b)
        return count === 0 ? table.find0() : table.find3(a, b, c)
      }
      scratch.begin(table.hashesWholeTexts)
      return findWritten(
        table,
        (count < 1 || scratch.put(a, sparing)) &&
          (count < 2 || scratch.put(b, sparing)) &&
          (count < 3 || scratch.put(c, sparing)),
      )
    },
    list(self, list) {
      const { length, 0: a, 1: b, 2: c } = list
      if (length <= 3 && !(readsThis && self !== undefined) && isToken(a) && isToken(b) && isToken(c)) {
        return listOf(length, a, b, c)
      }
      scratch.begin(false)
      return takeWritten(write(self, list))
    },
  }
}

function sparingFrom(contentUpTo: number | undefined): SparingContent | undefined {
  return contentUpTo === undefined ? undefined : new SparingContent(contentUpTo)
}

/** Data has to be written down in more than one token. */
function isToken(value: unknown): boolean {
  return typeof value !== 'object' || value === null
}

/** At most three arguments. */
export function listOf(count: number, a: unknown, b: unknown, c: unknown): unknown[] {
  if (count === 1) return [a]
  if (count === 2) return [a, b]
  return count === 0 ? [] : [a, b, c]
}

interface Leaf {
  read: Reader
  /** For look-ups of a few leaves; see {@link plainReader}. */
  readPlain: Reader
  byContent: boolean
}

/** Says how many arguments there were, where they are not as many as the leaves speak of. */
const countTokens: KeyToken[] = []

function countToken(count: number): KeyToken {
  countTokens[count] ??= new KeyToken()
  return countTokens[count]
}

function projectedMaker({ leaves: keyLeaves, counted = true, plain = false, contentUpTo }: SiteKey): KeyMaker {
  const leaves = keyLeaves.map((leaf): Leaf => {
    const read = leafReader(leaf)
    return { read, readPlain: plain ? plainReader(leaf, read) : read, byContent: leaf.by === 'content' }
  })
  const lookClosely = () => {
    for (const leaf of leaves) leaf.readPlain = leaf.read
  }
  const sparing = sparingFrom(contentUpTo)
  const usual = 1 + Math.max(-1, ...keyLeaves.map(({ from }) => (from === 'this' ? -1 : from)))

  const write = (
    self: unknown,
    count: number,
    a: unknown,
    b: unknown,
    c: unknown,
    rest: ArrayLike<unknown> | undefined,
  ): boolean => {
    for (const { read, byContent } of leaves) {
      const value = read(self, a, b, c, rest)
      if (value === UNREADABLE) {
        lookClosely()
        return false
      }
      if (value === ENDED) {
        scratch.addToken(pathEnd.at)
        scratch.add(pathEnd.value)
      } else if (!byContent) scratch.add(value)
      else if (!scratch.put(value, sparing)) return false
    }
    if (counted && count !== usual) scratch.addToken(countToken(count))
    return true
  }
  const findMany: KeyMaker['find'] = (table, self, count, a, b, c, rest) => {
    scratch.begin(table.hashesWholeTexts)
    return findWritten(table, write(self, count, a, b, c, rest))
  }
  const unusual = (count: number) => counted && count !== usual
  return {
    find: findFew(leaves, counted ? usual : undefined, findMany),
    list(self, list) {
      const { length } = list
      const rest = length > 3 ? list : undefined
      if (leaves.length > 0 && leaves.length <= 3 && !unusual(length)) {
        const values = leaves.map(({ read }) => read(self, list[0], list[1], list[2], rest))
        if (!leaves.some((leaf, index) => isUnfit(leaf, values[index]))) return values
      }
      scratch.begin(false)
      return takeWritten(write(self, length, list[0], list[1], list[2], rest))
    },
  }
}

/** Has to be written down: as data, or as more than one token. */
function isUnfit({ byContent }: Leaf, value: unknown): boolean {
  return typeof value === 'object' && value !== null && (byContent || value === UNREADABLE || value === ENDED)
}

/**
 * One to three leaves are looked up as they are read, unless one of them is data: then all are written down. `usual`:
 * the number of arguments that goes without saying; undefined: every one does.
 */
function findFew(leaves: readonly Leaf[], usual: number | undefined, otherwise: KeyMaker['find']): KeyMaker['find'] {
  const [first, second, third] = leaves
  const isUnusual = (count: number) => usual !== undefined && count !== usual
  if (leaves.length === 1 && first !== undefined)
    return (table, self, count, a, b, c, rest) => {
      const one = first.readPlain(self, a, b, c, rest)
      if (isUnusual(count) || isUnfit(first, one)) return otherwise(table, self, count, a, b, c, rest)
      return table.find1(one)
    }
  if (leaves.length === 2 && first !== undefined && second !== undefined)
    return (table, self, count, a, b, c, rest) => {
      const one = first.readPlain(self, a, b, c, rest)
      const two = second.readPlain(self, a, b, c, rest)
      if (isUnusual(count) || isUnfit(first, one) || isUnfit(second, two))
        return otherwise(table, self, count, a, b, c, rest)
      return table.find2(one, two)
    }
  if (leaves.length === 3 && first !== undefined && second !== undefined && third !== undefined)
    return (table, self, count, a, b, c, rest) => {
      const one = first.readPlain(self, a, b, c, rest)
      const two = second.readPlain(self, a, b, c, rest)
      const three = third.readPlain(self, a, b, c, rest)
      if (isUnusual(count) || isUnfit(first, one) || isUnfit(second, two) || isUnfit(third, three))
        return otherwise(table, self, count, a, b, c, rest)
      return table.find3(one, two, three)
    }
  return otherwise
}
