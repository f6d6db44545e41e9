/** Puts the run directory between the experiment and its runs: what was run is never run again. */
import { loadavg } from 'node:os'
import type { AskedRun } from './archive/kept-run.js'
import type { RunArchive } from './archive/run-archive.js'
import { ProbeError, type ProbeErrorCode } from './errors.js'
import { RunsEnded } from './experiment/launch-port.js'
import type { Hooks } from './hooks.js'
import type { PacedLaunch } from './run-launcher.js'
import { counted } from './verdict/wording.js'

/** Answers with the runs that are kept; what is not among them is run, and kept. */
export function recordedRuns(archive: RunArchive, live: PacedLaunch): PacedLaunch {
  return async (request, pace) => {
    const asked = askedRun(request, pace)
    const known = archive.take(asked)
    if (known !== undefined) return known
    const [when, [loadAverage = 0]] = [new Date(), loadavg()]
    const outcome = await live(request, pace)
    return archive.keep(asked, outcome, { startedAt: when.toISOString(), loadAverage })
  }
}

/** Answers with the runs that are kept, and with nothing else. */
export class ReplayedRuns {
  /** A run was asked for that is not kept. */
  ranOut = false

  constructor(private readonly archive: RunArchive) {}

  /** @throws {RunsEnded} */
  readonly launch: PacedLaunch = async (request, pace) => {
    const known = this.archive.take(askedRun(request, pace))
    if (known !== undefined) return known
    this.ranOut = true
    throw new RunsEnded(`no such run is kept: ${request.label}`)
  }
}

function askedRun(...[request, pace]: Parameters<PacedLaunch>): AskedRun {
  return { request, ...(pace && { pace: { command: pace.command, variables: Object.keys(pace.env).sort() } }) }
}

/** Faults that the finished runs came to: with the same runs it would come to them again. */
const FINAL: readonly ProbeErrorCode[] = [
  'command-failed',
  'command-timed-out',
  'nothing-instrumented',
  'unsupported-isolation',
]

/** Leaves the directory as what became of the work: ended, to be taken up again, or without anything worth keeping. */
export async function keepingRuns<T>(archive: RunArchive, hooks: Hooks, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work()
    archive.end({ kind: 'done' })
    return result
  } catch (error) {
    leave(archive, error, hooks)
    throw error
  }
}

function leave(archive: RunArchive, error: unknown, { onNotice }: Hooks): void {
  if (error instanceof ProbeError && FINAL.includes(error.code)) {
    archive.end({ kind: 'failed', code: error.code, message: error.message })
  } else if (archive.runs === 0) {
    archive.discard()
  } else {
    archive.leave()
    onNotice?.(
      `${counted(archive.runs, 'finished run')} kept; to go on: cache-probe run --resume ${shellWord(archive.dir)}`,
    )
  }
}

/** As it has to be typed. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
