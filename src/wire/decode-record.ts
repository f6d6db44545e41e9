/** Turns what a process wrote during a run back into data: lines of JSON and blocks of Float64 counters. */
import { COUNTER_STRIDE } from './counters.js'
import type { RecordLine } from './record.js'
import { WIRE_VERSION } from './version.js'

/** Why a record cannot be understood. `version`: another version of cache-probe wrote it. */
export type WireFault = 'version' | 'malformed'

export class WireError extends Error {
  constructor(
    readonly fault: WireFault,
    message: string,
    options: { cause?: unknown } = {},
  ) {
    super(message, options)
    this.name = 'WireError'
  }
}

/**
 * The lines of one record. Whatever follows the last line break was cut off while being written, and is ignored; a
 * process that was killed before its first line was whole has none.
 * @throws {WireError} when a whole line is not JSON, or the first one is not a process line of this wire version.
 */
export function decodeLines(text: string): RecordLine[] {
  const lines = text.split('\n').slice(0, -1).map(parseLine)
  const [first] = lines
  if (first !== undefined) checkProcessLine(first)
  return lines
}

function parseLine(line: string, index: number): RecordLine {
  try {
    return JSON.parse(line) as RecordLine
  } catch (cause) {
    throw new WireError('malformed', `line ${index + 1} is not JSON`, { cause })
  }
}

function checkProcessLine(line: RecordLine): void {
  if (line.type !== 'process') throw new WireError('malformed', 'line 1 does not name its process')
  if (line.wireVersion !== WIRE_VERSION) {
    throw new WireError('version', `wire version ${line.wireVersion} instead of ${WIRE_VERSION}`)
  }
}

const SLOT_BYTES = Float64Array.BYTES_PER_ELEMENT

/** Slots of `count` blocks from `firstBlock` on, {@link COUNTER_STRIDE} each; what a short file does not hold is 0. */
export function decodeCounters(bytes: Uint8Array, firstBlock: number, count: number): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const slots = new Float64Array(count * COUNTER_STRIDE)
  const firstByte = firstBlock * COUNTER_STRIDE * SLOT_BYTES
  const held = Math.min(slots.length, Math.floor((bytes.byteLength - firstByte) / SLOT_BYTES))
  for (let slot = 0; slot < held; slot++) slots[slot] = view.getFloat64(firstByte + slot * SLOT_BYTES, true)
  return slots
}
