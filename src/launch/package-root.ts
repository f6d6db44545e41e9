/** Where this package lies on disk, and in it the bundles that run inside the owner's processes. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Absolute paths of the bundles that a run needs. */
export interface LoaderPaths {
  preloadPath: string
  launcherPath: string
  rewriterPath: string
}

const PACKAGE_NAME = 'cache-probe'

/** The same from sources, from a test's build directory and from `dist/`. */
export function packageRoot(from: string = fileURLToPath(import.meta.url)): string {
  for (let dir = dirname(from); ; dir = dirname(dir)) {
    if (nameIn(join(dir, 'package.json')) === PACKAGE_NAME) return dir
    if (dir === dirname(dir)) throw new Error(`no package.json of ${PACKAGE_NAME} above ${from}: reinstall it`)
  }
}

function nameIn(manifestPath: string): unknown {
  return existsSync(manifestPath) ? JSON.parse(readFileSync(manifestPath, 'utf8')).name : undefined
}

export function loaderPaths(root: string = packageRoot()): LoaderPaths {
  const dir = join(root, 'dist', 'loader')
  return {
    preloadPath: join(dir, 'preload.cjs'),
    launcherPath: join(dir, 'launcher.cjs'),
    rewriterPath: join(dir, 'rewriter.cjs'),
  }
}
