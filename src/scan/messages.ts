/** Words for what static analysis found; each reason becomes one clause without a full stop. */
import type { StateReason, StaticPurity, StaticReason } from './scanned-site.js'

const WORDS_OF_REASON: Record<StaticReason['code'], (subject: string) => string> = {
  'reads-clock': (subject) => `reads the clock: ${subject}`,
  'reads-random': (subject) => `uses randomness: ${subject}`,
  'does-io': (subject) => `does input or output: ${subject}`,
  'reads-environment': (subject) => `reads the environment: ${subject}`,
  'mutates-this': (subject) => `changes the object it is called on: ${subject}`,
  'assigns-outer': (subject) => `assigns a variable from outside: ${subject}`,
  'mutates-outer': (subject) => `changes an object from outside: ${subject}`,
  'mutates-argument': (subject) => `changes an argument: ${subject}`,
  generator: () => 'is a generator: each call returns a new iterator',
  'calls-unknown': (subject) => `calls what cannot be looked into: ${subject}`,
  'locale-or-time-zone': (subject) => `depends on the locale or time zone: ${subject}`,
}

const WORDS_OF_STATE: Record<StateReason['code'], (reason: StateReason) => string> = {
  'reads-reassigned-binding': ({ subject, writer }) => `reads ${subject}, which ${writer} reassigns`,
  'reads-mutated-binding': ({ subject, writer }) => `reads ${subject}, which ${writer} changes`,
  'reads-mutable-parameter': ({ subject, writer }) =>
    `reads ${subject} of the function around it, which ${writer} changes`,
  'reads-this-alias': ({ subject, writer }) => `reads ${subject} of an object that others hold too, set by ${writer}`,
  'argument-mutated-elsewhere': ({ subject, writer }) =>
    `is given ${subject}, which ${writer} changes in place afterwards`,
}

/** `reads the clock: Date.now (line 12)` */
export function staticReasonMessage({ code, subject, line }: StaticReason): string {
  return `${WORDS_OF_REASON[code](subject)} (line ${line})`
}

/** `reads locale, which setLocale changes (line 12): clear the cache there` */
export function stateReasonMessage(reason: StateReason): string {
  return `${WORDS_OF_STATE[reason.code](reason)} (line ${reason.writerLine}): clear the cache there`
}

/** `keeps a cache of its own: memo (line 4)` */
export function ownCacheMessage({ subject, line }: NonNullable<StaticPurity['ownCache']>): string {
  return `keeps a cache of its own: ${subject} (line ${line})`
}
