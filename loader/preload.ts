/** Loaded by `--require` into every node process of a run: opens the doors through which target sources are rewritten. */
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { RUN_CONFIG_VARIABLE, type RunConfig } from '../src/wire/run-config.js'
import { openCjsDoor } from './cjs-door.js'
import { openEsmDoor } from './esm-door.js'
import { watchExit } from './exit.js'
import { openExportsDoor } from './exports-door.js'
import { isInternalThread } from './internal-thread.js'
import { installSensors } from './observe/sensors.js'
import { isPackageManager } from './package-manager.js'
import { keepInWorkers, watchChildren } from './propagation.js'
import { ProcessRecorder, runConfigOfParent } from './recorder.js'
import { readRunConfig, Targets } from './run-config.js'
import { publishRuntime, RUNTIME_SYMBOL, Runtime } from './runtime.js'
import { SourceRewriter } from './source-rewriter.js'
import { openVmDoor } from './vm-door.js'

/** Opens the doors in this thread, unless that was done before (NODE_OPTIONS and `--import` may both name us). */
function instrument(config: RunConfig, path: string): void {
  const known = (globalThis as { [RUNTIME_SYMBOL]?: Runtime })[RUNTIME_SYMBOL]
  if (known) return
  // Before the owner's modules take what they need of the host into variables of their own.
  if (config.arm === 'observe') installSensors()
  const recorder = new ProcessRecorder(config, path)
  const runtime = new Runtime(config, recorder)
  publishRuntime(runtime)
  const targets = new Targets(config)
  const rewriter = new SourceRewriter(config, (line) => recorder.line(line))
  if (config.wrap === 'exports' || config.builtins.length > 0) openExportsDoor(config, targets, runtime)
  if (config.wrap === 'bindings') {
    openCjsDoor(targets, rewriter, runtime)
    openVmDoor(targets, rewriter, runtime)
    if (config.hasModules) openEsmDoor(config, targets, rewriter, runtime, recorder.linesPath)
  }
  keepInWorkers(config.preloadPath)
  watchChildren(recorder)
  watchExit(recorder, runtime)
}

function preload(): void {
  if (isInternalThread() || isPackageManager(process.argv[1])) return
  const path = process.env[RUN_CONFIG_VARIABLE] || runConfigOfParent()
  if (!path) return
  try {
    instrument(readRunConfig(path), path)
  } catch {
    // There is no record to say it in: for the driver this process is one that was not instrumented.
  }
}

/** Nothing of ours stays where the owner's tests might look. */
function leaveNoTrace(): void {
  const require = createRequire(import.meta.url)
  delete require.cache[fileURLToPath(import.meta.url)]
}

leaveNoTrace()
preload()
