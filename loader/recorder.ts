/**
 * Writes what this process saw, so that nothing is lost however it ends, without a signal handler: they would delay
 * SIGTERM on a busy loop by seconds. Counters live in memory shared by all threads and are written in place.
 */
import { COUNTER_STRIDE } from '../src/wire/counters.js'
import { COUNTERS_SUFFIX, LINES_SUFFIX, type ProcessLine, type RecordLine } from '../src/wire/record.js'
import type { RunConfig } from '../src/wire/run-config.js'
import { WIRE_VERSION } from '../src/wire/version.js'
import { nowMs, openFlags, setImmediate, setTimeout } from './pristine.js'
import { RecordFile } from './record-file.js'
import { MAX_BLOCKS, newRecord, recordOfParent, type SharedRecord } from './shared-record.js'
import { threadId } from './thread.js'

/** What the arms see of the recorder. */
export interface Recorder {
  /** Appends a line to this process's record at once. */
  line(line: RecordLine): void
  /** To be called for each call that runs a probed function: it decides when the counters are written. */
  touch(): void
  /**
   * `[0]`: how many calls may still pass before the recorder must be told. What costs too little for `touch` (a hit) takes
   * one off, and calls `touch` only when less than none are left.
   */
  callsLeft: Int32Array
  /** The owner's JavaScript has run in threads beside the main one. */
  hasOtherThreads?(): boolean
}

/** The clock is read so often while the program is busy, however long its calls take. */
const CLOCK_INTERVAL_MS = 5
const MOST_CALLS_BETWEEN_READINGS = 1024
/** A call that has run the function may have taken any time: it counts for as many hits. */
const HITS_PER_RUN_CALL = 32
const FLUSH_INTERVAL_MS = 20
/** Flushes may take this share of the time since the start, and some time more: a process that idles owes nothing. */
const SHARE_OF_FLUSHES = 1 / 50
const FREE_FLUSHES_MS = 10
/** What a flush is taken to cost at first, and how much of a change the next ones show at most. */
const FIRST_FLUSH_MS = 0.05
const MOST_CHANGE = 4
const BYTES = Float64Array.BYTES_PER_ELEMENT

export class ProcessRecorder implements Recorder {
  readonly counters: Float64Array
  readonly linesPath: string
  /** What workers of this thread go on with. */
  readonly shared: SharedRecord
  readonly #bytes: Uint8Array
  readonly #header: Int32Array
  readonly #lines: RecordFile
  /** Made with the first site, of whichever thread: most processes of a run have none. */
  readonly #blocks: RecordFile
  readonly callsLeft = new Int32Array(1)
  /** Called in a turn of the event loop in which functions were called, when their counters have been written. */
  whenWritten: (() => void) | undefined
  /** Started by this thread so far. */
  programs = 0
  #callsBetweenReadings = 1
  #flushScheduled = false
  #lastReadingMs = 0
  #lastFlushMs = 0
  readonly #startMs = nowMs()
  #usualFlushMs = FIRST_FLUSH_MS
  #flushesMs = 0
  #exiting = false
  /** Before the first `beforeExit` a pending flush keeps the loop alive for one turn; after it, it must not. */
  #holdLoop = true

