/** Where ES module source is seen: in this thread where node's synchronous hooks can be trusted, else in its hooks thread. */
import { pathToFileURL } from 'node:url'
import type { RunConfig } from '../src/wire/run-config.js'
import { HookMadeCommonJs, REQUIRES_PAST_HOOKS } from './hook-made-commonjs.js'
import { nodeOptions } from './node-coverage.js'
import { type Loaded, rewriteLoaded } from './rewrite-loaded.js'
import type { Targets } from './run-config.js'
import type { Runtime } from './runtime.js'
import type { SourceRewriter } from './source-rewriter.js'
import { supportsSyncHooks } from './sync-hooks.js'
import { isMainThread } from './thread.js'

const OWN_LOADER = /(?:^|\s)--(?:experimental-)?loader[=\s]/

type LoadContext = { conditions?: string[] }
type Load = (url: string, context: LoadContext, nextLoad: (url: string, context: LoadContext) => Loaded) => Loaded
type ResolveContext = { parentURL?: string | undefined }
type NextResolve = (specifier: string, context: ResolveContext) => { url: string }
type Resolve = (specifier: string, context: ResolveContext, nextResolve: NextResolve) => { url: string }
type SyncHooks = { load: Load; resolve?: Resolve }
/** `registerHooks` is not in the types of Node 20. */
type NodeModule = typeof import('node:module') & { registerHooks(hooks: SyncHooks): { deregister(): void } }
type AnyRegister = (this: unknown, ...list: unknown[]) => unknown

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
  const hookMade = new HookMadeCommonJs()
  const load: Load = (url, context, nextLoad) => {
    if (url.startsWith('node:')) runtime.guard(undefined, () => beforeBuiltin(url))
    const loaded = nextLoad(url, context)
    // `Module.prototype._compile` sees what is required.
    if (loaded.format === 'commonjs' && context.conditions?.includes('require')) return loaded
    return runtime.guard(loaded, () => {
      const complete = hookMade.withSource(url, loaded, targets)
      return complete ? rewriteLoaded(url, complete, targets, rewriter) : loaded
    })
  }
  const resolve: Resolve = (specifier, context, nextResolve) => {
    const resolved = nextResolve(specifier, context)
    hookMade.noteResolved(specifier, context.parentURL, resolved.url)
    return resolved
  }
  const hooks = REQUIRES_PAST_HOOKS ? { load, resolve } : { load }
  const { registerHooks } = nodeModule()
  let registered = registerHooks(hooks)
  stayOutermost('registerHooks', () => {
    registered.deregister()
    registered = registerHooks(hooks)
  })
}

/**
 * Starts node's hooks thread, which costs tens of milliseconds of CPU: at once, or just before the main script where that
 * thread will run a loader of the owner's, which what they preload after us may have to prepare for.
 */
export function openHooksThread(config: RunConfig, linesPath: string): void {
  if (isMainThread && OWN_LOADER.test(nodeOptions())) beforeMainScript(() => registerInThread(config, linesPath))
  else registerInThread(config, linesPath)
}

function registerInThread(config: RunConfig, linesPath: string): void {
  const data: HooksData = { config, linesPath }
  const { register } = nodeModule()
  const registerOurs = () =>
    register(new URL('hooks.mjs', import.meta.url).href, { parentURL: pathToFileURL(config.root).href, data })
  registerOurs()
  stayOutermost('register', registerOurs)
}

/** Where no script is run (`--eval`, standard input), once what there is has begun. */
function beforeMainScript(act: () => void): void {
  const builtin = nodeModule() as unknown as { runMain: AnyRegister }
  const { runMain } = builtin
  let open = true
  const first = () => {
    if (builtin.runMain === replacement) builtin.runMain = runMain
    if (open) act()
    open = false
  }
  const replacement: AnyRegister = function (this: unknown, ...list) {
    first()
    return Reflect.apply(runMain, this, list)
  }
  builtin.runMain = Object.defineProperty(replacement, 'name', { value: 'runMain' })
  process.nextTick(first)
}

/** A hook that is registered later, such as tsx's, would compile what we rewrote, or hand on CommonJS past our other door. */
function stayOutermost(name: 'register' | 'registerHooks', registerOurs: () => void): void {
  const builtin = nodeModule() as unknown as Record<string, AnyRegister> & { syncBuiltinESMExports(): void }
  const original = builtin[name] as AnyRegister
  const replacement: AnyRegister = function (this: unknown, ...list) {
    const result = Reflect.apply(original, this, list)
    registerOurs()
    return result
  }
  builtin[name] = Object.defineProperty(replacement, 'name', { value: name })
  builtin.syncBuiltinESMExports()
}

export { supportsSyncHooks }

function nodeModule(): NodeModule {
  return process.getBuiltinModule('node:module') as unknown as NodeModule
}
