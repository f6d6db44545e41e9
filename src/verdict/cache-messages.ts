/** Every finding about a cache that the program has already, in words. */
import type { Reason, Scalar } from './site-verdict.js'
import { type Args, counted, percent } from './wording.js'

const CACHE_MESSAGES = {
  'cache-aliased': ({ count, detail }) =>
    `a caller changed what it handed out (${counted(count, 'time')} seen${detail === undefined ? '' : `: ${detail}`}): the next one gets the change; freeze it, or hand out copies`,
  'cache-stale': ({ staleHits, call, stored, fresh }) =>
    `switched off, the same arguments gave another result in ${counted(staleHits, 'call')}: ${call} gave ${stored}, then ${fresh}, which the cache hides`,
  'cache-confuses': ({ staleHits, asked, stored, fresh }) =>
    `switched off, ${counted(staleHits, 'call')} that it would have answered came to something else: for ${asked} it had ${stored}, and ${fresh} was computed; its key does not tell apart what decides the result`,
  'cache-slows': ({ estimate, low, high }) =>
    `the command is quicker without it: with it, it takes ${percent(-Number(estimate))} longer [${percent(-Number(high))}, ${percent(-Number(low))}]`,
  'cache-saves': ({ estimate, low, high }) =>
    `it saves ${percent(estimate)} of the command's time without it [${percent(low)}, ${percent(high)}]`,
  'cache-saves-unsure': ({ low, high }) =>
    `what it saves is between ${percent(low)} and ${percent(high)} of the command's time`,
  'cache-needed': () => 'with it switched off the command fails, or takes far longer',
  'caches-needed': ({ others }) =>
    `with it and ${counted(others, 'other cache')} switched off the command fails, or takes far longer`,
  'cache-too-small': ({ maxsize, returns, misses, keys }) =>
    `it holds ${entries(maxsize)}, and ${returns} of ${misses} misses asked again for one of ${counted(keys, 'key')} that were asked for before`,
  'cache-hardly-hit': ({ hits, calls }) => `only ${hits} of ${counted(calls, 'call')} found an entry`,
  'cache-grows': ({ from, to, hitRate }) =>
    `nothing takes entries out, and it grew from ${from} to ${entries(to)} in its later calls (hit rate ${percent(hitRate)}): give it a bound`,
  'cache-too-large': ({ maxsize, held, hitRate }) =>
    `it may hold ${entries(maxsize)}, and ${held} are enough for a hit rate of ${percent(hitRate)}`,
  'cache-hits': ({ hits, calls }) => `${hits} of ${counted(calls, 'call')} found an entry`,
  'cache-hardly-asked': ({ calls, minCalls }) =>
    `asked ${counted(calls, 'time')} only: too few to judge (--min-calls ${minCalls})`,
  'cache-never-asked': () => 'the command never asked it, or what it asked could not be counted',
  'cache-not-loaded': () => 'the command never asked a cache of its file',
  'cache-unseen': () =>
    'its function ran, and no look-up was seen: never reached, or something compiled the file before it ran',
  'cache-of-rendering': () => 'React keeps it for as long as something is rendered: not measured',
  'cache-no-plain-look-up': () => 'its look-ups cannot be told apart in the text: not measured',
  'cache-no-entries': () => 'it keeps a single result, or parts that a result is made of: not measured',
} as const satisfies Record<string, (args: Args) => string>

export type CacheCode = keyof typeof CACHE_MESSAGES

export function cacheReason(code: CacheCode, args: Args): Reason {
  const render: (args: Args) => string = CACHE_MESSAGES[code]
  return { code, args, message: render(args) }
}

function entries(number: Scalar | undefined): string {
  return number === 1 ? '1 entry' : `${number} entries`
}
