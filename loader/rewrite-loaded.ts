/** Rewrites what a load hook got from the next one, when it is the source of a target that is an ES module. */
import { fileURLToPath } from 'node:url'
import type { Targets } from './run-config.js'
import type { SourceRewriter } from './source-rewriter.js'

export interface Loaded {
  format?: string | null | undefined
  source?: string | ArrayBuffer | NodeJS.TypedArray | null | undefined
  shortCircuit?: boolean | undefined
}

/** CommonJS has a source here when a hook made it; Node 20 then compiles it past `Module.prototype._compile`. */
export function rewriteLoaded(url: string, loaded: Loaded, targets: Targets, rewriter: SourceRewriter): Loaded {
  const typescript = loaded.format === 'module-typescript'
  const format = loaded.format === 'commonjs' ? 'commonjs' : 'module'
  if ((loaded.format !== format && !typescript) || !url.startsWith('file:') || loaded.source == null) return loaded
  const file = targets.relative(fileURLToPath(url))
  if (file === undefined) return loaded
  const text = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source)
  const code = rewriter.rewrite({ text, file, format, typescript })
  return code === undefined ? loaded : { ...loaded, format, source: code }
}
