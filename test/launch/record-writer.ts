/** Writes records as a process of the owner's would, for tests of those who read them. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { COUNTER_INDEX, COUNTER_STRIDE, type SiteCounters } from '../../src/wire/counters.js'
import { COUNTERS_SUFFIX, LINES_SUFFIX, type ProcessLine, type RecordLine } from '../../src/wire/record.js'
import { WIRE_VERSION } from '../../src/wire/version.js'

export function processLine(pid: number, more: Partial<ProcessLine> = {}): ProcessLine {
  const node = process.version
  return {
    type: 'process',
    wireVersion: WIRE_VERSION,
    pid,
    ppid: 1,
    threadId: 0,
    node,
    argv: [],
    startedAtMs: 0,
    ...more,
  }
}

export function encodeLines(lines: RecordLine[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

/** One block for each element; what an element does not name is 0. */
export function encodeCounters(blocks: Partial<SiteCounters>[]): Uint8Array {
  const bytes = Buffer.alloc(blocks.length * COUNTER_STRIDE * 8)
  for (const [block, counters] of blocks.entries()) {
    for (const [name, value] of Object.entries(counters)) {
      const slot = block * COUNTER_STRIDE + COUNTER_INDEX[name as keyof SiteCounters]
      bytes.writeDoubleLE(value, slot * 8)
    }
  }
  return bytes
}

export function writeRecord(dir: string, name: string, lines: RecordLine[], blocks: Partial<SiteCounters>[]): void {
  writeFileSync(join(dir, name + LINES_SUFFIX), encodeLines(lines))
  writeFileSync(join(dir, name + COUNTERS_SUFFIX), encodeCounters(blocks))
}
