/** Source text -> the same text with its sites wrapped: only insertions into lines, and one line after the last. */
import { basename } from 'node:path'
import { type MarkedCache, textDigest } from '../wire/cache-marks.js'
import { COVERAGE_FIELD, type RewrittenText } from '../wire/coverage-field.js'
import { cacheHelperText, cacheInsertions } from './cache-text.js'
import { enclosedReaders } from './enclosed-readers.js'
import { findSites } from './find-sites.js'
import { shiftedInlineMap } from './inline-map.js'
import { parseSource, type SourceType } from './parse.js'
import { mapOf } from './source-map.js'
import { ownersSites } from './tools-functions.js'
import { topLevelNames } from './top-level-names.js'
import { helperText, type Insertion, insertionsFor } from './wrap-text.js'

export interface RewriteOptions {
  /** Relative to the root, with `/`: the first part of every id. */
  file: string
  hint?: SourceType | undefined
  typesStripped?: boolean | undefined
  /** Ids to wrap; undefined: all that can be. */
  select?: ReadonlySet<string> | undefined
  /** Variables that the runtime is to be able to read, where the text declares them outside of all functions. */
  captured?: ReadonlySet<string> | undefined
  /** By id, variables of the functions around it that the runtime is to be able to read. */
  enclosed?: ReadonlyMap<string, readonly string[]> | undefined
  /** Caches of the owner's to be watched; those that were found in another text are left alone. */
  caches?: readonly MarkedCache[] | undefined
  /** Append a map back to the text as it was where the text has no inline map of its own, and what coverage goes by. */
  sourceMap: boolean
}

export interface Rewritten {
  code: string
  /** Ids of the wrapped sites, in the order of their indices. */
  sites: string[]
  /** JSON; present when it was asked for. */
  map?: string
}

/** undefined: there is no site to wrap. @throws {UnparsableError} */
export function rewriteSource(text: string, options: RewriteOptions): Rewritten | undefined {
  const { file, hint, typesStripped, select, captured, enclosed = new Map() } = options
  const parsed = parseSource(text, file, { hint, typesStripped })
  const found = findSites(parsed, file)
  const wanted = select ? found.filter(({ id }) => select.has(id)) : ownersSites(parsed.code, found)
  const sites = wanted.filter((site) => site.edit)
  const caches = cachesOf(parsed.code, options.caches)
  if (sites.length + caches.length === 0) return undefined
  const helper = unusedName(parsed.code)
  const readers = enclosedReaders(parsed.ast, sites, enclosed)
  const cacheHelper = `${helper}_k`
  const wrapping = insertionsFor(parsed, sites, helper, readers)
  const insertions = [...wrapping, ...cacheInsertions(parsed, caches, cacheHelper)].sort(
    (a, b) => a.offset - b.offset || a.rank - b.rank || a.tie - b.tie,
  )
  const readable = captured === undefined ? [] : topLevelNames(parsed.ast).filter((name) => captured.has(name))
  const shadowed = shadowsGlobals(parsed.code)
  const definition = [
    ...(sites.length > 0
      ? [helperText(helper, file, sites, { shadowed, readable, readsClosures: readers.size > 0 })]
      : []),
    ...(caches.length > 0 ? [cacheHelperText(cacheHelper, caches, shadowed)] : []),
  ].join(';')
  // On a line of its own after all others: coverage tools, which go by the map, then see nothing of it.
  const code = `${insertInto(parsed.code, insertions)}\n${definition}//${placesOf(insertions)}`
  const ids = sites.map((site) => site.id)
  // A compiler's own map is kept true whatever was asked for: stack traces of minified lines are led back by it.
  const compilers = shiftedInlineMap(parsed.code, insertions)
  if (!options.sourceMap)
    return { code: compilers === undefined ? code : `${code}${mapComment(compilers)}`, sites: ids }
  const mapless = compilers === undefined
  const rewritten: RewrittenText = { length: parsed.code.length, insertions: placesOf(insertions), mapless }
  const map = withField(compilers ?? mapOf(parsed.code, insertions, basename(file), text), rewritten)
  return { code: `${code}${mapComment(map)}`, sites: ids, map }
}

/** Of the text that their marks belong to. */
function cachesOf(code: string, caches: readonly MarkedCache[] = []): readonly MarkedCache[] {
  const digest = caches.length > 0 ? textDigest(code) : ''
  return caches.filter((cache) => cache.digest === digest)
}

/** Offset in the text and length of each insertion, for whoever must lead positions back without a map. */
function placesOf(insertions: readonly Insertion[]): string {
  return insertions.map(({ offset, text }) => `${offset}+${text.length}`).join()
}

function insertInto(code: string, insertions: readonly Insertion[]): string {
  const parts: string[] = []
  let from = 0
  for (const { offset, text } of insertions) {
    parts.push(code.slice(from, offset), text)
    from = offset
  }
  parts.push(code.slice(from))
  return parts.join('')
}

function unusedName(code: string): string {
  let name = '$cp'
  for (let suffix = 1; code.includes(name); suffix++) name = `$cp${suffix}`
  return name
}

/** True when the text may declare `Symbol` or `globalThis` itself; sometimes true when it does not. */
function shadowsGlobals(code: string): boolean {
  if (!code.includes('Symbol') && !code.includes('globalThis')) return false
  return (
    /\b(?:var|let|const|class|function|as)[\s*]+(?:Symbol|globalThis)\b/.test(code) ||
    /\b(?:Symbol|globalThis)\s*(?:=(?![=>])|[,}\]]|from\b)/.test(code)
  )
}

/** Behind all that the map has: nothing is gained by parsing megabytes of it. */
function withField(map: string, rewritten: RewrittenText): string {
  return `${map.slice(0, map.lastIndexOf('}'))},"${COVERAGE_FIELD}":${JSON.stringify(rewritten)}}`
}

/** The last such comment counts: one that the text already has may stay where it is. */
function mapComment(map: string): string {
  return `\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${Buffer.from(map).toString('base64')}\n`
}
