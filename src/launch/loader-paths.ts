/** Where the bundles lie that run inside the owner's processes. */
import { join } from 'node:path'
import { packageRoot } from '../wire/package-root.js'

/** Absolute paths of the bundles that a run needs. */
export interface LoaderPaths {
  preloadPath: string
  launcherPath: string
  /** All that a rewritten source depends on, types taken away included. */
  rewriterPaths: string[]
}

export function loaderPaths(root: string = packageRoot()): LoaderPaths {
  const dir = join(root, 'dist', 'loader')
  return {
    preloadPath: join(dir, 'preload.cjs'),
    launcherPath: join(dir, 'launcher.cjs'),
    rewriterPaths: [join(dir, 'rewriter.cjs'), join(dir, 'strip.cjs')],
  }
}