  /** Throws when there is no directory to write to. */
  constructor(config: RunConfig, runConfigPath: string, role?: ProcessLine['role']) {
    const known = recordOfParent()
    this.shared = known ?? newRecord(config, runConfigPath)
    this.linesPath = this.shared.basePath + LINES_SUFFIX
    this.#lines = new RecordFile(this.linesPath, 'a')
    this.#blocks = new RecordFile(this.shared.basePath + COUNTERS_SUFFIX, openFlags.O_RDWR | openFlags.O_CREAT)
    if (!this.#lines.open()) throw new Error(`nothing can be recorded in ${config.recordDir}`)
    this.counters = new Float64Array(this.shared.counters)
    this.#bytes = new Uint8Array(this.shared.counters)
    this.#header = new Int32Array(this.shared.header)
    // A thread whose maker is not probed is the main one to its run.
    if (known) Atomics.add(this.#header, 1, 1)
    this.line({
      type: 'process',
      wireVersion: WIRE_VERSION,
      pid: process.pid,
      ppid: process.ppid,
      threadId,
      node: process.version,
      argv: process.argv.slice(1),
      startedAtMs: Math.round(Date.now() - process.uptime() * 1000),
      role,
    })
  }

  hasOtherThreads(): boolean {
    return Atomics.load(this.#header, 1) > 0
  }

  line(line: RecordLine): void {
    this.lines([line])
  }

  lines(lines: readonly RecordLine[]): void {
    if (lines.length > 0) this.#lines.append(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  }

  /** First of `count` consecutive blocks; undefined: it has handed out all, or they cannot be kept. */
  reserve(count: number): number | undefined {
    const first = Atomics.add(this.#header, 0, count)
    // Now, while this process may: its user can change.
    if (first + count <= MAX_BLOCKS && this.#blocks.open()) return first
    Atomics.sub(this.#header, 0, count)
    return undefined
  }

  touch(): void {
    this.callsLeft[0] = (this.callsLeft[0] as number) - HITS_PER_RUN_CALL
    if (this.callsLeft[0] >= 0) return
    if (this.#exiting) this.flush()
    else if (this.#flushScheduled) this.#flushWhenDue()
    else this.#schedule()
  }

  /** Writes all counters of all threads in place. Synchronous: the event loop may have ended already. */
  flush(): void {
    if (!this.#writeCounters()) return
    this.#flushScheduled = false
    this.callsLeft[0] = 0
  }

  /** False: to be tried again from a less deep stack. */
  #writeCounters(): boolean {
    const startMs = nowMs()
    const blocks = Math.min(Atomics.load(this.#header, 0), MAX_BLOCKS)
    if (blocks > 0 && !this.#blocks.overwrite(this.#bytes, blocks * COUNTER_STRIDE * BYTES)) return false
    this.#lastFlushMs = nowMs()
    this.#charge(this.#lastFlushMs - startMs)
    return true
  }

  /** On a busy machine a flush may be held up for long: what it took then must not put off the ones that follow. */
  #charge(tookMs: number): void {
    const chargedMs = Math.min(tookMs, MOST_CHANGE * this.#usualFlushMs)
    this.#usualFlushMs += (chargedMs - this.#usualFlushMs) / 8
    this.#flushesMs += chargedMs
  }

  /** How long the next flush must wait, however many sites there are. */
  #debtMs(): number {
    return (this.#flushesMs - FREE_FLUSHES_MS) / SHARE_OF_FLUSHES - (nowMs() - this.#startMs)
  }

  #flushWhenDue(): void {
    const now = nowMs()
    this.#adjustToPace(now - this.#lastReadingMs)
    this.#lastReadingMs = now
    const due = now - this.#lastFlushMs >= FLUSH_INTERVAL_MS && this.#debtMs() <= 0
    // The scheduled flush stays: what this very call will be counted as is not known yet, and no other may follow.
    if (!due || this.#writeCounters()) this.#letPass()
  }

  /** Slower at once, and faster step by step: what follows quick calls may be slow. */
  #adjustToPace(elapsedMs: number): void {
    const calls = this.#callsBetweenReadings
    this.#callsBetweenReadings =
      elapsedMs > CLOCK_INTERVAL_MS
        ? Math.max(1, Math.floor((calls * CLOCK_INTERVAL_MS) / elapsedMs))
        : Math.min(MOST_CALLS_BETWEEN_READINGS, 2 * calls)
  }

  #letPass(): void {
    this.callsLeft[0] = this.#callsBetweenReadings - 1
  }

  /** From here on nothing may keep the event loop alive: a `beforeExit` handler that calls a probed function must end. */
  releaseLoop(): void {
    this.#holdLoop = false
  }

  /** From here on every call is written at once: no later moment is certain to come. */
  enterExit(): void {
    this.#exiting = true
    this.flush()
  }

  #schedule(): void {
    const write = () => {
      if (this.#flushScheduled) this.flush()
      this.whenWritten?.()
    }
    const immediate = setImmediate(() => {
      const waitMs = this.#flushScheduled ? this.#debtMs() : 0
      if (waitMs <= 0) write()
      else setTimeout(write, waitMs).unref()
    })
    if (!this.#holdLoop) immediate.unref()
    this.#flushScheduled = true
    this.#letPass()
  }
}
