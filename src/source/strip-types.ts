/** Loads the bundled type stripper when a target is TypeScript, and leaves no trace of it in `require.cache`. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UnparsableError } from './unparsable.js'

type Strip = (text: string) => string

let strip: Strip | undefined

/** Types become blanks, so that offsets, lines and columns stay. @throws {UnparsableError} for enums and the like. */
export function stripTypes(text: string): string {
  strip ??= loadStrip()
  try {
    return strip(text)
  } catch (error) {
    throw asUnparsable(error)
  }
}

function loadStrip(): Strip {
  const require = createRequire(import.meta.url)
  const path = join(packageDirectory(), 'dist', 'loader', 'strip.cjs')
  const loaded = require(path) as { stripTypes: Strip }
  delete require.cache[path]
  return loaded.stripTypes
}

function packageDirectory(): string {
  const start = dirname(fileURLToPath(import.meta.url))
  for (let directory = start; ; directory = dirname(directory)) {
    const manifest = join(directory, 'package.json')
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'cache-probe') return directory
    if (directory === dirname(directory)) throw new Error(`no package.json named cache-probe above ${start}`)
  }
}

/** amaro throws plain objects: `{ code, message, startLine, startColumn }`, line 1-based and column 0-based. */
function asUnparsable(error: unknown): unknown {
  const { message, startLine, startColumn } = error as Record<string, unknown>
  if (typeof message !== 'string' || error instanceof Error) return error
  const line = typeof startLine === 'number' ? startLine : 1
  const column = typeof startColumn === 'number' ? startColumn + 1 : 1
  return new UnparsableError(message, line, column, error)
}
