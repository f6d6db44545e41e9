/** Turns what a process wrote during a run back into data: lines of JSON and blocks of Float64 counters. */
import { COUNTER_INDEX, COUNTER_STRIDE, COUNTERS, type SiteCounters, zeroCounters } from './counters.js'
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

/** Counters of `count` sites from block `firstBlock` on; what a short file does not hold is 0. */
export function decodeCounters(bytes: Uint8Array, firstBlock: number, count: number): SiteCounters[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: count }, (_, site) => decodeBlock(view, firstBlock + site))
}

function decodeBlock(view: DataView, block: number): SiteCounters {
  const counters = zeroCounters()
  for (const name of COUNTERS) {
    const offset = (block * COUNTER_STRIDE + COUNTER_INDEX[name]) * SLOT_BYTES
    if (offset + SLOT_BYTES <= view.byteLength) counters[name] = view.getFloat64(offset, true)
  }
  return counters
}
