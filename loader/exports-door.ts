/** Wraps what modules export, from outside: for builtins, and for any target when `wrap` is `exports`. */
import { createRequire, isBuiltin } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { types } from 'node:util'
import type { createHook as CreateHook } from 'import-in-the-middle/create-hook.mjs'
import type { RunConfig } from '../src/wire/run-config.js'
import { SITE_FLAGS } from './armed-site.js'
import { requireUnseen } from './bundles.js'
import type { Targets } from './run-config.js'
import type { Runtime } from './runtime.js'
import { supportsSyncHooks } from './sync-hooks.js'

type Namespace = Record<string, unknown>
type Load = (this: unknown, request: string, parent: unknown, isMain: boolean) => unknown
interface ModuleInternals {
  _load: Load
  _resolveFilename(request: string, parent: unknown, isMain: boolean): string
  _cache: Record<string, { exports: unknown; loaded: boolean } | undefined>
  registerHooks(hooks: object): void
  register(url: string, options: object): void
}

const nodeModule = process.getBuiltinModule('node:module') as unknown as ModuleInternals
interface ImportInTheMiddle {
  addHook(hook: (url: string, namespace: Namespace) => void): void
}

export function openExportsDoor(config: RunConfig, targets: Targets, runtime: Runtime): void {
  const exporter = new ExportWrapper(config, targets, runtime)
  patchRequire(exporter, runtime)
  hookImport(config, exporter, runtime)
}

/** Knows which modules are wrapped from outside, and wraps each once. */
class ExportWrapper {
  readonly #config: RunConfig
  readonly #targets: Targets
  readonly #runtime: Runtime
  readonly #wrapped = new Map<unknown, unknown>()
  /** Exports objects that were gone through: what the owner puts there later, such as a stub, is to stay. */
  readonly #done = new WeakSet<object>()

  constructor(config: RunConfig, targets: Targets, runtime: Runtime) {
    this.#config = config
    this.#targets = targets
    this.#runtime = runtime
  }

  /** File relative to the root, or a builtin with its prefix; undefined: no target. `path` is absolute, or a builtin. */
  fileOf(path: string): string | undefined {
    if (isBuiltin(path)) {
      const builtin = path.startsWith('node:') ? path : `node:${path}`
      return this.#config.builtins.includes(builtin) ? builtin : undefined
    }
    return this.#config.wrap === 'exports' ? this.#targets.relative(path) : undefined
  }

  /** Replaces the functions of an import-in-the-middle namespace. */
  wrapNamespace(file: string, namespace: Namespace): void {
    for (const name of Object.keys(namespace)) {
      const value = namespace[name]
      if (typeof value === 'function') namespace[name] = this.#wrapFunction(file, name, value)
      else if (name === 'default' && isPlainObject(value)) namespace[name] = this.wrapExports(file, value)
    }
  }

  /** A wrapped function, or a copy of a builtin's exports, or the module's own exports object with its functions replaced. */
  wrapExports(file: string, exported: unknown): unknown {
    if (typeof exported === 'function') return this.#wrapFunction(file, 'exports', exported)
    if (!isPlainObject(exported)) return exported
    // Builtins call each other through their exports: those calls are node's, not the owner's.
    const target = file.startsWith('node:') ? this.#copyOf(exported) : exported
    if (this.#done.has(target)) return target
    this.#done.add(target)
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(exported))) {
      if (typeof descriptor.value !== 'function' || !descriptor.configurable) continue
      Object.defineProperty(target, name, { ...descriptor, value: this.#wrapFunction(file, name, descriptor.value) })
    }
    return target
  }

  #copyOf(exported: Namespace): Namespace {
    const known = this.#wrapped.get(exported)
    if (known) return known as Namespace
    const copy = Object.create(Object.getPrototypeOf(exported), Object.getOwnPropertyDescriptors(exported)) as Namespace
    this.#wrapped.set(exported, copy)
    return copy
  }

  /** One wrapper for one function: `path` and `node:path`, and `import` and `require`, are one. */
  #wrapFunction(file: string, name: string, fn: unknown): unknown {
    const known = this.#wrapped.get(fn)
    if (known) return known
    const sites = this.#config.exportedSites[file]
    // Without an analysis of the source, whether `this` is read is not known: keyed with it, no hit can be wrong.
    const site =
      sites && Object.hasOwn(sites, name) ? sites[name] : { id: `${file}#${name}`, flags: SITE_FLAGS.readsThis }
    const wrapper =
      !site || isLeftAlone(fn) ? fn : this.#runtime.module(file, [site.id], [site.flags], 'exports')(0, fn)
    this.#wrapped.set(fn, wrapper)
    this.#wrapped.set(wrapper, wrapper)
    return wrapper
  }
}

function patchRequire(exporter: ExportWrapper, runtime: Runtime): void {
  const original = nodeModule._load
  nodeModule._load = function _load(request, parent, isMain) {
    const exported = Reflect.apply(original, this, [request, parent, isMain])
    return runtime.guard(exported, () => {
      const path = isBuiltin(request) ? request : nodeModule._resolveFilename(request, parent, isMain)
      const file = exporter.fileOf(path)
      const entry = nodeModule._cache[path]
      // In a cycle the exports are not complete yet: they are wrapped when the module has been loaded.
      if (file === undefined || entry?.loaded === false) return exported
      const wrapped = exporter.wrapExports(file, exported)
      if (entry && wrapped !== exported) entry.exports = wrapped
      return wrapped
    })
  }
}

function hookImport(config: RunConfig, exporter: ExportWrapper, runtime: Runtime): void {
  const require = createRequire(import.meta.url)
  const include = (url: string) => exporter.fileOf(url.startsWith('file:') ? fileURLToPath(url) : url) !== undefined
  const hookUrl = pathToFileURL(require.resolve('import-in-the-middle/hook.mjs')).href
  const { addHook } = require('import-in-the-middle') as ImportInTheMiddle
  if (supportsSyncHooks()) {
    const { createHook } = requireUnseen('./import-hook.cjs') as { createHook: typeof CreateHook }
    const hook = createHook({ url: hookUrl })
    hook.applyOptions({ shouldInclude: include })
    nodeModule.registerHooks({ resolve: hook.resolveSync, load: hook.loadSync })
  } else {
    nodeModule.register(hookUrl, { data: { include: [...config.builtins, ...exportedFileUrls(config)] } })
  }
  addHook((url, namespace) => {
    runtime.guard(undefined, () => {
      const file = exporter.fileOf(url.startsWith('file:') ? fileURLToPath(url) : url)
      if (file !== undefined) exporter.wrapNamespace(file, namespace)
    })
  })
}

/** The hooks thread takes no predicate: it gets one pattern over file URLs for each pattern over relative paths. */
function exportedFileUrls(config: RunConfig): RegExp[] {
  if (config.wrap !== 'exports') return []
  const root = escapeRegExp(`${pathToFileURL(config.root).href}/`)
  return config.targets.include.map((source) => new RegExp(`^${root}${source.replace(/^\^/, '')}`))
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** A Proxy is left alone: its traps are the owner's code. */
function isPlainObject(value: unknown): value is Namespace {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !types.isProxy(value)
}

/** Generators and classes are never candidates, and a Proxy's traps are the owner's code. */
function isLeftAlone(fn: unknown): boolean {
  return types.isProxy(fn) || types.isGeneratorFunction(fn) || /^class\b/.test(Function.prototype.toString.call(fn))
}
