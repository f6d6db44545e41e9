/** What to say of target files that ran, or should have run, where nothing of them could be seen. */
import type { ScannedSite } from '../scan/scanned-site.js'
import type { SkippedLine } from '../wire/record.js'
import type { Scalar } from './site-verdict.js'

export interface Seen {
  sites: readonly ScannedSite[]
  /** By the id of each site that was instrumented. */
  observations: ReadonlyMap<string, unknown>
  skipped: readonly SkippedLine[]
  /** The test runners behind the command, with their versions; undefined: none that is known. */
  runner: string | undefined
}

interface Warning {
  code: string
  args: Record<string, Scalar>
}

/** Files named in one warning; the JSON report tells of each function. */
const NAMED = 3

/** Never silence: a target that nothing was seen of, where something should have been, is warned of. */
export function unseenWarnings({ sites, observations, skipped, runner }: Seen): Warning[] {
  const wrappable = new Set(sites.filter(({ unwrappable }) => unwrappable === undefined).map(({ file }) => file))
  const lost = skipped.filter(({ file, reason }) => reason === 'not-instrumented' && wrappable.has(file))
  if (lost.length > 0) return [...groupedByReason(lost)].map(([why, files]) => notInstrumented(files, why, runner))
  if (sites.some(({ id }) => observations.has(id))) return []
  return runner === undefined ? [{ code: 'no-site-loaded', args: {} }] : [{ code: 'runner-not-seen', args: { runner } }]
}

function notInstrumented(files: string[], why: string, runner: string | undefined): Warning {
  const more = files.length > NAMED ? [`${files.length - NAMED} more`] : []
  const named = [...files.slice(0, NAMED), ...more].join(', ')
  return { code: 'not-instrumented', args: { files: files.length, named, why, ...(runner && { runner }) } }
}

function groupedByReason(lines: readonly SkippedLine[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const { detail, file } of lines) groups.set(detail, [...(groups.get(detail) ?? []), file])
  return groups
}
