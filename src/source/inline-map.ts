/** Keeps a compiler's inline source map true: what was inserted into a line moves the rest of that line. */
import { LineIndex } from './line-index.js'
import { readVlq, writeVlq } from './vlq.js'
import type { Insertion } from './wrap-text.js'

const INLINE_MAP = /\/\/[#@] sourceMappingURL=data:application\/json[^,\s]*;base64,([A-Za-z0-9+/=]+)\s*$/

/** Columns are 0-based. */
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
  const lines = map.mappings.split(';')
  const mappings = lines.map((line, index) => shiftLine(line, shifts.get(index) ?? [])).join(';')
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

/** Only the first field of a segment, its column relative to the one before, changes. Source Map revision 3. */
function shiftLine(line: string, shifts: readonly Shift[]): string {
  if (shifts.length === 0 || line === '') return line
  let column = 0
  let written = 0
  const segments = line.split(',').map((segment) => {
    const first = readVlq(segment)
    column += first.value
    const moved = shifts.reduce((sum, shift) => (shift.column <= column ? sum + shift.by : sum), column)
    const delta = moved - written
    written = moved
    return writeVlq(delta) + segment.slice(first.length)
  })
  return segments.join(',')
}
