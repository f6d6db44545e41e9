/** Writes the lines that a verdict quotes: for each site the first of each kind. */
import type { RecordLine } from '../../src/wire/record.js'
import type { Recorder } from '../recorder.js'

export class Evidence {
  private readonly written = new Set<string>()

  constructor(
    private readonly site: string,
    private readonly recorder: Pick<Recorder, 'line'>,
  ) {}

  lacks(code: string): boolean {
    return !this.written.has(code)
  }

  /** `detail` is only worked out for the first line with this code. */
  add(code: string, detail: () => string): void {
    this.once(code, () => ({ type: 'evidence', site: this.site, code: code.replace(/:.*/, ''), detail: detail() }))
  }

  once(code: string, line: () => RecordLine): void {
    if (this.written.has(code)) return
    this.written.add(code)
    this.recorder.line(line())
  }
}
