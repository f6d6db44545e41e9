/** Ctrl-C and SIGTERM: the first asks the driver to stop and clean up; asked again, it does not leave that half done. */
import { constants } from 'node:os'

export interface Interruption {
  signal: AbortSignal
  /** 130 after SIGINT, 143 after SIGTERM; undefined: none came. */
  exitCode(): number | undefined
}

/** Ending the command and its descendants takes less, by the grace periods of src/launch, unless something is stuck. */
const CLEAN_UP_MS = 10_000

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export function watchSignals(): Interruption {
  const controller = new AbortController()
  let exitCode: number | undefined
  let firstMs = 0
  for (const name of SIGNALS) {
    process.on(name, () => {
      if (exitCode !== undefined) {
        if (performance.now() - firstMs > CLEAN_UP_MS) process.exit(exitCode)
        return
      }
      firstMs = performance.now()
      exitCode = 128 + constants.signals[name]
      controller.abort(new Error(`Interrupted by ${name}`))
    })
  }
  return { signal: controller.signal, exitCode: () => exitCode }
}
