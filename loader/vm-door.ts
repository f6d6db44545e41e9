/**
 * Where source is seen that a test runner compiles by itself: jest, vitest and their like all end in `node:vm`. This is
 * behind their own caches of transformed sources, so none of those ever holds a rewritten text.
 */
import { syncBuiltinESMExports } from 'node:module'
import { fileURLToPath } from 'node:url'
import { InspectorCoverage } from './inspector-coverage.js'
import type { Targets } from './run-config.js'
import { publishRuntime, type Runtime } from './runtime.js'
import type { SourceRewriter } from './source-rewriter.js'
import { type SourceFormat, unwrapModule, type WrappedModule } from './vm-wrappers.js'

type AnyFunction = (this: unknown, ...list: never[]) => unknown
/** The entries of `node:vm` that take source text, by what they are replaced with. */
type VmModule = Record<string, AnyFunction> & {
  Script: new (code: unknown, options?: unknown) => object
  SourceTextModule?: new (code: unknown, options?: unknown) => object
}

export function openVmDoor(targets: Targets, rewriter: SourceRewriter, runtime: Runtime): void {
  const vm = process.getBuiltinModule('node:vm') as unknown as VmModule
  const coverage = new InspectorCoverage(pathOf)
  const rewritten = (code: unknown, options: unknown, format?: SourceFormat) =>
    runtime.guard(code, () => {
      const source = vmSource(code, pathIn(options), format, targets)
      return source ? rewriteVmSource(source, rewriter, coverage) : code
    })

  vm.Script = class Script extends vm.Script {
    constructor(code: unknown, options?: unknown) {
      super(rewritten(code, options), options)
    }
  }
  if (vm.SourceTextModule) {
    vm.SourceTextModule = class SourceTextModule extends vm.SourceTextModule {
      constructor(code: unknown, options?: unknown) {
        super(rewritten(code, options, 'module'), options)
      }
    }
  }
  replace(vm, 'runInThisContext', ([code, options]) => [rewritten(code, options), options])
  replace(vm, 'runInContext', ([code, context, options]) => [rewritten(code, options), context, options])
  replace(vm, 'compileFunction', ([code, names, options]) => [rewritten(code, options, 'commonjs'), names, options])
  shareRuntime(vm, runtime, coverage)
  syncBuiltinESMExports()
}

function replace(vm: VmModule, name: string, change: (list: unknown[]) => unknown[]): void {
  const original = vm[name] as AnyFunction
  const replacement = function (this: unknown, ...list: unknown[]) {
    return Reflect.apply(original, this, change(list).slice(0, Math.max(list.length, 1)))
  }
  vm[name] = Object.defineProperty(replacement, 'name', { value: name })
}

/** Each context has a global object of its own, on which rewritten modules look for the runtime. */
function shareRuntime(vm: VmModule, runtime: Runtime, coverage: InspectorCoverage): void {
  const original = vm.createContext as AnyFunction
  vm.createContext = function createContext(this: unknown, ...list: unknown[]) {
    const context = Reflect.apply(original, this, list) as object
    runtime.guard(undefined, () => {
      coverage.watchCallbacks()
      publishRuntime(runtime, context)
    })
    return context
  }
}

/** The path that a script says it comes from; undefined: it says none. */
function pathIn(options: unknown): string | undefined {
  const named =
    typeof options === 'string' ? options : (options as { filename?: unknown; identifier?: unknown } | undefined)
  const name = typeof named === 'object' && named !== null ? (named.filename ?? named.identifier) : named
  return typeof name === 'string' ? pathOf(name) : undefined
}

/** Of a path or a file URL, as scripts are named by either. */
export function pathOf(name: string): string | undefined {
  const path = name.replace(/[?#].*$/, '')
  return path.startsWith('file:') ? pathOfUrl(path) : path
}

function pathOfUrl(url: string): string | undefined {
  try {
    return fileURLToPath(url)
  } catch {
    return undefined // A name that only looks like a URL of this machine: the owner may give any.
  }
}

interface VmSource extends WrappedModule {
  path: string
  /** Relative to the root. */
  file: string
}

/** undefined: no target. */
function vmSource(
  code: unknown,
  path: string | undefined,
  format: SourceFormat | undefined,
  targets: Targets,
): VmSource | undefined {
  if (typeof code !== 'string' || path === undefined) return undefined
  const file = targets.relative(path)
  if (file === undefined) return undefined
  const wrapped = format === undefined ? unwrapModule(code) : { before: '', text: code, after: '', format }
  return wrapped && { ...wrapped, path, file }
}

function rewriteVmSource(source: VmSource, rewriter: SourceRewriter, coverage: InspectorCoverage): string {
  const { before, text, after, format, path, file } = source
  const code = rewriter.rewrite({ text, file, format, typescript: false })
  if (code === undefined) return before + text + after
  coverage.note(path, { start: before.length, text, code })
  coverage.watchLoaded()
  return before + code + after
}
