/**
 * Knows the CommonJS that node compiles by itself, past `Module.prototype._compile`: what is imported when a hook made its
 * source (as tsx does of a `.cts` entry) and, before Node 24, all that such a module requires.
 */
import { fileURLToPath } from 'node:url'
import { readFileSync } from './pristine.js'
import type { Loaded } from './rewrite-loaded.js'
import type { Targets } from './run-config.js'

/** There `require` in such a module hands node the URL of a file, which is read after all hooks. */
export const REQUIRES_PAST_HOOKS = Number.parseInt(process.versions.node, 10) < 24

export class HookMadeCommonJs {
  readonly #urls = new Set<string>()

  noteResolved(specifier: string, parentUrl: string | undefined, url: string): void {
    if (this.#urls.has(parentUrl ?? '') && specifier.startsWith('file:')) this.#urls.add(url)
  }

  /** `loaded` with the source that node will compile; undefined: it is CommonJS that `_compile` sees. */
  withSource(url: string, loaded: Loaded, targets: Targets): Loaded | undefined {
    if (loaded.format !== 'commonjs') return loaded
    if (loaded.source != null) {
      this.#urls.add(url)
      return loaded
    }
    if (!this.#urls.has(url) || !url.startsWith('file:')) return undefined
    const path = fileURLToPath(url)
    return targets.relative(path) === undefined ? undefined : { ...loaded, source: readFileSync(path, 'utf8') }
  }
}
