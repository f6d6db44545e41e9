/** The exact counts that using a module of `fixtures/runners/shared` must come to. */
import type { ModuleUse } from './row.js'

export interface Counts {
  calls: number
  hits: number
  misses: number
}

export type MatrixArm = 'observe' | 'cached'
type Uses = Pick<ModuleUse, 'exercises' | 'evaluations'>

/**
 * `exercise` is fib(5), twice(1), twice(1), and twice calls helper. Uncached: fib 15 calls over 6 keys, twice and helper
 * 2 calls over 1 key. Cached, fib(5) on an empty cache is 9 calls (6 misses, 3 hits), and 1 hit ever after.
 */
const FIRST: Record<MatrixArm, Record<string, Counts>> = {
  observe: { fib: counts(9, 6), twice: counts(1, 1), helper: counts(1, 1) },
  cached: { fib: counts(3, 6), twice: counts(1, 1), helper: counts(0, 1) },
}
const AGAIN: Record<MatrixArm, Record<string, Counts>> = {
  observe: { fib: counts(15, 0), twice: counts(2, 0), helper: counts(2, 0) },
  cached: { fib: counts(1, 0), twice: counts(2, 0), helper: counts(0, 0) },
}

/** By site id; each evaluation of a module starts with empty caches. */
export function expectedCounts(uses: ModuleUse[], arm: MatrixArm): Record<string, Counts> {
  return Object.fromEntries(uses.flatMap((use) => siteCounts(use, arm)))
}

function siteCounts(use: ModuleUse, arm: MatrixArm): [string, Counts][] {
  return Object.keys(FIRST[arm]).map((name) => {
    const [first, again] = [FIRST[arm][name] as Counts, AGAIN[arm][name] as Counts]
    return [`${use.file}#${name}`, sum(use, first, again)]
  })
}

function sum({ exercises, evaluations }: Uses, first: Counts, again: Counts): Counts {
  const repeated = exercises - evaluations
  const hits = evaluations * first.hits + repeated * again.hits
  const misses = evaluations * first.misses + repeated * again.misses
  return counts(hits, misses)
}

function counts(hits: number, misses: number): Counts {
  return { calls: hits + misses, hits, misses }
}
