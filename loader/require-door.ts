/**
 * Where a Node without synchronous hooks (20) shows what a `require()`d ES module imports: past every hook, it reads those
 * files itself, and opens them through `fs.openSync`. mocha requires its test files, so that is how a suite is loaded.
 */
import type { PathLike } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openSync, readFileSync, unlinkSync, writeFileSync } from './pristine.js'
import type { Targets } from './run-config.js'
import type { Runtime } from './runtime.js'
import type { SourceRewriter } from './source-rewriter.js'
import { stackFrames } from './stack-frames.js'

type OpenSync = (this: unknown, path: PathLike, ...rest: unknown[]) => number
type Fs = { openSync: OpenSync }

// Test environments replace it.
const { URL } = globalThis

/** Ours, `readFileSync`, and then the reader of modules. */
const FRAMES_TO_LOADER = 8
const LOADER = 'node:internal/modules/esm/load'
/** CommonJS is seen by `Module.prototype._compile`, and its text here only tells node the names that it exports. */
const MODULE_SYNTAX = /^\s*(?:import|export)\b/m

export class RequireDoor {
  readonly #targets: Targets
  readonly #rewriter: SourceRewriter
  readonly #runtime: Runtime
  readonly #draftPath: string
  #depth = 0

  /** `draftPath`: where a file may be made and removed again. */
  constructor(targets: Targets, rewriter: SourceRewriter, runtime: Runtime, draftPath: string) {
    this.#targets = targets
    this.#rewriter = rewriter
    this.#runtime = runtime
    this.#draftPath = draftPath
  }

  /** Runs `compile`, in which an ES module may be loaded. */
  through<T>(compile: () => T): T {
    if (this.#depth > 0) return compile()
    const fs = process.getBuiltinModule('node:fs') as unknown as Fs
    const original = fs.openSync
    const ours = this.#openSync(original)
    fs.openSync = ours
    this.#depth++
    try {
      return compile()
    } finally {
      this.#depth--
      // What the owner's program has put in its place meanwhile stays, and may go on calling ours.
      if (fs.openSync === ours) fs.openSync = original
    }
  }

  #openSync(original: OpenSync): OpenSync {
    const door = this
    const openSync: OpenSync = function (this: unknown, path, ...rest) {
      if (door.#depth > 0 && path instanceof URL) {
        const fd = door.#runtime.guard(undefined, () => door.#rewritten(path))
        if (fd !== undefined) return fd
      }
      return Reflect.apply(original, this, [path, ...rest])
    }
    return Object.defineProperty(openSync, 'name', { value: 'openSync' })
  }

  /** Descriptor of a file that is gone from its folder already; undefined: the owner gets the file asked for. */
  #rewritten(url: URL): number | undefined {
    if (url.protocol !== 'file:') return undefined
    const path = fileURLToPath(url)
    const file = this.#targets.relative(path)
    if (file === undefined || !isReadByLoader()) return undefined
    const text = readFileSync(path, 'utf8')
    if (!path.endsWith('.mjs') && !MODULE_SYNTAX.test(text)) return undefined
    const code = this.#rewriter.rewrite({ text, file, format: 'module', typescript: false })
    return code === undefined ? undefined : this.#descriptorOf(code)
  }

  #descriptorOf(code: string): number {
    writeFileSync(this.#draftPath, code, { flag: 'wx', mode: 0o600 })
    try {
      return openSync(this.#draftPath, 'r')
    } finally {
      unlinkSync(this.#draftPath)
    }
  }
}

/** The owner's program reads its own files as they are. */
function isReadByLoader(): boolean {
  return stackFrames(FRAMES_TO_LOADER, isReadByLoader).some((frame) => frame.getFileName() === LOADER)
}
