/**
 * The run directory of one experiment: what it was about, and every finished run in the order they were made. One file a
 * run, written at once when it is over, so that whatever ends the driver costs no run but the one under way.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ProbeError } from '../errors.js'
import { type RunOutcome, succeeded } from '../launch/run-outcome.js'
import { markAsMine, unmark, writerOf } from './driver-mark.js'
import { type Ending, type ExperimentRecord, type Survey, withoutValues } from './experiment-record.js'
import { ArchiveError, readKept, writeKept } from './files.js'
import {
  type AskedRun,
  canonical,
  decodeOutcome,
  type EncodedRun,
  encodeRun,
  type RunCircumstances,
} from './kept-run.js'

const EXPERIMENT_FILE = 'experiment.json'
const SURVEY_FILE = 'survey.json.gz'
const ENDING_FILE = 'ending.json'
const RUNS_FOLDER = 'runs'
const RUN_FILE = /^run-(\d+)\.json\.gz$/
/** All of ours, half written ones too; the owner may have put others beside them. */
const OURS = /^(?:runs|(?:driver|experiment|survey|ending)\.json(?:\.gz)?(?:\.part)?)$/

/** A finished run that has not been asked for again. */
interface Waiting {
  file: string
  /** Digest of what was asked. */
  asked: string
}

export class RunArchive {
  /** Finished runs in the directory. */
  runs: number
  /** Files of runs that cannot be read. */
  readonly damaged: string[] = []
  readonly #waiting: Waiting[] = []
  #last = 0
  #sitting = 1

  private constructor(
    readonly dir: string,
    readonly record: ExperimentRecord,
    readonly survey: Survey,
  ) {
    for (const file of runFiles(dir)) this.#admit(file)
    this.runs = this.#waiting.length
  }

  /** @param dir empty, and nobody else's. */
  static create(dir: string, record: ExperimentRecord, survey: Survey): RunArchive {
    mkdirSync(join(dir, RUNS_FOLDER), { mode: 0o700 })
    markAsMine(dir)
    writeKept(join(dir, SURVEY_FILE), withoutValues(survey))
    // Last: a directory without it is none.
    writeKept(join(dir, EXPERIMENT_FILE), record)
    return new RunArchive(dir, record, survey)
  }

  /** @throws {ProbeError} `not-a-run-directory`. */
  static open(dir: string): RunArchive {
    try {
      const [record, survey] = [readRecord(dir), readKept<Survey>(join(dir, SURVEY_FILE))]
      return new RunArchive(dir, record, survey)
    } catch (error) {
      if (error instanceof ArchiveError) throw notUsable(dir, error)
      throw error
    }
  }

  /** undefined: it was interrupted, or is under way. */
  get ending(): Ending | undefined {
    return endingOf(this.dir)
  }

  /** Finished runs that were not asked for again so far. */
  get waiting(): number {
    return this.#waiting.length
  }

  /** From now on this process adds to it. @throws {ProbeError} `cannot-resume` when another one does. */
  takeUp(): void {
    const writer = writerOf(this.dir)
    if (writer !== undefined) {
      const line = `process ${writer} is still measuring in ${this.dir}: wait for it, or end it first.`
      throw new ProbeError('cannot-resume', line)
    }
    markAsMine(this.dir)
    this.#sitting += 1
  }

  /** The outcome of the first finished run of this kind that was not taken yet. */
  take(asked: AskedRun): RunOutcome | undefined {
    const wanted = digestOf(asked)
    const index = this.#waiting.findIndex((run) => run.asked === wanted)
    const [found] = index === -1 ? [] : this.#waiting.splice(index, 1)
    return found && decodeOutcome(readKept<EncodedRun>(join(this.dir, RUNS_FOLDER, found.file)))
  }

  /** Keeps a run that has just ended, and gives its outcome as it will be read again: both decide alike. */
  keep(asked: AskedRun, outcome: RunOutcome, when: Omit<RunCircumstances, 'sitting'>): RunOutcome {
    this.#last += 1
    // What passing commands print is the owner's: digests of it are enough.
    const kept = succeeded(outcome) ? { ...outcome, outputTail: '' } : outcome
    const run = encodeRun({ ...when, sitting: this.#sitting, ...asked, outcome: kept })
    const text = writeKept(join(this.dir, RUNS_FOLDER, `run-${String(this.#last).padStart(5, '0')}.json.gz`), run)
    this.runs += 1
    return decodeOutcome(JSON.parse(text))
  }

  end(ending: Ending): void {
    writeKept(join(this.dir, ENDING_FILE), ending)
    this.leave()
  }

  /** Takes away what is not worth keeping. */
  discard(): void {
    const names = readdirSync(this.dir).filter((name) => OURS.test(name))
    for (const name of names) rmSync(join(this.dir, name), { recursive: true, force: true })
    try {
      rmdirSync(this.dir)
    } catch {
      // The owner's, in a folder that we may not write to, or a mounted one: left as it was found.
    }
  }

  /** Nothing more is added by this process; without an ending it can be taken up again. */
  leave(): void {
    unmark(this.dir)
  }

  #admit(file: string): void {
    this.#last = Number(RUN_FILE.exec(file)?.[1])
    const run = readUnlessDamaged(join(this.dir, RUNS_FOLDER, file))
    if (run === undefined) {
      this.damaged.push(file)
      return
    }
    const { sitting, request, pace } = run
    this.#waiting.push({ file, asked: digestOf({ request, ...(pace && { pace }) }) })
    this.#sitting = Math.max(this.#sitting, sitting)
  }
}

/** @throws {ArchiveError} */
export function readRecord(dir: string): ExperimentRecord {
  return readKept<ExperimentRecord>(join(dir, EXPERIMENT_FILE))
}

export function endingOf(dir: string): Ending | undefined {
  try {
    return readKept<Ending>(join(dir, ENDING_FILE))
  } catch (error) {
    if (error instanceof ArchiveError && error.fault === 'absent') return undefined
    throw error
  }
}

/** In the order that the runs ended. */
function runFiles(dir: string): string[] {
  try {
    return readdirSync(join(dir, RUNS_FOLDER))
      .filter((name) => RUN_FILE.test(name))
      .sort()
  } catch (cause) {
    throw new ArchiveError('absent', `${join(dir, RUNS_FOLDER)} could not be read`, { cause })
  }
}

/** undefined: the machine went down before all of it was on the disk, so that the run is to be made again. */
function readUnlessDamaged(path: string): EncodedRun | undefined {
  try {
    return readKept<EncodedRun>(path)
  } catch (error) {
    if (error instanceof ArchiveError && error.fault === 'damaged') return undefined
    throw error
  }
}

/** A large suite's request names thousands of functions: it is compared, and not held. */
function digestOf({ request, pace }: AskedRun): string {
  return createHash('sha256')
    .update(canonical({ request, pace }) ?? '')
    .digest('hex')
}

function notUsable(dir: string, cause: ArchiveError): ProbeError {
  const why = {
    absent: 'is no run directory: it holds no experiment of cache-probe. Runs say where theirs is in their last line.',
    damaged: `is damaged: ${cause.message}. Start anew: cache-probe run.`,
    version: `was written by another version of cache-probe: ${cause.message}. Use that version.`,
  }
  return new ProbeError('not-a-run-directory', `${dir} ${why[cause.fault]}`, { cause })
}
