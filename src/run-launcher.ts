/** Turns what the experiment asks for (which arm on which sites) into one run of the owner's command. */
import type { ProbePlan } from './config/plan.js'
import type { LaunchRequest } from './experiment/launch-port.js'
import type { Hooks } from './hooks.js'
import { launchRun } from './launch/launch-run.js'
import { markLoad, othersShare } from './launch/other-programs.js'
import { noThread, plainScript } from './launch/plain-script.js'
import type { RunOutcome } from './launch/run-outcome.js'
import type { Session } from './launch/session.js'
import { ThreadRuns } from './launch/thread-runs.js'
import type { Scan } from './scan/scanned-site.js'
import { compileTargets } from './scan/target-files.js'
import type { ExportedSite, RunConfig } from './wire/run-config.js'
import { flagsOf } from './wire/site-flags.js'

/** How the command is started for runs whose times are compared. */
export interface RunPace {
  command: string[]
  /** Beside the owner's own. */
  env: Record<string, string>
}

/** One run as asked for; without a pace the command runs as the owner gave it. */
export type PacedLaunch = (request: LaunchRequest, pace?: RunPace) => Promise<RunOutcome>

export function runLauncher(plan: ProbePlan, scan: Scan, session: Session, hooks: Hooks): PacedLaunch {
  // Compilers put functions of their own into what they make of a file (`__name`, istanbul's counters): left alone.
  const known = scan.sites.map(({ id }) => id)
  const fixed = {
    root: plan.root,
    rewriteCacheDir: session.rewriteCacheDir,
    targets: compileTargets(plan),
    wrap: plan.wrap,
    hasModules: scan.modules > 0,
    builtins: plan.builtins,
    exportedSites: exportedSites(scan),
    cacheSize: plan.cacheSize,
    maxCacheSize: plan.maxCacheSize,
    exhaustive: plan.exhaustive,
  }
  const marked = markedCaches(scan)
  const markedFor = (caches: LaunchRequest['caches']) =>
    caches && { caches: marked, ...(typeof caches === 'object' && { cachesOff: caches.off }) }
  const inThreads = threadLauncher(plan, session)
  return async ({ arm, sites, only, caches, callers, inThread, timeoutSeconds }, pace) => {
    if (inThread) await inThreads().ready()
    const before = markLoad()
    const outcome = await (inThread ? inThreads().run : launchRun)({
      command: pace ? pace.command : plan.command,
      ...(pace && { env: { ...process.env, ...pace.env } }),
      cwd: plan.cwd,
      runConfig: {
        ...fixed,
        arm,
        sites,
        only: only ?? known,
        ...markedFor(caches),
        ...(callers && { callers }),
      },
      timeoutSeconds: Math.min(timeoutSeconds ?? plan.timeoutSeconds, plan.timeoutSeconds),
      killGraceSeconds: plan.killGraceSeconds,
      runDir: session.nextRunDir(),
      ...(hooks.signal && { signal: hooks.signal }),
      ...(hooks.onOutput && { onOutput: hooks.onOutput }),
    })
    const after = markLoad()
    const surroundings = {
      tookMs: after.atMs - before.atMs,
      othersShare: othersShare(before, after, wholeCpuMs(outcome)),
      otherSessions: session.others(),
    }
    return { ...outcome, surroundings }
  }
}

function markedCaches({ caches }: Scan): NonNullable<RunConfig['caches']> {
  const byFile: NonNullable<RunConfig['caches']> = {}
  for (const { file, marked } of caches) {
    if (marked) byFile[file] = [...(byFile[file] ?? []), marked]
  }
  return byFile
}

function wholeCpuMs({ cpuMs, loaderMs = 0 }: RunOutcome): number | undefined {
  return cpuMs === undefined ? undefined : cpuMs + loaderMs
}

/** What runs the command's script in threads, made for the first that is asked for. */
function threadLauncher({ command, cwd }: ProbePlan, session: Session): () => ThreadRuns {
  let runs: ThreadRuns | undefined
  return () => {
    if (runs !== undefined) return runs
    const script = plainScript(command, cwd, process.env)
    if (script.kind === 'other') throw noThread(script)
    const made = new ThreadRuns(script, session.dir, cwd)
    session.atEnd(() => made.close())
    runs = made
    return made
  }
}

/** What the loader needs to give a function that is wrapped from outside the id that it has in the source. */
function exportedSites(scan: Scan): RunConfig['exportedSites'] {
  const byFile: RunConfig['exportedSites'] = {}
  for (const site of scan.sites) {
    for (const name of site.exportedAs) {
      byFile[site.file] ??= {}
      const names = byFile[site.file] as Record<string, ExportedSite | null>
      if (site.unwrappable === undefined) names[name] = { id: site.id, flags: flagsOf(site) }
      else names[name] ??= null // unless another function of that name is what the module exports
    }
  }
  return byFile
}
