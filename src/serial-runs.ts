/** Runs whose times are compared take one test file at a time, unless the runner turns out not to stand that. */
import type { Launch, LaunchRequest } from './experiment/launch-port.js'
import { type RunOutcome, succeeded, wayOut } from './launch/run-outcome.js'
import type { PacedLaunch } from './run-launcher.js'
import type { Serialisation } from './runner/serialisation.js'

type Serialised = Extract<Serialisation, { kind: 'serialised' }>

/** Lines of the failed run that are quoted, and how much of them. */
const QUOTED_LINES = 4
const QUOTED_LENGTH = 400

export class SerialRuns {
  #pace: Serialisation
  /** A run has passed with the flag: later failures are not the flag's. */
  #proven = false

  constructor(
    private readonly run: PacedLaunch,
    pace: Serialisation,
    private readonly onNotice: (line: string) => void = () => {},
  ) {
    this.#pace = pace
    if (pace.kind === 'serialised') onNotice(`timed runs: ${pace.runner} one file at a time (${pace.flag})`)
  }

  /** What became of it. */
  get pace(): Serialisation {
    return this.#pace
  }

  readonly launch: Launch = (request) =>
    request.timed && this.#pace.kind === 'serialised' ? this.#timed(request, this.#pace) : this.run(request)

  async #timed(request: LaunchRequest, pace: Serialised): Promise<RunOutcome> {
    const outcome = await this.run(request, pace)
    if (this.#proven) return outcome
    this.#proven = succeeded(outcome)
    if (this.#proven) return outcome
    const untouched = await this.run(request)
    if (!succeeded(untouched)) return outcome
    this.#pace = { kind: 'parallel-unknown', runner: pace.runner, why: whyNot(pace, outcome) }
    this.onNotice(`timed runs: ${pace.runner} as it stands, since it failed with ${pace.flag}`)
    return untouched
  }
}

function whyNot({ runner, flag }: Serialised, { end, outputTail }: RunOutcome): string {
  const said = lastLines(outputTail)
  return `with ${flag} ${runner} ${wayOut(end)}, and passes without${said === '' ? '' : `: ${said}`}`
}

/** What npm adds at the end says nothing that is not known. */
function lastLines(output: string): string {
  const lines = output.split('\n').map((line) => line.trim())
  const telling = lines.filter((line) => line !== '' && !/^npm (?:error|ERR!|notice)/.test(line))
  const tail = telling.slice(-QUOTED_LINES).join(' / ')
  return tail.length > QUOTED_LENGTH ? `…${tail.slice(-QUOTED_LENGTH)}` : tail
}
