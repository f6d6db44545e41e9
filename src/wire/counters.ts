/** The counters that a site keeps while the owner's program runs: one Float64 slot each, summed by site when read. */

/**
 * Order is the layout of a site's block in the counters file. All counts are calls unless the name has another unit.
 * - `calls`: entries into the wrapped function that the arm handled, `new` excluded; in the block of a variant, the
 *   site's, without the `unfollowed` ones, up to the last one that it was followed for.
 * - `hits`, `misses`, `evictions`, `currsize`: cache_info at `cacheSize` (`observe`: what a cache would have had).
 * - `bypassed`: calls that no key could be made for, or that must not be cached (generators, `new`).
 * - `checked`, `mismatches`: would-be hits whose fresh result was compared with the stored one, and those that differed.
 * - `unknown`: would-be hits that could not be compared (over budget, or a kind that has no equality).
 * - `threw`: calls that ended in an exception; never stored.
 * - `mutatedArguments`, `mutatedThis`: calls that changed an argument or `this`.
 * - `mutatedResults`: results that had changed, by whoever, when looked at again.
 * - `sharedResults`: distinct returned objects that a cache would have shared between callers.
 * - `clock`, `random`, `fileSystem`, `environment`, `network`, `console`: calls during which that sensor fired.
 * - `hostState`, `iterators`: calls with host state in arguments or result; results that are iterators.
 * - `promises`, `rejected`: results that are promises; those found rejected.
 * - `thisReads`: calls whose `this` was part of the key.
 * - `voidResults`: calls that returned undefined.
 * - `voidPromises`, `valuePromises`: promises seen to resolve to undefined, and those seen to resolve to anything else.
 * - `functionKeys`: calls whose key holds an argument that is a function.
 * - `objectKeys`: calls whose key holds an argument that is an object which is not frozen; in the block of a variant, those
 *   whose key holds an object or a function by reference.
 * - `instances`, `untrackedInstances`: closures created and wrapped; created beyond the limit and left alone.
 * - `timed`, `timedNs`, `timedSqNs`: sampled outermost would-be hits, the sum of their cost in ns (clock cost taken off),
 *   and the sum of its squares in ns². Where samples stand for unequally many calls they count for as many as tell as much.
 * - `timedHits`: outermost would-be hits (the population that `timed` samples).
 * - `lookups`, `lookupNs`: sampled key look-ups, and the sum of their cost in ns (clock cost taken off).
 * - `clockNs`: what it took at last to time a call that does nothing, ns (a maximum over processes, not a sum).
 * - `timingNs`: what timing hits and look-ups has taken, ns.
 * - `threadNs`, `processNs`: CPU time, since the site was loaded, of the thread that called it and of all threads of its
 *   process, ns; 0 where that cannot be told.
 * - `sizedEntries`, `sizedBytes`, `unsizedEntries`: entries held at the end of a `time` run that were looked at, what
 *   they keep alive in bytes, and those whose size cannot be told.
 * - `distinct`: distinct keys seen.
 * - `inFlight`: hits whose stored promise was still pending: callers share work that is under way.
 * - `pendingAtEnd`: promises that were not settled when the process ended.
 * - `unsettledHits`: would-be hits that were not compared, as a promise was not settled by then, or too many were waited for.
 * - `unfollowed`: calls of which nothing but their number is known (`observe`, and `time` where a site was let go); all
 *   counts beside `calls` are of the others.
 * - `aliased`: calls whose result is, or holds, an argument or `this`: right for a key by identity only.
 */
export const COUNTERS = [
  'calls',
  'hits',
  'misses',
  'evictions',
  'currsize',
  'bypassed',
  'checked',
  'mismatches',
  'unknown',
  'threw',
  'mutatedArguments',
  'mutatedThis',
  'mutatedResults',
  'sharedResults',
  'clock',
  'random',
  'fileSystem',
  'environment',
  'network',
  'console',
  'hostState',
  'iterators',
  'promises',
  'rejected',
  'thisReads',
  'objectKeys',
  'functionKeys',
  'voidResults',
  'voidPromises',
  'valuePromises',
  'instances',
  'untrackedInstances',
  'timed',
  'timedNs',
  'timedSqNs',
  'timedHits',
  'lookups',
  'lookupNs',
  'clockNs',
  'timingNs',
  'threadNs',
  'processNs',
  'sizedEntries',
  'sizedBytes',
  'unsizedEntries',
  'distinct',
  'aliased',
  'inFlight',
  'pendingAtEnd',
  'unsettledHits',
  'unfollowed',
] as const

export type Counter = (typeof COUNTERS)[number]

/** Numbers by counter name; a site that was never loaded has no object at all. */
export type SiteCounters = Record<Counter, number>

/**
 * What stands in a block behind its counters: the clock of the caches of the site, by which they know what was used last.
 * - `ticks`: goes up by one for each use of an entry. An entry served is one: no other count is kept of the calls that a
 *   cache has answered, so `calls` and `hits` in the block are those of all others, until {@link countersOf} reads it.
 * - `silentTicks`: those of the ticks that answered no call, such as those for an entry stored.
 */
const CLOCK = ['ticks', 'silentTicks'] as const

const SLOTS = [...COUNTERS, ...CLOCK]

/** Float64 slots that one site takes in the counters file. */
export const COUNTER_STRIDE = SLOTS.length

/** Index of a counter, or of a part of the clock, inside its site's block. */
export const COUNTER_INDEX = Object.fromEntries(SLOTS.map((name, index) => [name, index])) as Record<
  (typeof SLOTS)[number],
  number
>

/** One block's slots by the counters' names, right at whatever moment the block was read. */
export function countersOf(slots: ArrayLike<number>, base = 0): SiteCounters {
  const slot = (index: number) => slots[base + index] ?? 0
  const counters = Object.fromEntries(COUNTERS.map((name, index) => [name, slot(index)])) as SiteCounters
  const served = slot(COUNTER_INDEX.ticks) - slot(COUNTER_INDEX.silentTicks)
  counters.calls += served
  counters.hits += served
  return counters
}

export function zeroCounters(): SiteCounters {
  return Object.fromEntries(COUNTERS.map((name) => [name, 0])) as SiteCounters
}

/** Adds `more` to `sum` in place: counts add up, `clockNs` is the largest seen. */
export function addCounters(sum: SiteCounters, more: SiteCounters): void {
  for (const name of COUNTERS) {
    sum[name] = name === 'clockNs' ? Math.max(sum.clockNs, more.clockNs) : sum[name] + more[name]
  }
}
