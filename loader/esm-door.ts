/** Where ES module source is seen: in this thread where node's synchronous hooks can be trusted, else in its hooks thread. */
import { pathToFileURL } from 'node:url'
import type { RunConfig } from '../src/wire/run-config.js'
import { type Loaded, rewriteLoaded } from './rewrite-loaded.js'
import type { Targets } from './run-config.js'
import type { Runtime } from './runtime.js'
import type { SourceRewriter } from './source-rewriter.js'
import { supportsSyncHooks } from './sync-hooks.js'

type Load = (url: string, context: object, nextLoad: (url: string, context: object) => Loaded) => Loaded
/** `registerHooks` is not in the types of Node 20. */
type NodeModule = typeof import('node:module') & { registerHooks(hooks: { load: Load }): void }

/** What the hooks thread is told; it has no runtime and no recorder of its own. */
export interface HooksData {
  config: RunConfig
  /** File that it appends its `skipped` lines to. */
  linesPath: string
}

/** Before any module of the owner's is loaded. `beforeBuiltin` is told of a builtin that is about to be. */
export function openSyncDoor(
  targets: Targets,
  rewriter: SourceRewriter,
  runtime: Runtime,
  beforeBuiltin: (url: string) => void,
): void {
  nodeModule().registerHooks({
    load(url, context, nextLoad) {
      if (url.startsWith('node:')) runtime.guard(undefined, () => beforeBuiltin(url))
      const loaded = nextLoad(url, context)
      return runtime.guard(loaded, () => rewriteLoaded(url, loaded, targets, rewriter))
    },
  })
}

/** Starts node's hooks thread, which costs tens of milliseconds of CPU. */
export function openHooksThread(config: RunConfig, linesPath: string): void {
  const data: HooksData = { config, linesPath }
  nodeModule().register(new URL('hooks.mjs', import.meta.url).href, {
    parentURL: pathToFileURL(config.root).href,
    data,
  })
}

export { supportsSyncHooks }

function nodeModule(): NodeModule {
  return process.getBuiltinModule('node:module') as unknown as NodeModule
}
