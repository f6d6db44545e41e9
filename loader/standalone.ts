/** A run without a driver: observes this process and its children, and prints their hit rates at the end. */
import { mkdirSync, writeFileSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { loadPlan } from '../src/config/load-plan.js'
import type { ProbePlan } from '../src/config/plan.js'
import { EXIT_CODE_OF, ProbeError } from '../src/errors.js'
import { childEnvironment } from '../src/launch/child-environment.js'
import { collectRecords } from '../src/launch/collect-records.js'
import { loaderPaths } from '../src/launch/package-root.js'
import { createSession, type Session } from '../src/launch/session.js'
import { renderStandaloneSummary } from '../src/report/observation-table.js'
import type { ObservationRow } from '../src/report/probe-report.js'
import { compileTargets } from '../src/scan/target-files.js'
import type { SiteCounters } from '../src/wire/counters.js'
import type { RunConfig } from '../src/wire/run-config.js'
import { WIRE_VERSION } from '../src/wire/version.js'
import { dispatch, missingMain } from './dispatch.js'

const STDERR = 2

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
    const end = await dispatch(command, runDir)
    summarise(config, session)
    end()
  }
  loadPreload()
  // After the recorder's own listener, which was added by the preload.
  process.once('exit', () => summarise(config, session))
}

/** Not left in `require.cache`, where the owner's tests might see it. */
export function loadPreload(): void {
  const require = createRequire(import.meta.url)
  const path = require.resolve('./preload.cjs')
  require(path)
  delete require.cache[path]
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
    standalone: true,
  }
}

function rowOf(id: string, { calls, hits, misses, mismatches }: SiteCounters): ObservationRow {
  const lookups = hits + misses
  return { id, calls, hits, misses, hitRate: lookups === 0 ? undefined : hits / lookups, mismatches }
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
