/** Decides whether timed runs are processes or threads of one process, and asks for them so. */
import type { ProbePlan } from './config/plan.js'
import type { LaunchRequest } from './experiment/launch-port.js'
import { type NoScript, noThread, type PlainScript } from './launch/plain-script.js'
import { type RunOutcome, succeeded } from './launch/run-outcome.js'
import type { PacedLaunch } from './run-launcher.js'
import { unlike } from './unlike-runs.js'

export interface Isolation {
  kind: 'subprocess' | 'inprocess'
  /** Completing "as ..."; undefined: the owner wants it so. */
  why?: string
}

/** A command that takes longer while it is observed has little to gain, and the look itself takes two runs. */
const MOST_OBSERVED_MS = 2000
/** Of one processor, on average while the command was observed. Starting its launcher is counted, and takes less. */
const MOST_OTHERS = 0.5
/** Threads must take so much less than processes. */
const LEAST_GAIN = 0.1
/** A thread that hangs where a process would end must not keep us for as long as a run may take. */
const LONGEST_LOOK = { factor: 3, seconds: 5 }

export class IsolatedRuns {
  #isolation: Isolation | undefined
  #observed: RunOutcome | undefined

  constructor(
    private readonly run: PacedLaunch,
    private readonly asked: ProbePlan['isolation'],
    private readonly script: PlainScript | NoScript,
    private readonly onNotice: (line: string) => void = () => {},
  ) {
    if (asked === 'inprocess' && script.kind === 'other') throw noThread(script)
  }

  /** What became of it. */
  get isolation(): Isolation {
    return this.#isolation ?? { kind: 'subprocess', ...(this.asked === 'auto' && { why: 'nothing was timed' }) }
  }

  /** Untimed runs are processes always: what is looked for in them must be as it is without us. */
  readonly launch: PacedLaunch = async (request, pace) => {
    if (!request.timed) {
      const outcome = await this.run(request, pace)
      this.#observed ??= outcome
      return outcome
    }
    this.#isolation ??= await this.#decide()
    return this.run(this.#isolation.kind === 'inprocess' ? { ...request, inThread: true } : request, pace)
  }

  async #decide(): Promise<Isolation> {
    if (this.asked === 'subprocess') return { kind: 'subprocess' }
    const against = await this.#reasonAgainst()
    if (this.asked === 'inprocess') {
      if (against !== undefined) throw noThread({ why: against })
      return { kind: 'inprocess' }
    }
    const isolation = choiceOf(against)
    const what = isolation.kind === 'inprocess' ? 'threads of one process' : 'fresh processes'
    this.onNotice(`timed runs: ${what}, as ${isolation.why}`)
    return isolation
  }

  async #reasonAgainst(): Promise<string | undefined> {
    if (this.script.kind === 'other') return this.script.why
    const seen = this.#observed
    const forbidden = seen && (bound(seen) ?? (this.asked === 'auto' ? notWorthIt(seen) : undefined))
    return forbidden ?? (await this.#look())
  }

  /** The same run in a process and in a thread, with calls counted: they must be alike, and the thread be quicker. */
  async #look(): Promise<string | undefined> {
    const request = lookAt(this.#observed)
    const process = await this.run(request)
    if (!succeeded(process)) return 'the command failed when it was run again'
    const timeoutSeconds = LONGEST_LOOK.seconds + (LONGEST_LOOK.factor * process.wallMs) / 1000
    const thread = await this.run({ ...request, inThread: true, timeoutSeconds })
    const difference = unlike(process, thread, this.#observed)
    if (difference !== undefined) return `it ${difference} when it runs in a thread`
    return this.asked === 'auto' && !isQuicker(thread, process) ? 'threads are hardly quicker for it' : undefined
  }
}

function choiceOf(against: string | undefined): Isolation {
  if (against !== undefined) return { kind: 'subprocess', why: against }
  return { kind: 'inprocess', why: 'the script does the same in a thread, which is quicker to start' }
}

/** What a thread cannot do as a process does. */
function bound({ conduct, instrumentedProcesses }: RunOutcome): string | undefined {
  if (conduct.programs > 0 || instrumentedProcesses > 1) return 'the command starts other programs'
  if (conduct.threads > 0) return 'the command has threads of its own'
  if (conduct.zonesSet > 0) return 'the command sets its time zone (process.env.TZ)'
  return undefined
}

function notWorthIt({ conduct, wallMs, surroundings }: RunOutcome): string | undefined {
  if (conduct.cutShort > 0) return 'the command ends by process.exit'
  if (wallMs > MOST_OBSERVED_MS) return 'the command takes much longer than a process to start'
  if ((surroundings?.otherSessions ?? 0) > 0) return 'another cache-probe is at work'
  if ((surroundings?.othersShare ?? 1) > MOST_OTHERS) return 'other programs are at work'
  return undefined
}

function isQuicker({ surroundings: thread }: RunOutcome, { surroundings: process }: RunOutcome): boolean {
  return thread !== undefined && process !== undefined && thread.tookMs <= (1 - LEAST_GAIN) * process.tookMs
}

function lookAt(observed: RunOutcome | undefined): LaunchRequest {
  const called = [...(observed?.sites.values() ?? [])].filter(({ counters }) => counters.calls > 0).map(({ id }) => id)
  const sites = Object.fromEntries(called.map((id) => [id, { arm: 'time', untimed: true } as const]))
  return { arm: 'off', sites, only: called, timed: true, label: 'isolation' }
}
