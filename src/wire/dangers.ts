/** The counters any of which, above zero, forbids a cache: one list for choosing what to measure and for the verdict. */
import type { Counter, SiteCounters } from './counters.js'

/** Most telling first. Reading the environment is not among them: it is a caution. */
const DANGERS = [
  'mismatches',
  'mutatedResults',
  'mutatedArguments',
  'mutatedThis',
  'random',
  'clock',
  'fileSystem',
  'network',
  'console',
  'hostState',
  'iterators',
] as const satisfies readonly Counter[]

export type Danger = (typeof DANGERS)[number]

export function dangersSeen(counters: SiteCounters): Danger[] {
  return DANGERS.filter((danger) => counters[danger] > 0)
}
