/** Tells on stderr what is being done: one line that is rewritten on a terminal, one line a stage elsewhere. */
import type { ProgressEvent } from '../index.js'

const STAGES: Record<ProgressEvent['stage'], string> = {
  scan: 'scan: reading sources',
  observe: 'screening: observe run',
  time: 'screening: time run',
  cached: 'screening: cached run',
  // In screening and in validation alike.
  bisect: 'bisection: run',
  targeting: 'targeting: run',
  validation: 'validation: run',
  calibration: 'calibration: run',
  profile: 'profile: run',
  caches: 'own caches: run',
}

/** Elsewhere than on a terminal, a stage that takes less needs no line. */
const WORTH_A_LINE_MS = 2000

export interface Progress {
  show(event: ProgressEvent): void
  /** Ends the display, so that what follows starts on a clean line. */
  clear(): void
}

/** A stream that progress is written to; a terminal says how many columns it has, some say 0. */
type ProgressStream = Pick<NodeJS.WriteStream, 'write'> & { columns?: number }

/** One line, rewritten in place. */
export function rewrittenProgress(stream: ProgressStream): Progress {
  let onScreen = false
  return {
    show(event) {
      stream.write(`\r\x1b[2K${progressLine(event).slice(0, (stream.columns || 80) - 1)}`)
      onScreen = true
    },
    clear() {
      if (onScreen) stream.write('\r\x1b[2K')
      onScreen = false
    },
  }
}

/** One line for each stage that lasts. */
export function loggedProgress(stream: ProgressStream, worthALineMs = WORTH_A_LINE_MS): Progress {
  let stage: ProgressEvent['stage'] | undefined
  let pending: NodeJS.Timeout | undefined
  return {
    show(event) {
      if (event.stage === stage) return
      stage = event.stage
      clearTimeout(pending)
      pending = setTimeout(() => stream.write(`${progressLine(event)}\n`), worthALineMs).unref()
    },
    clear() {
      clearTimeout(pending)
    },
  }
}

/** `validation: run 5 (src/a.js#sum)`. */
export function progressLine({ stage, run, detail }: ProgressEvent): string {
  const numbered = run === undefined ? '' : ` ${run}`
  return `${STAGES[stage]}${numbered}${detail === undefined ? '' : ` (${detail})`}`
}
