/** The kinds of keys that memoizers are measured with. */

export interface BenchRow {
  name: string
  /** Number of arguments. */
  count: 1 | 2 | 3
  keys: 'integer' | 'string' | 'object' | 'mixed'
  /** Keys are told by what they hold: each call brings a fresh object. */
  byContent: boolean
  /** Arguments of the call number `index`; different for different numbers. */
  argumentsAt(index: number): unknown[]
}

const first: Pick<BenchRow, 'count' | 'byContent'> = { count: 1, byContent: false }

export const BENCH_ROWS: readonly BenchRow[] = [
  { ...first, name: '1 integer', keys: 'integer', argumentsAt: (index) => [index * 7 + 1] },
  { ...first, name: '1 string', keys: 'string', argumentsAt: (index) => [`key-${index}`] },
  { ...first, name: '1 object', keys: 'object', argumentsAt: (index) => [{ index }] },
  { ...first, name: '2 integers', count: 2, keys: 'integer', argumentsAt: (index) => [index % 61, index] },
  { ...first, name: 'string, integer', count: 2, keys: 'mixed', argumentsAt: (index) => [`key-${index}`, index % 61] },
  {
    ...first,
    name: 'string, integer, boolean',
    count: 3,
    keys: 'mixed',
    argumentsAt: (index) => [`key-${index >> 1}`, index % 61, index % 2 === 0],
  },
  {
    ...first,
    name: '5 fields by content',
    keys: 'object',
    byContent: true,
    argumentsAt: (index) => [{ unit: 'px', scale: index, deep: true, name: `n${index}`, ratio: index / 8 }],
  },
]

export const SIZES = [128, 4096]

export function benchRow(name: string): BenchRow {
  const row = BENCH_ROWS.find((each) => each.name === name)
  if (row === undefined) throw new Error(`there is no row '${name}'; there are ${BENCH_ROWS.map((each) => each.name)}`)
  return row
}
