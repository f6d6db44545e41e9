/** Records one run of the owner's command as a CPU profile, of all its processes, and says what was hot in it. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { reportHead } from './compose-head.js'
import type { ProbePlan } from './config/plan.js'
import { thisEnvironment } from './environment.js'
import { ProbeError } from './errors.js'
import { commandFailed, nothingInstrumented } from './experiment/observe.js'
import type { Hooks } from './hooks.js'
import { launchRun } from './launch/launch-run.js'
import { type RunOutcome, succeeded } from './launch/run-outcome.js'
import { createSession, type Session } from './launch/session.js'
import { ownCacheDir } from './launch/user-cache.js'
import { checkWritable, keepProfile, newProfilePath, recordedProfiles } from './profile/kept-profiles.js'
import { mergeProfiles } from './profile/merge-profiles.js'
import { readProfiles } from './profile/read-profiles.js'
import type { RecordedProfileReport } from './report/hot-spot-report.js'
import { compileTargets, matcherOf } from './scan/target-files.js'
import { scanAloud } from './survey.js'
import { renderWarning } from './verdict/messages.js'

/**
 * @param output absolute path of the profile; undefined: a new file in the user's cache directory.
 * @throws {ProbeError} as `observe` does, and `report-not-written`.
 */
export async function recordProfile(
  plan: ProbePlan,
  hooks: Hooks = {},
  output?: string,
): Promise<RecordedProfileReport> {
  const file = output ?? newProfilePath(join(ownCacheDir(process.env), 'profiles'))
  checkWritable(file)
  const { sites } = await scanAloud(plan, hooks)
  hooks.onProgress?.({ stage: 'profile' })
  const session = createSession()
  try {
    const dir = join(session.dir, 'profiles')
    mkdirSync(dir)
    const { warnings } = await profiledRun(plan, session, dir, hooks)
    const { profiles, lost } = recordedProfiles(dir)
    if (profiles.length + lost === 0) throw notProfiled()
    keepProfile(file, { ...mergeProfiles(profiles), cacheProbe: { command: plan.command } })
    const isTarget = matcherOf(compileTargets(plan))
    const { profiles: read, times } = readProfiles([file], plan.command, {
      root: plan.root,
      sites,
      originals: {},
      isTarget,
    })
    const losses = lost === 0 ? [] : [{ code: 'profiles-lost', args: { lost } }]
    return {
      ...reportHead({ ...plan, isolation: 'subprocess' }),
      environment: thisEnvironment(),
      file,
      threads: profiles.length,
      busyMs: read[0]?.busyMs ?? 0,
      functions: Object.entries(times)
        .map(([id, { selfMs, totalMs }]) => ({ id, selfMs, totalMs }))
        .sort((a, b) => b.totalMs - a.totalMs || b.selfMs - a.selfMs || (a.id < b.id ? -1 : 1)),
      warnings: [...losses, ...warnings].map(renderWarning),
    }
  } finally {
    session.remove()
  }
}

function notProfiled(): ProbeError {
  const line = 'no process of the command could be profiled: run it with a node that has an inspector.'
  return new ProbeError('nothing-instrumented', line)
}

async function profiledRun(
  { command, cwd, root, cacheSize, maxCacheSize, timeoutSeconds, killGraceSeconds }: ProbePlan,
  session: Session,
  profileDir: string,
  { signal, onOutput }: Hooks,
): Promise<RunOutcome> {
  const nothing = { targets: { include: [], exclude: [] }, builtins: [], exportedSites: {}, sites: {}, only: [] }
  const outcome = await launchRun({
    command,
    cwd,
    runConfig: {
      ...nothing,
      root,
      rewriteCacheDir: undefined,
      wrap: 'bindings',
      hasModules: false,
      arm: 'off',
      cacheSize,
      maxCacheSize,
      exhaustive: false,
      profileDir,
    },
    timeoutSeconds,
    killGraceSeconds,
    runDir: session.nextRunDir(),
    ...(signal && { signal }),
    ...(onOutput && { onOutput }),
  })
  if (!succeeded(outcome)) throw commandFailed(outcome)
  if (outcome.instrumentedProcesses === 0) throw nothingInstrumented()
  return outcome
}
