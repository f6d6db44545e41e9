/** A run without a driver: observes this process and its children, and prints their hit rates at the end. */
import { mkdirSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { loadPlan } from '../src/config/load-plan.js'
import type { ProbePlan } from '../src/config/plan.js'
import { EXIT_CODE_OF, ProbeError } from '../src/errors.js'
import { childEnvironment } from '../src/launch/child-environment.js'
import { collectRecords } from '../src/launch/collect-records.js'
import { loaderPaths } from '../src/launch/loader-paths.js'
import { createSession, type Session } from '../src/launch/session.js'
import type { ObservationRow } from '../src/report/observation-report.js'
import { renderStandaloneSummary } from '../src/report/observation-table.js'
import { compileTargets } from '../src/scan/target-files.js'
import type { SiteCounters } from '../src/wire/counters.js'
import type { RunConfig } from '../src/wire/run-config.js'
import { WIRE_VERSION } from '../src/wire/version.js'
import { requireUnseen } from './bundles.js'
import { dispatch, type MissingMain, missingMain } from './dispatch.js'

const STDERR = 2
const CANNOT_EXECUTE = 126

/** Returns when the main script of this process may run; does not return when the command is another program. */
export async function standalone(): Promise<void> {
  const plan = await planOrExit()
  const session = createSession()
  const runDir = session.nextRunDir()
  const config = standaloneConfig(plan, session, runDir)
  const runConfigPath = join(runDir, 'run.json')
  mkdirSync(config.recordDir, { recursive: true })
  writeFileSync(runConfigPath, JSON.stringify(config))
  Object.assign(process.env, childEnvironment(process.env, { runConfigPath, preloadPath: config.preloadPath }))
  const command = missingMain()
  if (command) {
    const end = await dispatch(command, runDir).catch((error: Error) => cannotStart(command, error))
    summarise(config, session)
    end()
  }
  loadPreload()
  const atExit = () => summarise(config, session)
  process.on('exit', atExit)
  // After the recorder's own last listener, which goes to the end of the list when the event loop is empty.
  process.on('beforeExit', () => {
    process.removeListener('exit', atExit)
    process.on('exit', atExit)
  })
}

export function loadPreload(): void {
  requireUnseen('./preload.cjs')
}

/** The owner typed us: a mistake in their configuration ends the process before it does anything. */
async function planOrExit(): Promise<ProbePlan> {
  try {
    return await loadPlan({ cwd: process.cwd(), flags: {}, env: process.env, command: undefined })
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error
    writeSync(STDERR, `cache-probe: ${error.message}\n`)
    process.exit(EXIT_CODE_OF[error.code])
  }
}

/** A file without a `#!` line, or for another kind of machine: the shell's exit code for it. */
function cannotStart({ program }: MissingMain, { message }: Error): () => never {
  writeSync(STDERR, `cache-probe: ${program} cannot be started (${message}): check that it is a program.\n`)
  return () => process.exit(CANNOT_EXECUTE)
}

function standaloneConfig(plan: ProbePlan, session: Session, runDir: string): RunConfig {
  return {
    wireVersion: WIRE_VERSION,
    runId: 'standalone',
    root: plan.root,
    recordDir: join(runDir, 'records'),
    rewriteCacheDir: session.rewriteCacheDir,
    preloadPath: loaderPaths().preloadPath,
    targets: compileTargets(plan),
    wrap: plan.wrap,
    hasModules: true,
    builtins: plan.builtins,
    exportedSites: {},
    arm: 'observe',
    sites: {},
    only: undefined,
    cacheSize: plan.cacheSize,
    maxCacheSize: plan.maxCacheSize,
    exhaustive: plan.exhaustive,
    standalone: true,
  }
}

function rowOf(id: string, { calls, unfollowed, hits, misses, mismatches }: SiteCounters): ObservationRow {
  const lookups = hits + misses
  return { id, calls, unfollowed, hits, misses, hitRate: lookups === 0 ? undefined : hits / lookups, mismatches }
}

/** Synchronous: the event loop has already ended inside an 'exit' listener. */
function summarise(config: RunConfig, session: Session): void {
  try {
    const rows = [...collectRecords(config.recordDir).sites.values()].map(({ id, counters }) => rowOf(id, counters))
    writeSync(STDERR, renderStandaloneSummary(rows, { columns: process.stderr.columns ?? 80 }))
  } catch (error) {
    writeSync(STDERR, `cache-probe: no summary: ${(error as Error).message}\n`)
  } finally {
    session.remove()
  }
}
