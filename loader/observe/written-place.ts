/** Leads a place in the file that node ran back to where it was written, by the source map that node has of that file. */

import type { SourceMap } from 'node:module'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const PLACE = /^(.*):(\d+):(\d+)$/s
const OTHER_SCHEME = /^\w{2,}:/

/** By `path:line:column`. */
const known = new Map<string, string>()

/** `path:line:column` of the source; the place itself where node keeps no map, or one that leads to no file. */
export function writtenPlace(place: string): string {
  const written = known.get(place) ?? lookedUp(place) ?? place
  known.set(place, written)
  return written
}

function lookedUp(place: string): string | undefined {
  const [, path, line, column] = PLACE.exec(place) ?? []
  if (path === undefined) return undefined
  try {
    return positionIn(mapOf(path), path, Number(line), Number(column))
  } catch {
    return undefined // Maps are made by anybody.
  }
}

/** Node keeps maps where something asked it to: `--enable-source-maps`, tsx, coverage. */
function mapOf(path: string): SourceMap | undefined {
  return (process.getBuiltinModule('node:module') as typeof import('node:module')).findSourceMap(path)
}

function positionIn(map: SourceMap | undefined, path: string, line: number, column: number): string | undefined {
  const entry = map?.findEntry(line - 1, column - 1)
  if (entry === undefined || !('originalSource' in entry)) return undefined
  const { originalSource, originalLine, originalColumn } = entry
  const source = originalSource.startsWith('file:') ? fileURLToPath(originalSource) : originalSource
  if (source === '' || OTHER_SCHEME.test(source)) return undefined
  return `${resolve(dirname(path), source)}:${originalLine + 1}:${originalColumn + 1}`
}
