/** Reads target files one by one and says of each function what a cache on it would have to know. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as eventLoopTurn } from 'node:timers/promises'
import { UnparsableError } from '../source/unparsable.js'
import { JoinedFacts } from './joined-facts.js'
import type { KeptFacts } from './kept-facts.js'
import { type FileKey, KeptScan } from './kept-scan.js'
import { type ScannedText, scanInParts } from './scan-text.js'
import type { Scan, SkippedFile } from './scanned-site.js'

export interface ScannedFiles {
  root: string
  /** Relative to `root`, with `/`. */
  files: string[]
  /** What earlier scans came to; absent: everything is analysed. */
  kept?: KeptFacts | undefined
}

/** A file that cannot be read or parsed is named in `skipped`. */
export async function scanFiles({ root, files, kept }: ScannedFiles): Promise<Scan> {
  const sorted = [...files].sort(byCodeUnits)
  if (!kept) return (await scanAnew(root, sorted, undefined)).scan
  const whole = new KeptScan(kept.directory, root)
  const keys = await keysOf(root, sorted, kept)
  const known = whole.read(keys)
  if (known) return known
  const before = kept.written
  const anew = await scanAnew(root, sorted, { facts: kept, keys })
  whole.keep(anew.keys, anew.scan, kept.written - before)
  return anew.scan
}

/** See {@link KeptScan}. */
async function keysOf(root: string, files: readonly string[], kept: KeptFacts): Promise<FileKey[]> {
  const keys: FileKey[] = []
  for (const file of files) {
    await eventLoopTurn()
    const content = contentOf(root, file)
    keys.push(Buffer.isBuffer(content) ? kept.keyOf(file, content) : undefined)
  }
  return keys
}

/** What is kept, and of each file the key that it had a moment ago. */
interface Kept {
  facts: KeptFacts
  keys: readonly FileKey[]
}

async function scanAnew(root: string, files: readonly string[], kept: Kept | undefined) {
  const joined = new JoinedFacts((file) => {
    const content = contentOf(root, file)
    return Buffer.isBuffer(content) ? content.toString() : undefined
  })
  const keys: FileKey[] = []
  // One after the other: only one syntax tree is alive at a time.
  for (const [index, file] of files.entries()) {
    const { key, found } = await inTurns(scanFile(root, file, kept?.facts, kept?.keys[index]))
    if ('message' in found) joined.skip(found)
    else joined.add(file, found)
    keys.push(key)
  }
  return { scan: joined.settled(), keys }
}

/** Every part in a turn of the event loop of its own, so that Ctrl-C is heard. */
async function inTurns<T>(parts: Generator<void, T>): Promise<T> {
  for (;;) {
    await eventLoopTurn()
    const { done, value } = parts.next()
    if (done) return value
  }
}

interface FoundInFile {
  key: FileKey
  found: ScannedText | SkippedFile
}

/** Reads the file only where nothing is kept under `earlier`; it may have changed since. */
function* scanFile(
  root: string,
  file: string,
  kept: KeptFacts | undefined,
  earlier: FileKey,
): Generator<void, FoundInFile> {
  const known = earlier && kept?.read(earlier)
  if (known) return { key: earlier, found: known }
  const content = contentOf(root, file)
  if (!Buffer.isBuffer(content)) return { key: undefined, found: content }
  const key = kept?.keyOf(file, content)
  try {
    const found = yield* scanInParts(content.toString(), file)
    return { key, found: kept && key ? kept.write(key, found) : found }
  } catch (error) {
    if (!(error instanceof UnparsableError)) throw error
    return { key, found: { file, line: error.line, column: error.column, message: error.message } }
  }
}

function contentOf(root: string, file: string): Buffer | SkippedFile {
  try {
    return readFileSync(join(root, file))
  } catch (error) {
    return { file, line: undefined, column: undefined, message: (error as Error).message }
  }
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
