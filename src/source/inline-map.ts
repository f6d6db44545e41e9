/** Keeps a compiler's inline source map true: what was inserted into a line moves the rest of that line. */
import { LineIndex } from './line-index.js'
import { movedMappings } from './trace-map.js'
import type { Insertion } from './wrap-text.js'

const INLINE_MAP = /\/\/[#@] sourceMappingURL=data:application\/json[^,\s]*;base64,([A-Za-z0-9+/=]+)\s*$/

/** Of what stands at `column` (0-based) and after it. */
interface Shift {
  column: number
  by: number
}

/** JSON of the map at the end of `code` after the insertions; undefined: there is none that can be read. */
export function shiftedInlineMap(code: string, insertions: readonly Insertion[]): string | undefined {
  const encoded = INLINE_MAP.exec(code)?.[1]
  const map = encoded === undefined ? undefined : parseMap(Buffer.from(encoded, 'base64').toString())
  if (map === undefined) return undefined
  const shifts = shiftsByLine(code, insertions)
  const mappings = movedMappings(map.mappings, (line, column) =>
    (shifts.get(line) ?? []).reduce((sum, shift) => (shift.column <= column ? sum + shift.by : sum), column),
  )
  return JSON.stringify({ ...map, mappings })
}

function parseMap(json: string): { mappings: string } | undefined {
  try {
    const map = JSON.parse(json)
    return typeof map?.mappings === 'string' ? map : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined // then nothing can use it, and the text gets a map of its own
    throw error
  }
}

/** By 0-based line. */
function shiftsByLine(code: string, insertions: readonly Insertion[]): Map<number, Shift[]> {
  const index = new LineIndex(code)
  const shifts = new Map<number, Shift[]>()
  for (const { offset, text } of insertions) {
    const { line, column } = index.positionOf(offset)
    const onLine = shifts.get(line - 1) ?? []
    onLine.push({ column: column - 1, by: text.length })
    shifts.set(line - 1, onLine)
  }
  return shifts
}
