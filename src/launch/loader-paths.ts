/** Where the bundles lie that run inside the owner's processes. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../wire/package-root.js'

/** Absolute paths of the bundles that a run needs. */
export interface LoaderPaths {
  preloadPath: string
  launcherPath: string
  hostPath: string
  /** All that a rewritten source depends on, types taken away included. */
  rewriterPaths: string[]
}

export function loaderPaths(root: string = packageRoot()): LoaderPaths {
  const dir = loaderDir(root)
  return {
    preloadPath: join(dir, 'preload.cjs'),
    launcherPath: join(dir, 'launcher.cjs'),
    hostPath: join(dir, 'thread-host.cjs'),
    rewriterPaths: [join(dir, 'rewriter.cjs'), join(dir, 'strip.cjs')],
  }
}

/** Tells one build of all that runs inside the owner's processes from another. */
export function loaderBuild(root: string = packageRoot()): string {
  const dir = loaderDir(root)
  return fingerprint(readdirSync(dir).map((name) => join(dir, name)))
}

/** Of what the files hold, in the order of their names. */
export function fingerprint(paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of [...paths].sort()) hash.update(readFileSync(path))
  return hash.digest('hex').slice(0, 16)
}

function loaderDir(root: string): string {
  return join(root, 'dist', 'loader')
}
