/** The one door to json5: reads a configuration file, and says where its syntax is broken. */
import { readFileSync } from 'node:fs'
import JSON5 from 'json5'
import { ProbeError } from '../errors.js'

/**
 * The value in a JSON or JSON5 file.
 * @param shown how messages name the file.
 * @throws {ProbeError} config-missing when it cannot be read, config-syntax with line and column (1-based).
 */
export function readJson5(file: string, shown: string): unknown {
  const text = readText(file, shown)
  try {
    return JSON5.parse(text)
  } catch (cause) {
    const { lineNumber, columnNumber, message } = cause as Error & { lineNumber?: number; columnNumber?: number }
    const problem = message.replace(/^JSON5: /, '').replace(/ at \d+:\d+$/, '')
    throw new ProbeError('config-syntax', `${shown}:${lineNumber}:${columnNumber}: ${problem}. Mend the file there.`, {
      cause,
    })
  }
}

function readText(file: string, shown: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const problem = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`
    throw new ProbeError('config-missing', `Configuration file ${shown} ${problem}: check the path.`, { cause })
  }
}
