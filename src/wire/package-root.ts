/** Where this package lies on disk, which driver and loader both ask: from sources, from a test's build, from `dist/`. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PACKAGE_NAME = 'cache-probe'

/** Absolute directory of the nearest package.json above `from` that is ours. @throws {Error} when there is none. */
export function packageRoot(from: string = fileURLToPath(import.meta.url)): string {
  for (let dir = dirname(from); ; dir = dirname(dir)) {
    if (nameIn(join(dir, 'package.json')) === PACKAGE_NAME) return dir
    if (dir === dirname(dir)) throw new Error(`no package.json of ${PACKAGE_NAME} above ${from}: reinstall it`)
  }
}

function nameIn(manifestPath: string): unknown {
  return existsSync(manifestPath) ? JSON.parse(readFileSync(manifestPath, 'utf8')).name : undefined
}
