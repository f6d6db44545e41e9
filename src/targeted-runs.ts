/** Aims validation at the test files that exercise the candidates: chooses them, and runs them as the whole command is run. */
import { relative } from 'node:path'
import type { ProbePlan } from './config/plan.js'
import { Budget } from './experiment/budget.js'
import type { WatchedRuns } from './experiment/forecast.js'
import { type Launch, type LaunchRequest, type OnProgress, unlessRunsEnd } from './experiment/launch-port.js'
import { RunLedger } from './experiment/run-ledger.js'
import type { Screening } from './experiment/screening.js'
import { type CommandShare, chooseTarget, type Targeting, type TestSuite } from './experiment/targeting.js'
import type { RunOutcome } from './launch/run-outcome.js'
import type { PacedLaunch } from './run-launcher.js'
import type { RunnerProject } from './runner/serialisation.js'
import { howFilesRun, type Targeted, targetFiles } from './runner/target.js'
import type { SerialRuns } from './serial-runs.js'
import { counted, percent } from './verdict/wording.js'

/** What validation is given. */
export interface Aim {
  launch: Launch
  /** With what the choice has taken of the budget. */
  screening: Screening
  /** Absent: the whole command is run. */
  targeted?: TargetedFiles
}

export interface TargetedFiles {
  /** Relative to the root. */
  files: string[]
  /** undefined: how many there are is not known. */
  of?: number | undefined
  share: CommandShare
}

export class TargetedRuns {
  /** undefined: the owner does not want it, or the command has no one runner that can be told its files. */
  readonly #filesRun: TestSuite['run'] | undefined
  /** By the observed run, as far as it could tell. */
  #loaded: readonly string[] = []

  constructor(
    private readonly plan: Pick<ProbePlan, 'command' | 'root' | 'cwd' | 'target' | 'budgetRuns' | 'budgetSeconds'>,
    private readonly project: RunnerProject,
    private readonly run: PacedLaunch,
    private readonly whole: SerialRuns,
  ) {
    this.#filesRun = plan.target ? howFilesRun(plan.command, project) : undefined
  }

  /** Of screening: an observed run finds out which files call what, where processes will not tell. */
  readonly screen: Launch = (request) => {
    const asks = request.arm === 'observe' && this.#filesRun === 'together'
    return this.whole.launch(asks ? { ...request, callers: true } : request)
  }

  async aim(screening: Screening, watched: WatchedRuns, onProgress: OnProgress, onNotice: Notice): Promise<Aim> {
    const [run, screened] = [this.#filesRun, watched.screened(screening.survivors)]
    if (run === undefined || screened === undefined) return { launch: this.whole.launch, screening }
    this.#loaded = screened.observed.loaded ?? []
    // What is to be warned of will be so by the runs of validation.
    const ledger = new RunLedger(this.launch, onProgress)
    const pairsLeft = new Budget(this.plan, screening).pairsLeft(ledger)
    const choice = chooseTarget(screening.survivors, screened, { run, refusal: this.refusal }, ledger, pairsLeft)
    const targeting = (await unlessRunsEnd(choice)) ?? { kind: 'whole' }
    const line = lineOf(targeting)
    if (line !== undefined) onNotice(line)
    const { runs, seconds } = ledger
    const spent = { ...screening, runs: screening.runs + runs, seconds: screening.seconds + seconds }
    if (targeting.kind === 'whole') return { launch: this.whole.launch, screening: spent }
    const { files, of, share } = targeting
    return {
      launch: (request) => this.launch({ ...request, files }),
      screening: spent,
      targeted: { files: files.map((file) => relative(this.plan.root, file)), of, share },
    }
  }

  /** Why these files alone cannot be run; undefined: they can. */
  readonly refusal = (files: readonly string[]): string | undefined => {
    const targeted = this.#told(files, true)
    return targeted.kind === 'whole' ? targeted.why : undefined
  }

  readonly launch: Launch = (request) =>
    request.files === undefined ? this.whole.launch(request) : this.#some(request, request.files)

  async #some(request: LaunchRequest, files: readonly string[]): Promise<RunOutcome> {
    const targeted = this.#told(files, request.timed)
    if (targeted.kind === 'whole') throw new Error(`these files cannot be run alone: ${targeted.why}`)
    return this.run(request, targeted)
  }

  #told(files: readonly string[], timed: boolean): Targeted {
    const { plan, project, whole } = this
    // Scripts may be run in another folder.
    const shown = (file: string) => (project.scriptsRunHere ? relative(plan.cwd, file) : file)
    const others = this.#loaded.filter((file) => !files.includes(file)).map(shown)
    return targetFiles(
      plan.command,
      project,
      { files: files.map(shown), others },
      timed && whole.pace.kind === 'serialised',
    )
  }
}

type Notice = (line: string) => void

function lineOf(targeting: Targeting): string | undefined {
  if (targeting.kind === 'whole') return targeting.why && `validation: all test files are run: ${targeting.why}`
  const { files, of, share } = targeting
  const taken = percent((share.cpu ?? share.wall).estimate)
  const are = files.length === 1 ? 'is' : 'are'
  const which = of === undefined ? counted(files.length, 'test file') : `${files.length} of ${of} test files`
  return `validation: ${which} ${are} run (${taken} of the time), as no other exercises a candidate`
}
