/** Loaded by `--require` into every node process of a run: opens the doors through which target sources are rewritten. */
import type { RunConfig } from '../src/wire/run-config.js'
import { openCjsDoor } from './cjs-door.js'
import { openEsmDoor } from './esm-door.js'
import { watchExit } from './exit.js'
import { openExportsDoor } from './exports-door.js'
import { isInternalThread } from './internal-thread.js'
import { isPackageManager } from './package-manager.js'
import { ProcessRecorder } from './recorder.js'
import { readRunConfig, Targets } from './run-config.js'
import { publishRuntime, Runtime, RUNTIME_SYMBOL } from './runtime.js'
import { SourceRewriter } from './source-rewriter.js'

/** Opens the doors in this thread, unless that was done before (NODE_OPTIONS and `--import` may both name us). */
function instrument(config: RunConfig): void {
  const known = (globalThis as { [RUNTIME_SYMBOL]?: Runtime })[RUNTIME_SYMBOL]
  if (known) return
  const recorder = new ProcessRecorder(config)
  const runtime = new Runtime(config, recorder)
  publishRuntime(runtime)
  const targets = new Targets(config)
  const rewriter = new SourceRewriter(config, (line) => recorder.line(line))
  if (config.wrap === 'exports' || config.builtins.length > 0) openExportsDoor(config, targets, runtime)
  if (config.wrap === 'bindings') {
    openCjsDoor(targets, rewriter, runtime)
    if (config.hasModules) openEsmDoor(config, targets, rewriter, runtime, recorder.linesPath)
  }
  watchExit(recorder, runtime)
}

function preload(): void {
  if (isInternalThread() || isPackageManager(process.argv[1])) return
  const config = readRunConfig(process.env)
  if (config) instrument(config)
}

preload()
