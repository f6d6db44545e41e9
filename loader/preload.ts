/** Loaded by `--require` into every node process of a run: opens the doors through which target sources are rewritten. */
// First: what is loaded after it is counted.
import './start-cost.js'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { requireOption } from '../src/wire/require-option.js'
import { RUN_CONFIG_VARIABLE, type RunConfig } from '../src/wire/run-config.js'
import { armsOf } from './arms.js'
import { keepInChildren } from './children.js'
import { openCjsDoor } from './cjs-door.js'
import { startProfile } from './cpu-profile.js'
import { keepKinds } from './disguise.js'
import { openHooksThread, openSyncDoor, supportsSyncHooks } from './esm-door.js'
import { watchExit } from './exit.js'
import { openExportsDoor } from './exports-door.js'
import { isInternalThread } from './internal-thread.js'
import { correctReportedCoverage } from './node-coverage.js'
import { isPackageManager } from './package-manager.js'
import { hideFromEnvironment, keepInWorkers } from './propagation.js'
import { ProcessRecorder } from './recorder.js'
import { RequireDoor } from './require-door.js'
import { readRunConfig, Targets } from './run-config.js'
import { publishRuntime, RUNTIME_SYMBOL, Runtime } from './runtime.js'
import { recordOfParent } from './shared-record.js'
import { SourceRewriter } from './source-rewriter.js'
import { startCostMs } from './start-cost.js'
import { isMainThread, threadId } from './thread.js'
import { reportUnseen } from './unseen-targets.js'
import { openVmDoor } from './vm-door.js'

/** Opens the doors in this thread, unless that was done before (NODE_OPTIONS and `--import` may both name us). */
function instrument(config: RunConfig, path: string): void {
  const known = (globalThis as { [RUNTIME_SYMBOL]?: Runtime })[RUNTIME_SYMBOL]
  if (known) return
  const recorder = new ProcessRecorder(config, path)
  const runtime = new Runtime(config, recorder, armsOf(config))
  publishRuntime(runtime, globalThis)
  runtime.guard(undefined, () => {
    if (config.profileDir === undefined) openDoors(config, recorder, runtime)
    else recordProfile(config.profileDir, config, recorder, runtime)
    if (recordOfParent() === undefined) recorder.line({ type: 'ready', cpuMs: startCostMs() })
  })
}

function openDoors(config: RunConfig, recorder: ProcessRecorder, runtime: Runtime): void {
  const targets = new Targets(config)
  const rewriter = new SourceRewriter(config, (line) => recorder.line(line))
  correctReportedCoverage(dirname(config.preloadPath))
  if (config.wrap === 'exports' || config.builtins.length > 0) openExportsDoor(config, targets, runtime)
  if (config.wrap === 'bindings') {
    openCjsDoor(targets, rewriter, runtime, requireDoor(config, targets, rewriter, recorder, runtime))
    openVmDoor(targets, rewriter, runtime)
  }
  openEsmDoor(config, targets, rewriter, recorder, runtime)
  keepKinds()
  followChildren(config, recorder, runtime)
  watchExit(recorder, runtime, () => reportUnseen(config, targets, recorder, runtime))
}

/** Nothing is wrapped: times are those of the program as it is. */
function recordProfile(dir: string, config: RunConfig, recorder: ProcessRecorder, runtime: Runtime): void {
  keepInWorkers(config.preloadPath, recorder)
  followChildren(config, recorder, runtime)
  watchExit(recorder, runtime, startProfile(dir) ?? (() => {}))
}

function followChildren(config: RunConfig, recorder: ProcessRecorder, runtime: Runtime): void {
  keepInChildren(
    requireOption(config.preloadPath),
    tellLoss(recorder),
    (fallback, act) => runtime.guard(fallback, act),
    () => {
      recorder.programs += 1
    },
  )
}

function requireDoor(
  config: RunConfig,
  targets: Targets,
  rewriter: SourceRewriter,
  recorder: ProcessRecorder,
  runtime: Runtime,
): RequireDoor | undefined {
  if (!config.hasModules || supportsSyncHooks()) return undefined
  return new RequireDoor(targets, rewriter, runtime, `${recorder.shared.basePath}-${threadId}.draft`)
}

function openEsmDoor(
  config: RunConfig,
  targets: Targets,
  rewriter: SourceRewriter,
  recorder: ProcessRecorder,
  runtime: Runtime,
): void {
  const keep = once(() => keepInWorkers(config.preloadPath, recorder))
  const wanted = config.wrap === 'bindings' && config.hasModules
  if (wanted && supportsSyncHooks()) {
    // That door sees builtins too: node:worker_threads is left alone until the owner's program asks for it.
    openSyncDoor(targets, rewriter, runtime, (url) => url === 'node:worker_threads' && keep())
    if (isMainThread) return
  } else if (wanted) {
    openHooksThread(config, recorder.linesPath)
  }
  keep()
}

function tellLoss(recorder: ProcessRecorder): (program: string) => void {
  return (program) => recorder.line({ type: 'warning', code: 'uninstrumented-children', args: { program } })
}

function once(act: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    act()
  }
}

function preload(): void {
  if (isInternalThread()) return
  if (isPackageManager(process.argv[1])) {
    keepBehindPackageManager()
    return
  }
  const named = process.env[RUN_CONFIG_VARIABLE]
  const path = named || recordOfParent()?.runConfigPath
  if (!path) return
  try {
    const config = readRunConfig(path)
    if (!named) hideFromEnvironment(config.preloadPath)
    instrument(config, path)
  } catch {
    // There is no record to say it in: for the driver this process is one that was not instrumented.
  }
}

/** Their scripts may set NODE_OPTIONS. Of these processes themselves there is no record unless there is something to say. */
function keepBehindPackageManager(): void {
  const path = process.env[RUN_CONFIG_VARIABLE]
  if (!path) return
  const attempt = <T>(fallback: T, act: () => T): T => {
    try {
      return act()
    } catch {
      return fallback // There is no record to say it in.
    }
  }
  attempt(undefined, () => {
    const config = readRunConfig(path)
    let recorder: ProcessRecorder | undefined
    const onLoss = (program: string) => {
      recorder ??= new ProcessRecorder(config, path, 'package-manager')
      tellLoss(recorder)(program)
    }
    keepInChildren(requireOption(config.preloadPath), onLoss, attempt)
  })
}

/** Nothing of ours stays where the owner's tests might look. */
function leaveNoTrace(): void {
  const require = createRequire(import.meta.url)
  delete require.cache[fileURLToPath(import.meta.url)]
}

leaveNoTrace()
preload()
