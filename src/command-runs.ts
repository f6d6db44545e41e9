/** How the owner's command is run: in processes or threads, one test file at a time, with all test files or with some. */
import type { Survey } from './archive/experiment-record.js'
import type { ProbePlan } from './config/plan.js'
import { Budget, type Spent } from './experiment/budget.js'
import { WatchedRuns } from './experiment/forecast.js'
import type { Launch, OnProgress } from './experiment/launch-port.js'
import type { Screening } from './experiment/screening.js'
import { UsualOutput } from './experiment/usual-output.js'
import { forewarning } from './forewarning.js'
import { IsolatedRuns, type Isolation } from './isolated-runs.js'
import type { PacedLaunch } from './run-launcher.js'
import { projectOf } from './runner/read-project.js'
import type { Serialisation } from './runner/serialisation.js'
import { SerialRuns } from './serial-runs.js'
import { type Aim, TargetedRuns } from './targeted-runs.js'

export class CommandRuns {
  readonly #isolated: IsolatedRuns
  readonly #serial: SerialRuns
  readonly #watched: WatchedRuns
  readonly #targets: TargetedRuns
  readonly #output = new UsualOutput()
  /** Of all runs so far. */
  readonly #spent: Spent = { runs: 0, seconds: 0 }

  constructor(
    private readonly plan: ProbePlan,
    survey: Survey,
    launch: PacedLaunch,
    private readonly onNotice: (line: string) => void = () => {},
  ) {
    this.#isolated = new IsolatedRuns(this.#counting(launch), plan.isolation, survey.script, onNotice)
    this.#serial = new SerialRuns(this.#isolated.launch, survey.pace, onNotice)
    this.#targets = new TargetedRuns(plan, projectOf(survey.project), this.#isolated.launch, this.#serial)
    this.#watched = new WatchedRuns(this.#targets.screen)
  }

  /** Of screening: what the runs take is remembered. */
  get launch(): Launch {
    return this.#watched.launch
  }

  /** What became of it. */
  get pace(): Serialisation {
    return this.#serial.pace
  }

  get isolation(): Isolation {
    return this.#isolated.isolation
  }

  /** With those runs that it did not ask for itself: they find out how it is run. */
  counted(screening: Screening): Screening {
    return { ...screening, ...this.#spent }
  }

  /** Before hours are spent. */
  forewarn({ screening, targeted }: Pick<Aim, 'screening' | 'targeted'>): void {
    const budgetRuns = 2 * new Budget(this.plan, screening).pairsLeft({ runs: 0, seconds: 0 })
    const options = { ...this.plan, budgetRuns }
    const forecast = this.#watched.forecast(screening.survivors.length, options, targeted?.share)
    const warning = forewarning(forecast, this.plan.speedupThreshold)
    if (warning !== undefined) this.onNotice(warning)
  }

  /** Chooses the test files that validation runs. */
  aim(screening: Screening, onProgress: OnProgress): Promise<Aim> {
    return this.#targets.aim(screening, this.#watched, onProgress, this.onNotice)
  }

  #counting(launch: PacedLaunch): PacedLaunch {
    return async (request, pace) => {
      const outcome = await launch(request, pace)
      this.#spent.runs += 1
      this.#spent.seconds += outcome.wallMs / 1000
      return this.#output.marked(request, outcome)
    }
  }
}
