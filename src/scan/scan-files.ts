/** Reads target files one by one and says of each function what a cache on it would have to know. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type * as ESTree from 'estree'
import { findSites } from '../source/find-sites.js'
import type { FoundSite } from '../source/found-site.js'
import { parseSource } from '../source/parse.js'
import { UnparsableError } from '../source/unparsable.js'
import { analyse, type Findings } from './analyse.js'
import type { FileLinks } from './file-links.js'
import { LinkedState } from './linked-state.js'
import type { ModuleUse } from './module-uses.js'
import { Overriders, type Reliance, withoutReliance } from './overridden.js'
import type { Scan, ScannedSite, SkippedFile } from './scanned-site.js'
import type { FunctionNode } from './syntax.js'

/** `files` are relative to `root`, with `/`. A file that cannot be read or parsed is named in `skipped`. */
export async function scanFiles({ root, files }: { root: string; files: string[] }): Promise<Scan> {
  const scan: Scan = { sites: [], skipped: [], files: 0, modules: 0 }
  const relies = new Map<ScannedSite, Reliance[]>()
  const uses = new Map<ScannedSite, ModuleUse[]>()
  const overriders = new Overriders()
  const linked = new LinkedState()
  // One after the other: only one syntax tree is alive at a time.
  for (const file of [...files].sort(byCodeUnits)) {
    const found = await scanFile(join(root, file), file)
    if ('message' in found) {
      scan.skipped.push(found)
      continue
    }
    scan.sites.push(...found.sites)
    for (const [site, reliances] of found.relies) relies.set(site, reliances)
    for (const [site, used] of found.uses) uses.set(site, used)
    overriders.add(file, found.overriding)
    if (found.links) linked.add(file, found.links)
    scan.files++
    if (found.isModule) scan.modules++
  }
  for (const [site, reliances] of relies) {
    site.reads = withoutReliance(site.reads, reliances, (name) => overriders.has(name, site.file))
  }
  for (const [site, used] of uses) {
    const own = site.purity.state
    const state = [...own, ...linked.reasonsFor(site.file, used, own)]
    site.purity = { ...site.purity, state: state.sort((a, b) => a.line - b.line) }
  }
  return scan
}

async function scanFile(path: string, file: string): Promise<ScannedText | SkippedFile> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    return { file, line: undefined, column: undefined, message: (error as Error).message }
  }
  try {
    return scanText(text, file)
  } catch (error) {
    if (!(error instanceof UnparsableError)) throw error
    return { file, line: error.line, column: error.column, message: error.message }
  }
}

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
}
const NO_ANALYSIS = {
  findingsOf: () => NOT_ANALYSED,
  enclosedBy: () => undefined,
  overriding: new Set<string>(),
  links: undefined,
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
  /** undefined: it was too large to analyse. */
  links: FileLinks | undefined
}

/** @throws {UnparsableError} */
export function scanText(text: string, file: string): ScannedText {
  const parsed = parseSource(text, file)
  const { code, sourceType } = parsed
  const isAnalysed = code.length <= MOST_ANALYSED
  const { findingsOf, enclosedBy, overriding, links } = isAnalysed
    ? analyse({ ast: parsed.ast as unknown as ESTree.Program, code, sourceType })
    : NO_ANALYSIS
  const relies = new Map<ScannedSite, Reliance[]>()
  const uses = new Map<ScannedSite, ModuleUse[]>()
  const sites = findSites(parsed, file).map((found): ScannedSite => {
    const { relies: reliances, uses: used, ...findings } = findingsOf(found.node as unknown as FunctionNode)
    const enclosed = found.closure ? enclosedBy(found.node as unknown as FunctionNode) : undefined
    const site = { ...siteOf(found), ...findings, ...(enclosed && { enclosed }) }
    if (reliances.length > 0) relies.set(site, reliances)
    if (used.length > 0) uses.set(site, used)
    return site
  })
  const isModule = sourceType === 'module'
  return { sites: sites.sort((a, b) => a.start - b.start), isModule, relies, overriding, uses, links }
}

/** Without the syntax: a site outlives its tree. */
function siteOf({ node: _node, edit: _edit, ...site }: FoundSite) {
  return site
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
