/** Keeps what was read of files from one scan to the next, in the user's cache directory, within bounds. */
import { mkdirSync, readdirSync } from 'node:fs'
import { endianness } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fingerprint, loaderPaths } from './launch/loader-paths.js'
import { pruneFiles } from './launch/prune-files.js'
import { ownCacheDir } from './launch/user-cache.js'
import { KeptFacts } from './scan/kept-facts.js'
import { PARSER_VERSIONS } from './scan/parser-versions.js'

const PRIVATE = 0o700
const OWN_FOLDER = fileURLToPath(new URL('.', import.meta.url))

/** `scan` with the facts of earlier scans by the same build; without any where nothing can be kept. */
export async function withKeptFacts<T>(scan: (kept: KeptFacts | undefined) => Promise<T>): Promise<T> {
  const folder = factsFolder(process.env)
  const kept = folder === undefined ? undefined : openFacts(folder)
  const found = await scan(kept)
  if (folder !== undefined && kept && kept.written > 0) prune(folder)
  return found
}

function prune(folder: string): void {
  try {
    pruneFiles(folder)
  } catch {
    // Another user's files, or another scan that does the same: the next one tries again.
  }
}

function factsFolder(env: NodeJS.ProcessEnv): string | undefined {
  return shippedBundles().length === 0 ? undefined : join(ownCacheDir(env), 'facts')
}

/** undefined: it cannot be written to. */
function openFacts(folder: string): KeptFacts | undefined {
  const directory = join(folder, generation())
  try {
    mkdirSync(directory, { recursive: true, mode: PRIVATE })
    return new KeptFacts(directory)
  } catch {
    return undefined
  }
}

/** Of all that facts depend on beside the text: our code, and the parsers that are packages of their own. */
function generation(): string {
  const ours = fingerprint([...shippedBundles(), ...loaderPaths().rewriterPaths])
  // Facts hold numbers as this machine writes them, and home directories are shared.
  return [ours, ...PARSER_VERSIONS, endianness()].join('-')
}

/** Empty where single compiled files are run, as our tests do: those change without any build. */
function shippedBundles(): string[] {
  return readdirSync(OWN_FOLDER)
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => join(OWN_FOLDER, name))
}
