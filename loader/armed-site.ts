/** What an arm needs to know of the site that it is put on. */
import type { CapturedPlace } from '../src/wire/captured-place.js'
import type { RecordLine } from '../src/wire/record.js'
import type { Arm } from '../src/wire/run-config.js'
import type { SiteKey } from '../src/wire/site-key.js'

export { SITE_FLAGS } from '../src/wire/site-flags.js'

/** Closures of one site that are put under an arm; more are left alone, and counted. */
export const MAX_INSTANCES = 256

export interface ArmedSite {
  id: string
  /** See {@link SITE_FLAGS}. */
  flags: number
  arm: Arm
  /** undefined: by identity. */
  key?: SiteKey | undefined
  /** Keys to be followed beside the one by identity (`observe`), in blocks of their own. */
  variants?: SiteKey[] | undefined
  /** Captured variables whose changes are watched for (`observe`). */
  captured?: CapturedPlace[] | undefined
  /** Fields that it fills when they are first needed, which is no change that counts (`observe`). */
  filled?: string[] | undefined
  /** Names of what its closures capture (`observe`); undefined: not to be told. */
  enclosed?: string[] | undefined
  /** All but reading the clock (`time`). */
  untimed?: boolean | undefined
  /** Of this run; keys are told to the driver by hashes with it (`observe`). */
  salt?: string | undefined
  /** First of so many consecutive blocks; undefined: there are no more. */
  reserve?(count: number): number | undefined
  /** Bound of the cache, in entries. */
  maxsize: number
  /** Size that cache_info is quoted at (`observe`), in entries. */
  cacheSize: number
  maxCacheSize: number
  /** Every call is followed and looked at, whatever that costs (`observe`). */
  exhaustive?: boolean | undefined
  /** With a budget that would be too large for all sites (`observe`). */
  closely?: boolean | undefined
  /** Whether a file, absolute path, is a target (`observe`); undefined: which files call the site is not to be told. */
  isTarget?: ((path: string) => boolean) | undefined
  /** Shared with the recorder; this site's block starts at `base`. */
  counters: Float64Array
  base: number
}

/** By name, functions in the scope of a variable that return what it holds. */
export type Captured = Readonly<Record<string, (() => unknown) | undefined>>

/** Runs in the owner's text: it may throw, where a variable has no value yet. */
export type EnclosedReader = () => unknown[]

/** One site under one arm: wraps each function that is created for it, and is told when the process ends. */
export interface ArmHandle {
  /**
   * `captured`: by name, how to read variables of the module that it was made in; one object for each evaluation of it.
   * `beside`: reads what this closure captures of the functions around it; or, by name, variables of those functions.
   */
  wrap(fn: AnyFunction, captured?: Captured, beside?: EnclosedReader | Captured): AnyFunction
  /** The event loop is empty: what is asked for now may still be answered in microtasks. */
  lastTurn?(): void
  /** Asked after turns of the event loop: what the calls so far come to, in case that this process is killed. */
  soFar?(): RecordLine[] | undefined
  finish(): void
}

// biome-ignore lint/suspicious/noExplicitAny: the owner's functions take and return anything.
export type AnyFunction = (this: any, ...args: any[]) => any
