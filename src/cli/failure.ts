/** Puts a fault on stderr: a known one in a line with its remedy, an unknown one with its stack; says the exit code. */
import { EXIT_CODE_OF, ProbeError } from '../index.js'

const OUR_FAULT = 70

export function reportFailure(error: unknown, stream: NodeJS.WritableStream): number {
  if (error instanceof ProbeError) {
    stream.write(`cache-probe: ${error.message}\n${indented(error.detail)}`)
    return EXIT_CODE_OF[error.code]
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  stream.write(`cache-probe: a fault of its own; please report it with the lines below.\n${stack}\n`)
  return OUR_FAULT
}

function indented(detail: string | undefined): string {
  if (detail === undefined || detail.trim() === '') return ''
  return `${detail.trimEnd().replace(/^/gm, '  ')}\n`
}
