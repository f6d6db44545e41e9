/** The load hook for node's hooks thread, on versions whose synchronous hooks cannot be trusted (Node 20, early 22 and 24). */
import type { HooksData } from './esm-door.js'
import { HookMadeCommonJs } from './hook-made-commonjs.js'
import { appendFileSync } from './pristine.js'
import { type Loaded, rewriteLoaded } from './rewrite-loaded.js'
import { Targets } from './run-config.js'
import { SourceRewriter } from './source-rewriter.js'

let targets: Targets | undefined
let rewriter: SourceRewriter | undefined
let linesPath = ''
/** We are registered again after each hook of somebody else: only the outermost of ours sees what node will run. */
const loading = new Set<string>()

const hookMade = new HookMadeCommonJs()

export function initialize(data: HooksData): void {
  linesPath = data.linesPath
  targets = new Targets(data.config)
  rewriter = new SourceRewriter(data.config, record)
}

interface ResolveContext {
  parentURL?: string | undefined
}

export async function resolve(
  specifier: string,
  context: ResolveContext,
  nextResolve: (specifier: string, context: ResolveContext) => Promise<{ url: string }>,
): Promise<{ url: string }> {
  const resolved = await nextResolve(specifier, context)
  hookMade.noteResolved(specifier, context.parentURL, resolved.url)
  return resolved
}

export async function load(
  url: string,
  context: object,
  nextLoad: (url: string, context: object) => Promise<Loaded>,
): Promise<Loaded> {
  if (loading.has(url)) return nextLoad(url, context)
  loading.add(url)
  const loaded = await nextLoad(url, context).finally(() => loading.delete(url))
  if (!targets || !rewriter) return loaded
  try {
    const complete = hookMade.withSource(url, loaded, targets)
    return complete ? rewriteLoaded(url, complete, targets, rewriter) : loaded
  } catch (error) {
    targets = undefined // A fault of ours: from here on every source stays as it is.
    const { message, stack = '' } = error as Error
    record({ type: 'fault', message, stack })
    return loaded
  }
}

function record(line: object): void {
  try {
    appendFileSync(linesPath, `${JSON.stringify(line)}\n`)
  } catch {
    // A full disk, or a run that is over: the owner's module is loaded all the same.
  }
}
