/** Reads target files one by one and says of each function what a cache on it would have to know. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as eventLoopTurn } from 'node:timers/promises'
import { UnparsableError } from '../source/unparsable.js'
import type { KeptFacts } from './kept-facts.js'
import { LinkedPurity } from './linked-purity.js'
import { LinkedState } from './linked-state.js'
import type { ModuleUse } from './module-uses.js'
import { Overriders, type Reliance, withoutReliance } from './overridden.js'
import { type ScannedText, scanInParts } from './scan-text.js'
import type { Scan, ScannedSite, SkippedFile } from './scanned-site.js'

export interface ScannedFiles {
  root: string
  /** Relative to `root`, with `/`. */
  files: string[]
  /** What earlier scans came to; absent: everything is analysed. */
  kept?: KeptFacts | undefined
}

/** A file that cannot be read or parsed is named in `skipped`. */
export async function scanFiles({ root, files, kept }: ScannedFiles): Promise<Scan> {
  const scan: Scan = { sites: [], caches: [], skipped: [], files: 0, modules: 0 }
  const relies = new Map<ScannedSite, Reliance[]>()
  const uses = new Map<ScannedSite, ModuleUse[]>()
  const overriders = new Overriders()
  const linked = new LinkedState()
  const purity = new LinkedPurity(linked)
  // One after the other: only one syntax tree is alive at a time.
  for (const file of [...files].sort(byCodeUnits)) {
    const found = await inTurns(scanFile(join(root, file), file, kept))
    if ('message' in found) {
      scan.skipped.push(found)
      continue
    }
    scan.sites.push(...found.sites)
    scan.caches.push(...found.caches)
    for (const [site, reliances] of found.relies) relies.set(site, reliances)
    for (const [site, used] of found.uses) uses.set(site, used)
    overriders.add(file, found.overriding)
    if (found.links) {
      linked.add(file, found.links)
      purity.add(file, found.purities, found.links)
    }
    scan.files++
    if (found.isModule) scan.modules++
  }
  for (const site of scan.sites) {
    const settled = purity.settled(site.file, site.purity)
    site.purity = { ...settled, state: linked.settled(site.file, settled.state) }
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

/** Every part in a turn of the event loop of its own, so that Ctrl-C is heard. */
async function inTurns<T>(parts: Generator<void, T>): Promise<T> {
  for (;;) {
    await eventLoopTurn()
    const { done, value } = parts.next()
    if (done) return value
  }
}

function* scanFile(
  path: string,
  file: string,
  kept: KeptFacts | undefined,
): Generator<void, ScannedText | SkippedFile> {
  let content: Buffer
  try {
    content = readFileSync(path)
  } catch (error) {
    return { file, line: undefined, column: undefined, message: (error as Error).message }
  }
  try {
    return yield* kept ? factsOf(content, file, kept) : scanInParts(content.toString(), file)
  } catch (error) {
    if (!(error instanceof UnparsableError)) throw error
    return { file, line: error.line, column: error.column, message: error.message }
  }
}

/** @throws {UnparsableError} */
function* factsOf(content: Buffer, file: string, kept: KeptFacts): Generator<void, ScannedText> {
  const key = kept.keyOf(file, content)
  const known = kept.read(key)
  if (known) return known
  return kept.write(key, yield* scanInParts(content.toString(), file))
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
