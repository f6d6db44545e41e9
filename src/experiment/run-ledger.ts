/** Keeps account of the runs of one stage of the experiment: how many, what they warned of, how often they flaked. */
import { didAsUsual, type RunOutcome, succeeded } from '../launch/run-outcome.js'
import type { Launch, LaunchRequest, OnProgress, Stage } from './launch-port.js'
import { isUntouched } from './usual-output.js'

/** Tries of a run that may fail by chance. */
const ATTEMPTS = 3

export interface ExperimentWarning {
  code: string
  args: Record<string, string | number>
}

/** What a run came to that was tried more than once. */
export interface Tried {
  passed: boolean
  outcome: RunOutcome
}

export class RunLedger {
  runs = 0
  /** Wall time of the runs so far, s. */
  seconds = 0
  /** Of these, the observed ones. */
  readonly observed = { runs: 0, seconds: 0 }
  /** Failures that did not recur. */
  private flakes = 0
  private readonly found = new Map<string, ExperimentWarning>()
  readonly faults = new Set<string>()

  constructor(
    private readonly launch: Launch,
    private readonly onProgress: OnProgress,
    private readonly phase: 'screening' | 'validation' | 'confirmation' | 'caches' = 'screening',
  ) {}

  async run(stage: Stage, request: LaunchRequest): Promise<RunOutcome> {
    this.onProgress({ stage, label: request.label })
    const outcome = await this.launch(request)
    for (const spent of request.arm === 'observe' ? [this, this.observed] : [this]) {
      spent.runs += 1
      spent.seconds += outcome.wallMs / 1000
    }
    for (const { code, args } of outcome.warnings) this.warn({ code, args })
    for (const fault of outcome.faults) this.faults.add(fault)
    return outcome
  }

  /** The first passing run of a few tries; undefined: none passed. */
  async passing(stage: Stage, request: LaunchRequest, attempts = ATTEMPTS): Promise<RunOutcome | undefined> {
    const { passed, outcome } = await this.tried(stage, request, attempts)
    return passed ? outcome : undefined
  }

  /** The first of a few tries that passes, with caches one that prints as usual, or else the last of them. */
  async tried(stage: Stage, request: LaunchRequest, attempts: number): Promise<Tried> {
    const passes = isUntouched(request) ? succeeded : didAsUsual
    let failures = 0
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.run(stage, request)
      if (passes(outcome)) {
        this.flaked(failures)
        return { passed: true, outcome }
      }
      if (attempt >= attempts) return { passed: false, outcome }
      if (!succeeded(outcome)) failures += 1
    }
  }

  flaked(failures: number): void {
    this.flakes += failures
  }

  /** What the runs differ in is how often they gave a warning: the most of it is kept. */
  warn(warning: ExperimentWarning): void {
    const { times: _, ...args } = warning.args
    const key = JSON.stringify([warning.code, args])
    const known = this.found.get(key)
    if (known === undefined || timesOf(known) < timesOf(warning)) this.found.set(key, warning)
  }

  warnings(): ExperimentWarning[] {
    const flaky = { code: 'flaky-command', args: { failures: this.flakes, runs: this.runs, phase: this.phase } }
    return [...this.found.values(), ...(this.flakes > 0 ? [flaky] : [])]
  }
}

function timesOf({ args: { times } }: ExperimentWarning): number {
  return typeof times === 'number' ? times : 1
}
