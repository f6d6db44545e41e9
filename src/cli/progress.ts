/** Tells on stderr what is being done: one line that is rewritten on a terminal, one line a stage elsewhere. */
import type { ProgressEvent } from '../index.js'

const STAGES: Record<ProgressEvent['stage'], string> = {
  scan: 'scan: reading sources',
  observe: 'screening: observe run',
  time: 'screening: time run',
  cached: 'screening: run with all caches',
  bisect: 'screening: searching the cache that breaks the command',
  validation: 'validation: run',
  set: 'validation: recommended set, run',
}

export interface Progress {
  show(event: ProgressEvent): void
  /** Takes the rewritten line away, so that what follows starts on a clean one. */
  clear(): void
}

/** @param rewrite whether `stream` is a terminal that only progress is written to. */
export function followProgress(stream: NodeJS.WriteStream, rewrite: boolean): Progress {
  let lastStage: string | undefined
  let onScreen = false
  return {
    show(event) {
      if (rewrite) {
        stream.write(`\r\x1b[2K${progressLine(event).slice(0, (stream.columns ?? 80) - 1)}`)
        onScreen = true
      } else if (event.stage !== lastStage) stream.write(`${progressLine(event)}\n`)
      lastStage = event.stage
    },
    clear() {
      if (onScreen) stream.write('\r\x1b[2K')
      onScreen = false
    },
  }
}

/** `validation: run 5 of 24 (src/a.js#sum)`. */
export function progressLine({ stage, run, runs, detail }: ProgressEvent): string {
  const numbered = run === undefined ? '' : ` ${run}${runs === undefined ? '' : ` of ${runs}`}`
  return `${STAGES[stage]}${numbered}${detail === undefined ? '' : ` (${detail})`}`
}
