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
type RegisterHooks = (hooks: { load: SyncLoad }) => { deregister(): void }
type AnyRegister = (this: unknown, ...list: unknown[]) => unknown

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
  if (supportsSyncHooks()) registerSync(targets, rewriter, runtime)
  else registerAsync({ config, linesPath })
}

function registerSync(targets: Targets, rewriter: SourceRewriter, runtime: Runtime): void {
  const { registerHooks } = module as unknown as { registerHooks: RegisterHooks }
  const load: SyncLoad = (url, context, nextLoad) => {
    const loaded = nextLoad(url, context)
    // `Module.prototype._compile` sees CommonJS, whoever made its source.
    if (loaded.format === 'commonjs') return loaded
    return runtime.guard(loaded, () => rewriteLoaded(url, loaded, targets, rewriter))
  }
  let registered = registerHooks({ load })
  stayOutermost('registerHooks', () => {
    registered.deregister()
    registered = registerHooks({ load })
  })
}

function registerAsync(data: HooksData): void {
  const { register } = module
  const registerOurs = () =>
    register(new URL('hooks.mjs', import.meta.url).href, { parentURL: pathToFileURL(data.config.root).href, data })
  registerOurs()
  stayOutermost('register', registerOurs)
}

/** A hook that is registered later, such as tsx's, would compile what we rewrote, or hand on CommonJS past our other door. */
function stayOutermost(name: 'register' | 'registerHooks', registerOurs: () => void): void {
  const builtin = process.getBuiltinModule('node:module') as unknown as Record<string, AnyRegister>
  const original = builtin[name] as AnyRegister
  const replacement: AnyRegister = function (...list) {
    const result = Reflect.apply(original, this, list)
    registerOurs()
    return result
  }
  builtin[name] = Object.defineProperty(replacement, 'name', { value: name })
  module.syncBuiltinESMExports()
}
