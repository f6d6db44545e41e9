/** A process that may be killed tells some things again and again as they grow: its last word counts. */
import type { RecordLine } from './record.js'

/** Without those lines of which a later one is of the same kind, block and variant. */
export function lastOfEach(lines: readonly RecordLine[]): RecordLine[] {
  const last = new Map<string, RecordLine>()
  for (const line of lines) {
    const subject = subjectOf(line)
    if (subject !== undefined) last.set(subject, line)
  }
  return lines.filter((line) => {
    const subject = subjectOf(line)
    return subject === undefined || last.get(subject) === line
  })
}

/** undefined: it is told once. */
function subjectOf(line: RecordLine): string | undefined {
  if (!('block' in line)) return undefined
  return `${line.type} ${line.block} ${'variant' in line ? line.variant : ''}`
}
