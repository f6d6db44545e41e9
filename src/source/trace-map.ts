/** The one door to trace-mapping: the text of a source map -> where a position came from, and mappings in and out. */
import {
  AnyMap,
  decodedMappings,
  encodedMappings,
  type SourceMapInput,
  type SourceMapSegment,
  sourceContentFor,
  TraceMap,
  traceSegment,
} from '@jridgewell/trace-mapping'

/** Lines and columns count from 1. */
export interface Traced {
  /** URL of the source, resolved against that of the map. */
  source: string
  /** The source's text, where the map holds it. */
  content: string | undefined
  line: number
  column: number
  /** What the source calls the thing that stands exactly there, if the map says so. */
  name: string | undefined
}

export type Trace = (line: number, column: number) => Traced | undefined

/** What is no base64 would be read as zeros, and lead to the start of the source. */
const NO_MAPPINGS = /"mappings"\s*:\s*"(?![A-Za-z0-9+/,;]*")/

/** @throws whatever the text gives rise to that is no source map: maps are made by anybody. */
export function traceMap(text: string, url: string): Trace {
  if (NO_MAPPINGS.test(text)) throw new TypeError('these are no mappings')
  const map = new AnyMap(text, url)
  return (line, column) => {
    const [generatedColumn, source, originalLine, originalColumn, name] = traceSegment(map, line - 1, column - 1) ?? []
    if (source === undefined || originalLine === undefined || originalColumn === undefined) return undefined
    const resolved = map.resolvedSources[source]
    if (!resolved) return undefined
    return {
      source: resolved,
      content: sourceContentFor(map, resolved) ?? undefined,
      line: originalLine + 1,
      column: originalColumn + 1,
      name: generatedColumn === column - 1 && name !== undefined ? map.names[name] : undefined,
    }
  }
}

/** The same mappings with each segment where `moved` puts it on its line; lines and columns count from 0. */
export function movedMappings(mappings: string, moved: (line: number, column: number) => number): string {
  const lines = decodedMappings(mapWith(mappings)).map((segments, line) =>
    segments.map(([column, ...origin]) => [moved(line, column), ...origin] as SourceMapSegment),
  )
  return encodedMappings(mapWith(lines))
}

/** Nothing is asked about its sources and names. */
function mapWith(mappings: string | SourceMapSegment[][]): TraceMap {
  return new TraceMap({ version: 3, names: [], sources: [], mappings } as SourceMapInput)
}
