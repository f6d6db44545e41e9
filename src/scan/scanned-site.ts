/** What static analysis says about a site. */
import type { Site } from '../source/site.js'
import type { FoundCache } from './found-cache.js'
import type { ModulePlace } from './module-uses.js'

/** What makes a function impure, or leaves it unknown. Lines are 1-based, in the file as it is on disk. */
export interface StaticReason {
  code:
    | 'reads-clock'
    | 'reads-random'
    | 'reads-stack'
    | 'reads-caller'
    | 'does-io'
    | 'tells-listeners'
    | 'reads-environment'
    | 'mutates-this'
    | 'assigns-outer'
    | 'mutates-outer'
    | 'mutates-argument'
    | 'changes-later'
    | 'changes-unfollowed'
    | 'generator'
    | 'calls-unknown'
    | 'too-large-to-analyse'
    | 'calls-argument'
    | 'locale-or-time-zone'
  line: number
  /** The thing that is read, called or written: `Date.now`, `cache`, `options.depth`. */
  subject: string
  /** Names of the functions that lead there, itself first: `parse`, `tokenize`, `next`; absent: it does so itself. */
  path?: string[]
  /** It is none if that is pure; gone as soon as the files of a scan have been linked. */
  needs?: PureNeed
}

/** A function of another file. */
export interface PureNeed {
  /** As the source names it. */
  module: string
  path: string[]
  /** Its result is handed on, so that it must hold nothing of others. */
  own: boolean
}

export type ResultKind =
  | 'primitive'
  /** A new object in each call: cached, all callers share one, so freeze or copy it. */
  | 'fresh object'
  /** An object that others have too. */
  | 'shared object'
  | 'promise'
  | 'iterator'
  | 'function'
  | 'unknown'

/** State that a cache would have to follow: DESIGN §7, HOLD. */
export interface StateReason {
  code:
    | 'reads-reassigned-binding'
    | 'reads-mutated-binding'
    | 'reads-mutable-parameter'
    | 'reads-this-alias'
    | 'reads-changing-this'
    | 'argument-mutated-elsewhere'
    | 'result-changed-elsewhere'
  /** Line where the function reads it. */
  line: number
  /** The captured binding or argument. */
  subject: string
  /** Who writes it: `setLocale` (line 12). */
  writer: string
  writerLine: number
  /** Where the writer is; absent: in the file of the function itself. */
  writerFile?: string
  /** It is none if that holds a plain value; gone as soon as the files of a scan have been linked. */
  within?: ModulePlace
}

/** A structure that the function alone reads and fills by key, or a result that it computes once. */
export interface OwnCache {
  subject: string
  line: number
  /** It holds something that the function needs, not what it returns. */
  ofPart?: true
}

export interface StaticPurity {
  verdict: 'pure' | 'impure' | 'unknown'
  reasons: StaticReason[]
  state: StateReason[]
  ownCache: OwnCache | undefined
  /** Without repetition; absent: it could not be analysed. */
  returns?: ResultKind[]
}

/** A place in an argument or in `this`. */
export interface ReadPlace {
  /** Index of the argument. */
  from: number | 'this'
  /** Property names, outermost first; empty: the argument itself. */
  path: string[]
}

/**
 * What a function reads of its arguments and of `this`, itself and through the functions of its file that it calls. Two
 * calls that agree in every leaf (and in the number of arguments) are told the same by them. Captured variables, and
 * what an inherited method or getter is, are not among it.
 */
export type FieldReads =
  | {
      kind: 'known'
      /**
       * The values that are used, each with everything below it; none lies below another. A step that meets no object
       * (a primitive, a function, `undefined`) ends the path: that value, and how far it was, is what is read then.
       */
      leaves: ReadPlace[]
      /** Values above leaves of which it decides something whether they are objects: `o || defaults`, `o === undefined`. */
      tests: ReadPlace[]
      /** Names of the parameters; undefined: it has none (a pattern). */
      parameters: (string | undefined)[]
      /** The number of arguments decides something. */
      counted: boolean
    }
  | { kind: 'unknown'; why: string; line: number }

/** Something that tends to take time, in the function's own text or in functions that it hands over there. */
export interface Expense {
  code: 'loops' | 'recursion' | 'builds-regex' | 'json' | 'sorts' | 'crypto' | 'builds-text' | 'intl' | 'sync-io'
  /** Where it is first seen. */
  line: number
  subject: string
  /** Of `loops`: how deep they are nested, iterations by callbacks included. */
  depth?: number
}

export interface ScannedSite extends Site {
  purity: StaticPurity
  reads: FieldReads
  /** One of each code at most, by line. */
  expense: Expense[]
  /** Lines of calls that every round of a loop of its file makes with the same arguments; absent: none. */
  invariantCalls?: number[]
  /** Fields that it fills when they are first needed, always with the same: no change that anybody could see; absent: none. */
  filled?: string[]
  /** Of a closure: variables of the functions around it that decide its results, and `this` there; absent: not to be told. */
  enclosed?: string[]
}

/** A target file that could not be read as JavaScript or TypeScript; it alone is left out. */
export interface SkippedFile {
  file: string
  /** 1-based position of the syntax error; undefined: it could not be read at all. */
  line: number | undefined
  column: number | undefined
  message: string
}

export interface Scan {
  sites: ScannedSite[]
  /** Those that the program has already. */
  caches: FoundCache[]
  skipped: SkippedFile[]
  /** Files that were read. */
  files: number
  /** Of these, the ES modules. */
  modules: number
}
