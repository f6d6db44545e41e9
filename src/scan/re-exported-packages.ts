/** Names the packages that files without a function of their own hand on: what a newcomer meant to probe is there. */
import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'

/** What a text loads by the name of a package; in files that hold nothing else, no string is likely to look like it. */
const LOADED = /\b(?:from|require\s*\(|import\s*\(?)\s*(['"])((?:@[\w.~-]+\/)?[\w~-][\w.~-]*)(?:\/[^'"]*)?\1/g

/** In the order in which they are met; paths are relative to `root`. */
export function reExportedPackages(root: string, files: readonly string[]): string[] {
  const names = files.flatMap((file) => [...textOf(join(root, file)).matchAll(LOADED)].map(([, , name]) => name ?? ''))
  return [...new Set(names)].filter((name) => !isBuiltin(name))
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // It is a hint only.
  }
}
