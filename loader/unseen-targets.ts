/**
 * Tells which targets were evaluated past every door of ours, by asking V8 itself what it compiled: a runner that has
 * found a way of its own must not look like one that has no tests. And which other files of the owner's were.
 */
import { sep } from 'node:path'
import type { RunConfig } from '../src/wire/run-config.js'
import type { ProcessRecorder } from './recorder.js'
import type { Targets } from './run-config.js'
import type { Runtime } from './runtime.js'
import { isMainThread } from './thread.js'
import { pathOf } from './vm-door.js'

/** Asked at the start: at its end a child may have been disconnected, and its environment changed. */
const IS_WORKER = !isMainThread || process.send !== undefined
const IS_COVERED = Boolean(process.env.NODE_V8_COVERAGE)

/**
 * In observed runs only: it takes 20 to 50 ms of CPU time, and more where a runner has compiled much. Not in a worker,
 * thread or process, either: jest says of one that takes half a second to end that it did not exit gracefully.
 */
export function reportUnseen(config: RunConfig, targets: Targets, recorder: ProcessRecorder, runtime: Runtime): void {
  if (config.arm !== 'observe' || config.wrap !== 'bindings' || config.only === undefined) return
  // Asking would change the coverage that node, or a session of the owner's, takes after this.
  if (IS_WORKER || IS_COVERED || hasInspected()) return
  const withSites = new Set(config.only.map((id) => id.slice(0, id.indexOf('#'))))
  const paths = compiledScripts().flatMap((url) => pathOf(url) ?? [])
  if (config.callers) recorder.line({ type: 'loaded', files: ownersBut(targets, config.root, paths) })
  const files = new Set(paths.map((path) => targets.relative(path)))
  for (const file of files) {
    if (file === undefined || !withSites.has(file) || runtime.knows(file)) continue
    const detail = 'it was evaluated where it could not be wrapped'
    recorder.line({ type: 'skipped', file, reason: 'not-instrumented', detail })
  }
}

const IN_PACKAGE = /[\\/]node_modules[\\/]/

/** Those below the root that are in no package, and no targets. */
function ownersBut(targets: Targets, root: string, paths: readonly string[]): string[] {
  const files = paths.filter((path) => path.startsWith(root + sep) && !IN_PACKAGE.test(path))
  return [...new Set(files)].filter((path) => targets.relative(path) === undefined)
}

/** The owner's program has loaded node:inspector. */
function hasInspected(): boolean {
  const { moduleLoadList } = process as unknown as { moduleLoadList?: string[] }
  return moduleLoadList?.includes('NativeModule inspector') ?? true
}

interface InspectorSession {
  connect(): void
  disconnect(): void
  on(event: string, listener: (message: { params: { url: string } }) => void): void
  post(method: string): void
}

/** Addresses of all scripts that are alive in this thread; none where there is no inspector, or where it is forbidden. */
function compiledScripts(): string[] {
  const urls: string[] = []
  try {
    const inspector = process.getBuiltinModule('node:inspector') as unknown as { Session: new () => InspectorSession }
    const session = new inspector.Session()
    session.connect()
    session.on('Debugger.scriptParsed', ({ params }) => urls.push(params.url))
    session.post('Debugger.enable')
    session.disconnect()
  } catch {
    // The driver is then told nothing of this process, as of one that was killed.
  }
  return urls
}
