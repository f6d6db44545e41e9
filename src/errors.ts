/** The one class for faults that the owner can mend: bad input (exit 2) and runs that could not be measured (exit 3). */

/** Every known fault and the exit code that it ends the CLI with: 2 usage or configuration, 3 it could not measure. */
export const EXIT_CODE_OF = {
  'unknown-option': 2,
  'unknown-config-key': 2,
  'config-syntax': 2,
  'config-type': 2,
  'config-range': 2,
  'config-missing': 2,
  'no-target-matched': 2,
  'no-site-found': 2,
  'command-without-dashes': 2,
  'command-empty': 2,
  'unsupported-isolation': 2,
  'unknown-reporter': 2,
  'run-dir-in-use': 2,
  'not-a-run-directory': 2,
  'cannot-resume': 2,
  'nothing-to-report': 2,
  'profile-unreadable': 2,
  'file-not-writable': 2,
  'report-not-written': 3,
  'command-not-found': 3,
  'command-failed': 3,
  'command-timed-out': 3,
  'nothing-instrumented': 3,
  'record-unreadable': 3,
  'run-directory': 3,
} as const

export type ProbeErrorCode = keyof typeof EXIT_CODE_OF

/** `message` is one line that says what, where and the remedy; `detail` is printed below it (the command's own tail). */
export class ProbeError extends Error {
  readonly detail: string | undefined

  constructor(
    readonly code: ProbeErrorCode,
    message: string,
    options: { cause?: unknown; detail?: string } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'ProbeError'
    this.detail = options.detail
  }
}
