/** What static analysis says about a site. */
import type { Site } from '../source/site.js'

/** What makes a function impure, or leaves it unknown. Lines are 1-based, in the file as it is on disk. */
export interface StaticReason {
  code:
    | 'reads-clock'
    | 'reads-random'
    | 'does-io'
    | 'reads-environment'
    | 'mutates-this'
    | 'assigns-outer'
    | 'mutates-outer'
    | 'mutates-argument'
    | 'generator'
    | 'calls-unknown'
    | 'calls-argument'
    | 'locale-or-time-zone'
  line: number
  /** The thing that is read, called or written: `Date.now`, `cache`, `options.depth`. */
  subject: string
}

/** State that a cache would have to follow: DESIGN §7, HOLD. */
export interface StateReason {
  code:
    | 'reads-reassigned-binding'
    | 'reads-mutated-binding'
    | 'reads-mutable-parameter'
    | 'reads-this-alias'
    | 'reads-changing-this'
    | 'argument-mutated-elsewhere'
  /** Line where the function reads it. */
  line: number
  /** The captured binding or argument. */
  subject: string
  /** Who writes it: `setLocale` (line 12). */
  writer: string
  writerLine: number
}

export interface StaticPurity {
  verdict: 'pure' | 'impure' | 'unknown'
  reasons: StaticReason[]
  state: StateReason[]
  /** The function keeps a cache of its own (a structure that it alone reads and fills by key). */
  ownCache: { subject: string; line: number } | undefined
}

export interface ScannedSite extends Site {
  purity: StaticPurity
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
  skipped: SkippedFile[]
  /** Files that were read. */
  files: number
  /** Of these, the ES modules. */
  modules: number
}
