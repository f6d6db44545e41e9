/**
 * Leaves the coverage that node's own test runner reports as it would be without us: it goes by the files on disk, and
 * from node 22 on asks no source map unless it is told to, so offsets are led back before it reads them.
 */
import { pathToFileURL } from 'node:url'
import { COVERAGE_FIELD, type RewrittenText } from '../src/wire/coverage-field.js'
import { standsFor } from './disguise.js'
import { insertionsIn, leadBack, type ScriptCoverage } from './inspector-coverage.js'

const COVERAGE = /(?:^|\s)--experimental-test-coverage(?:\s|$)/
const SOURCE_MAPS = /(?:^|\s)--enable-source-maps(?:\s|$)/
/** Node 20 asks them always. */
const FIRST_WITHOUT_MAPS = 22
/** lib/internal/test_runner/coverage.js */
const FILE = /[\\/]coverage-\d+-\d{13}-\d+\.json$/

/** What V8 and node write of one process. */
interface CoverageFile {
  result?: ScriptCoverage[] | undefined
  'source-map-cache'?: Record<string, CachedMap | undefined>
}
interface CachedMap {
  data?: { [COVERAGE_FIELD]?: RewrittenText; sourcesContent?: string[] } | null
}

/** This process reports the coverage of itself and of the test files that it runs. */
export function reportsCoverage(options: string): boolean {
  return COVERAGE.test(options)
}

/** Of the options in NODE_OPTIONS and on the command line. */
export function nodeOptions(): string {
  return [...process.execArgv, process.env.NODE_OPTIONS].join(' ')
}

/** To be called before the runner loads what it reads coverage by. `ownFolder`: of the files of the loader. */
export function correctReportedCoverage(ownFolder: string): void {
  const options = nodeOptions()
  if (!reportsCoverage(options)) return
  const major = Number.parseInt(process.versions.node, 10)
  const asksMaps = major < FIRST_WITHOUT_MAPS || SOURCE_MAPS.test(options)
  const fs = process.getBuiltinModule('node:fs') as typeof import('node:fs')
  const { readFileSync } = fs
  const own = `${pathToFileURL(ownFolder)}/`
  const corrected = {
    readFileSync(this: unknown, ...list: unknown[]): unknown {
      const read = Reflect.apply(readFileSync, this, list)
      return typeof read === 'string' && FILE.test(String(list[0])) ? correctFile(read, asksMaps, own) : read
    },
  }.readFileSync
  fs.readFileSync = standsFor(corrected, readFileSync) as typeof readFileSync
}

/**
 * The text of a coverage file with the offsets of rewritten scripts as they were, unless a compiler's map is asked, and
 * without the scripts below the URL `own`, which are ours.
 */
export function correctFile(text: string, asksMaps: boolean, own: string): string {
  if (!text.includes(COVERAGE_FIELD) && !text.includes(own)) return text
  const file = JSON.parse(text) as CoverageFile
  file.result = file.result?.filter(({ url }) => !url.startsWith(own))
  const maps = file['source-map-cache'] ?? {}
  for (const script of file.result ?? []) {
    const data = maps[script.url]?.data
    const rewritten = data?.[COVERAGE_FIELD]
    if (rewritten === undefined || (asksMaps && !rewritten.mapless)) continue
    const { length, insertions } = rewritten
    // Nothing follows the helper.
    const all = [...insertionsIn(insertions), { offset: length, length: Number.POSITIVE_INFINITY }]
    leadBack(script, 0, data?.sourcesContent?.[0] ?? '', all)
    delete maps[script.url]
  }
  return JSON.stringify(file)
}
