/** Loops over calls that all hit, or all miss, each compiled for one memoized function alone, as hot call sites are. */
import type { Call, Contestant } from './memoize-contestants.js'
import type { BenchRow } from './memoize-rows.js'

/** `hit`: every call is one. `miss`: none is, and each evicts an entry. */
export type BenchPath = 'hit' | 'miss'

/** Makes so many calls, going on where the last ones ended. */
export type Loop = (calls: number) => unknown

/** Keys of a loop of misses for each entry held: quick-lru and reselect hold up to twice as many as they are told to. */
const KEYS_PER_ENTRY = 4

/** undefined: it cannot do the row, or never evicts. */
export function benchLoop(path: BenchPath, { make, order }: Contestant, row: BenchRow, size: number): Loop | undefined {
  if (make === undefined) return undefined
  const call = make(FUNCTIONS[row.count] as Call, size)
  if (path === 'miss') {
    if (order === 'unbounded' || order === 'bare' || order === 'hits') return undefined
    return loopOf(call, row.count, listsOf(row, KEYS_PER_ENTRY * size))
  }
  const lists = listsOf(row, size)
  for (const list of lists) call(...(list as [unknown]))
  // What is told by content is not asked for with the very objects that it was stored for.
  return loopOf(call, row.count, inOtherOrder(row.byContent ? listsOf(row, size) : lists))
}

/** Memoizers look at how many parameters a function declares. */
const FUNCTIONS: ((...list: unknown[]) => unknown)[] = [
  () => ({}),
  (a: unknown) => ({ a }),
  (a: unknown, b: unknown) => ({ a, b }),
  (a: unknown, b: unknown, c: unknown) => ({ a, b, c }),
]

function listsOf(row: BenchRow, length: number): unknown[][] {
  return Array.from({ length }, (_, index) => row.argumentsAt(index))
}

/** The same in each process, so that entries are not asked for in the order in which they lie in memory. */
function inOtherOrder<T>(list: T[]): T[] {
  const places = list.map((_, index) => Math.imul(index + 1, 0x9e3779b1) >>> 0)
  return list
    .map((_, index) => index)
    .sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0))
    .map((index) => list[index] as T)
}

let made = 0

/** `lists`: 2^n of them. Functions of one text share what V8 learns of their calls: no two of these are the same. */
function loopOf(call: Call, count: number, lists: unknown[][]): Loop {
  const names = ['a', 'b', 'c'].slice(0, count)
  const columns = names.map((_, place) => lists.map((list) => list[place]))
  const each = `last = call(${names.map((name) => `${name}[at]`).join(', ')}); at = (at + 1) & ${lists.length - 1}`
  const loop = `(calls) => { /* ${++made} */ let last; for (let i = 0; i < calls; i++) { ${each} } return last }`
  return new Function('call', ...names, `let at = 0; return ${loop}`)(call, ...columns)
}
