/** Ctrl-C and SIGTERM: the first asks the driver to stop and clean up, the second ends this process at once. */
import { constants } from 'node:os'

export interface Interruption {
  signal: AbortSignal
  /** 130 after SIGINT, 143 after SIGTERM; undefined: none came. */
  exitCode(): number | undefined
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export function watchSignals(): Interruption {
  const controller = new AbortController()
  let exitCode: number | undefined
  for (const name of SIGNALS) {
    process.on(name, () => {
      if (exitCode !== undefined) process.exit(exitCode)
      exitCode = 128 + constants.signals[name]
      controller.abort(new Error(`Interrupted by ${name}`))
    })
  }
  return { signal: controller.signal, exitCode: () => exitCode }
}
