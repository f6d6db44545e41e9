/** Loads the bundled type stripper when a target is TypeScript, and leaves no trace of it in `require.cache`. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { packageRoot } from '../wire/package-root.js'
import { MappedPositions } from './mapped-positions.js'
import { UnparsableError } from './unparsable.js'

interface Stripper {
  stripTypes(text: string): string
  compileTypes(text: string): { code: string; map: string }
}

let stripper: Stripper | undefined

/** Types become blanks, so that offsets, lines and columns stay. @throws {UnparsableError} for enums and the like. */
export function stripTypes(text: string): string {
  stripper ??= loadStripper()
  try {
    return stripper.stripTypes(text)
  } catch (error) {
    throw asUnparsable(error)
  }
}

/** What runs instead of enums, namespaces and parameter properties, and the way back. @throws {UnparsableError} */
export function compileTypes(text: string): { code: string; positions: MappedPositions } {
  stripper ??= loadStripper()
  try {
    const { code, map } = stripper.compileTypes(text)
    return { code, positions: new MappedPositions(code, text, map) }
  } catch (error) {
    throw asUnparsable(error)
  }
}

function loadStripper(): Stripper {
  const require = createRequire(import.meta.url)
  const path = join(packageRoot(), 'dist', 'loader', 'strip.cjs')
  const loaded = require(path) as Stripper
  delete require.cache[path]
  return loaded
}

/** amaro throws plain objects: `{ code, message, startLine, startColumn }`, line 1-based and column 0-based. */
function asUnparsable(error: unknown): unknown {
  const { message, startLine, startColumn } = error as Record<string, unknown>
  if (typeof message !== 'string' || error instanceof Error) return error
  const line = typeof startLine === 'number' ? startLine : 1
  const column = typeof startColumn === 'number' ? startColumn + 1 : 1
  return new UnparsableError(message, line, column, error)
}
