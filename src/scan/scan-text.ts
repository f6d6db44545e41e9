/** One file's text -> its functions, and what a cache on each would have to know: a function of that text alone. */
import type * as ESTree from 'estree'
import { findSites } from '../source/find-sites.js'
import type { FoundSite } from '../source/found-site.js'
import { type ParsedSource, type Positions, parseSource } from '../source/parse.js'
import { type Analysis, analyse, type Findings } from './analyse.js'
import type { FileLinks } from './file-links.js'
import type { FoundCache } from './found-cache.js'
import type { ExportedPurity } from './linked-purity.js'
import type { ModuleUse } from './module-uses.js'
import { namedCaches } from './named-caches.js'
import type { Reliance } from './overridden.js'
import type { ScannedSite } from './scanned-site.js'
import type { FunctionNode } from './syntax.js'

/**
 * UTF-16 units. The analysis follows every object through a whole file, which for a bundled compiler (9 MB) takes longer
 * than anybody waits; what a function does at run time is still seen.
 */
const MOST_ANALYSED = 1_000_000
const NOT_ANALYSED: Findings = {
  purity: {
    verdict: 'unknown',
    reasons: [{ code: 'too-large-to-analyse', line: 1, subject: 'file' }],
    state: [],
    ownCache: undefined,
  },
  reads: { kind: 'unknown', why: 'the file is too large to analyse', line: 1 },
  expense: [],
  relies: [],
  uses: [],
  exportedAs: [],
}
const NO_ANALYSIS: Analysis = {
  findingsOf: () => NOT_ANALYSED,
  enclosedBy: () => undefined,
  overriding: new Set<string>(),
  links: undefined,
  purities: new Map<string, ExportedPurity[]>(),
  caches: [],
}

export interface ScannedText {
  /** In source order. */
  sites: ScannedSite[]
  isModule: boolean
  /** What the reads of a site rest on in other files; absent: nothing. */
  relies: Map<ScannedSite, Reliance[]>
  /** Names that it may give other meanings in objects of other files' classes. */
  overriding: Set<string>
  /** What a site depends on in other files; absent: nothing. */
  uses: Map<ScannedSite, ModuleUse[]>
  /** By what names others may call it; absent: by none. */
  exportedAs: Map<ScannedSite, string[]>
  /** undefined: it was too large to analyse. */
  links: FileLinks | undefined
  purities: Map<string, ExportedPurity[]>
  caches: FoundCache[]
}

/** Functions told of between two parts. */
const AT_ONCE = 100

/** @throws {UnparsableError} */
export function scanText(text: string, file: string): ScannedText {
  const parts = scanInParts(text, file)
  for (;;) {
    const { done, value } = parts.next()
    if (done) return value
  }
}

/** The same with breaks. @throws {UnparsableError} */
export function* scanInParts(text: string, file: string): Generator<void, ScannedText> {
  const parsed = parseSource(text, file, { mayCompile: true })
  if (parsed.code.length > MOST_ANALYSED) return yield* toldOf(parsed, file, NO_ANALYSIS)
  try {
    const analysis = yield* analyse({ ...parsed, ast: parsed.ast as unknown as ESTree.Program })
    return yield* toldOf(parsed, file, analysis)
  } catch (error) {
    // Thousands of functions that call one another in a row are followed as deep as the stack is.
    if (!(error instanceof RangeError)) throw error
    return yield* toldOf(parsed, file, NO_ANALYSIS)
  }
}

function* toldOf(parsed: ParsedSource, file: string, analysis: Analysis): Generator<void, ScannedText> {
  const { code, positions, sourceType } = parsed
  const { findingsOf, enclosedBy, overriding, links, purities, caches } = analysis
  const relies = new Map<ScannedSite, Reliance[]>()
  const uses = new Map<ScannedSite, ModuleUse[]>()
  const exportedAs = new Map<ScannedSite, string[]>()
  const sites: ScannedSite[] = []
  for (const found of findSites(parsed, file)) {
    if (sites.length % AT_ONCE === 0) yield
    const {
      relies: reliances,
      uses: used,
      exportedAs: names,
      ...findings
    } = findingsOf(found.node as unknown as FunctionNode)
    const enclosed = found.closure ? enclosedBy(found.node as unknown as FunctionNode) : undefined
    const site: ScannedSite = { ...siteOf(found), ...findings, ...(enclosed && { enclosed }) }
    if (reliances.length > 0) relies.set(site, reliances)
    if (used.length > 0) uses.set(site, used)
    if (names.length > 0) exportedAs.set(site, names)
    sites.push(site)
  }
  const isModule = sourceType === 'module'
  sites.sort((a, b) => a.start - b.start)
  const named = namedCaches(caches, sites, file, code)
  placeInFile(sites, positions)
  return { sites, isModule, relies, overriding, uses, exportedAs, links, purities, caches: named }
}

/** Of a text that was compiled, offsets are none of the file's. */
function placeInFile(sites: ScannedSite[], positions: Positions): void {
  if (!positions.offsetInFile) return
  for (const site of sites) {
    site.start = positions.offsetInFile(site.start)
    site.end = positions.offsetInFile(site.end)
  }
}

/** Without the syntax: a site outlives its tree. */
function siteOf({ node: _node, edit: _edit, ...site }: FoundSite) {
  return site
}
