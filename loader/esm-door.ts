/** Where ES module source is seen: in this thread where node's synchronous hooks can be trusted, else in its hooks thread. */
import * as module from 'node:module'
import { pathToFileURL } from 'node:url'
import type { RunConfig } from '../src/wire/run-config.js'
import { type Loaded, rewriteLoaded } from './rewrite-loaded.js'
import type { Targets } from './run-config.js'
import type { Runtime } from './runtime.js'
import type { SourceRewriter } from './source-rewriter.js'
import { supportsSyncHooks } from './sync-hooks.js'

type SyncLoad = (url: string, context: object, nextLoad: (url: string, context: object) => Loaded) => Loaded
type RegisterHooks = (hooks: { load: SyncLoad }) => void

/** What the hooks thread is told; it has no runtime and no recorder of its own. */
export interface HooksData {
  config: RunConfig
  /** File that it appends its `skipped` lines to. */
  linesPath: string
}

export function openEsmDoor(
  config: RunConfig,
  targets: Targets,
  rewriter: SourceRewriter,
  runtime: Runtime,
  linesPath: string,
): void {
  if (!supportsSyncHooks()) {
    const data: HooksData = { config, linesPath }
    module.register(new URL('hooks.mjs', import.meta.url).href, { parentURL: pathToFileURL(config.root).href, data })
    return
  }
  const { registerHooks } = module as unknown as { registerHooks: RegisterHooks }
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      return runtime.guard(loaded, () => rewriteLoaded(url, loaded, targets, rewriter))
    },
  })
}
