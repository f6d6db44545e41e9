/** Which keys a function could have beside the one by identity, from what its source reads. DESIGN §4. */
import type { ScannedSite, StateReason } from '../scan/scanned-site.js'
import type { KeyStrategy, SiteKey } from '../wire/site-key.js'

const RESULT_CHANGED = 'result-changed-elsewhere'
const STRUCTURAL: SiteKey = { strategy: 'structural', leaves: [] }

/** What holds more values than this costs microseconds to tell by content: where it is the same each time, for nothing. */
const FEW_VALUES = 32

/**
 * What is read of the arguments and of `this`, by content: where that is known, a key of all of their content would cost
 * more and tell apart what makes no difference. And the same with large data by reference.
 */
export function possibleKeys({ reads }: ScannedSite): SiteKey[] {
  const key = reads.kind === 'unknown' ? STRUCTURAL : projectedKey(reads)
  return [key, { ...key, contentUpTo: FEW_VALUES }]
}

function projectedKey({ leaves, counted }: Extract<ScannedSite['reads'], { kind: 'known' }>): SiteKey {
  const byContent = leaves.map(({ from, path }) => ({ from, path, by: 'content' as const }))
  return { strategy: 'projected', leaves: byContent, counted }
}

/** State that a key holds the content of need not be followed by the cache, unless the key held something by reference. */
const HELD_BY: Record<KeyStrategy, readonly StateReason['code'][]> = {
  identity: [],
  structural: ['argument-mutated-elsewhere'],
  projected: ['argument-mutated-elsewhere', 'reads-changing-this'],
}

/** What becomes of results is another question: no key has a part in it, and only a run tells whether calls share any. */
export function stateBeside(state: readonly StateReason[], strategy: KeyStrategy, byReference = 0): StateReason[] {
  const followed = state.filter(({ code }) => code !== RESULT_CHANGED)
  if (byReference > 0) return followed
  return followed.filter(({ code }) => !HELD_BY[strategy].includes(code))
}

/** Objects that a cache would hand to several callers, and that one of them changes. */
export function changedResults(state: readonly StateReason[], sharedResults: number): StateReason[] {
  return sharedResults === 0 ? [] : state.filter(({ code }) => code === RESULT_CHANGED)
}
