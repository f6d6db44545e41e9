/** Loaded by `--require` into every node process of a run: opens the doors through which target sources are rewritten. */
import { basename } from 'node:path'
import type { RunConfig } from '../src/wire/run-config.js'
import { openCjsDoor } from './cjs-door.js'
import { openEsmDoor } from './esm-door.js'
import { watchExit } from './exit.js'
import { isInternalThread } from './internal-thread.js'
import { ProcessRecorder } from './recorder.js'
import { readRunConfig, Targets } from './run-config.js'
import { publishRuntime, Runtime, RUNTIME_SYMBOL } from './runtime.js'
import { SourceRewriter } from './source-rewriter.js'

/** Programs that only start others: they are left alone, and hand NODE_OPTIONS on by themselves. */
const PACKAGE_MANAGERS = /^(npm|npx|pnpm|pnpx|yarn|yarnpkg|corepack)(-cli)?(\.[cm]?js)?$/

/** Opens the doors in this thread, unless that was done before (NODE_OPTIONS and `--import` may both name us). */
export function instrument(config: RunConfig): Runtime {
  const known = (globalThis as { [RUNTIME_SYMBOL]?: Runtime })[RUNTIME_SYMBOL]
  if (known) return known
  const recorder = new ProcessRecorder(config)
  const runtime = new Runtime(config, recorder)
  publishRuntime(runtime)
  const targets = new Targets(config)
  const rewriter = new SourceRewriter(config, (line) => recorder.line(line))
  openCjsDoor(targets, rewriter, runtime)
  if (config.hasModules) openEsmDoor(config, targets, rewriter, runtime, recorder.linesPath)
  watchExit(recorder, runtime)
  return runtime
}

export function isPackageManager(mainPath: string | undefined): boolean {
  return mainPath !== undefined && PACKAGE_MANAGERS.test(basename(mainPath))
}

function preload(): void {
  if (isInternalThread() || isPackageManager(process.argv[1])) return
  const config = readRunConfig(process.env)
  if (config) instrument(config)
}

preload()
