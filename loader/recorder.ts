/**
 * Writes what this process saw, so that nothing is lost however it ends, without a signal handler: they would delay
 * SIGTERM on a busy loop by seconds. Counters live in memory shared by all threads and are written in place.
 */
import { COUNTER_STRIDE } from '../src/wire/counters.js'
import { COUNTERS_SUFFIX, LINES_SUFFIX, type RecordLine } from '../src/wire/record.js'
import type { RunConfig } from '../src/wire/run-config.js'
import { WIRE_VERSION } from '../src/wire/version.js'
import { nowMs, openFlags, setImmediate, setInterval, setTimeout } from './pristine.js'
import { RecordFile } from './record-file.js'
import { MAX_BLOCKS, newRecord, recordOfParent, type SharedRecord } from './shared-record.js'
import { threadId } from './thread.js'

/** What the arms see of the recorder. */
export interface Recorder {
  /** Appends a line to this process's record at once. */
  line(line: RecordLine): void
  /** To be called on every call of a probed function: it decides when the counters are written. */
  touch(): void
  /** For an arm whose calls are too cheap to be told: the counters are written at short intervals instead. */
  flushRegularly(): void
}

const CALLS_BETWEEN_CLOCK_READINGS = 1024
const FLUSH_INTERVAL_MS = 20
/** Flushes may take a twentieth of the time since the start, and this much more: a process that idles owes nothing. */
const SHARE_OF_FLUSHES = 1 / 20
const FREE_FLUSHES_MS = 10
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
  #callsSinceClock = 0
  #flushScheduled = false
  #lastFlushMs = 0
  readonly #startMs = nowMs()
  #flushesMs = 0
  #exiting = false
  #flushesRegularly = false
  /** Before the first `beforeExit` a pending flush keeps the loop alive for one turn; after it, it must not. */
  #holdLoop = true

  /** Throws when there is no directory to write to. */
  constructor(config: RunConfig, runConfigPath: string) {
    this.shared = recordOfParent() ?? newRecord(config, runConfigPath)
    this.linesPath = this.shared.basePath + LINES_SUFFIX
    this.#lines = new RecordFile(this.linesPath, 'a')
    this.#blocks = new RecordFile(this.shared.basePath + COUNTERS_SUFFIX, openFlags.O_RDWR | openFlags.O_CREAT)
    if (!this.#lines.open()) throw new Error(`nothing can be recorded in ${config.recordDir}`)
    this.counters = new Float64Array(this.shared.counters)
    this.#bytes = new Uint8Array(this.shared.counters)
    this.#header = new Int32Array(this.shared.header)
    this.line({
      type: 'process',
      wireVersion: WIRE_VERSION,
      pid: process.pid,
      ppid: process.ppid,
      threadId,
      node: process.version,
      argv: process.argv.slice(1),
      startedAtMs: Math.round(Date.now() - process.uptime() * 1000),
    })
  }

  line(line: RecordLine): void {
    this.#lines.append(`${JSON.stringify(line)}\n`)
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
    if (!this.#flushScheduled) this.#schedule()
    if (++this.#callsSinceClock < CALLS_BETWEEN_CLOCK_READINGS && !this.#exiting) return
    this.#callsSinceClock = 0
    if (this.#exiting || (nowMs() - this.#lastFlushMs >= FLUSH_INTERVAL_MS && this.#debtMs() <= 0)) this.flush()
  }

  /** Writes all counters of all threads in place. Synchronous: the event loop may have ended already. */
  flush(): void {
    this.#flushScheduled = false
    const startMs = nowMs()
    const blocks = Math.min(Atomics.load(this.#header, 0), MAX_BLOCKS)
    if (blocks > 0) this.#blocks.overwrite(this.#bytes, blocks * COUNTER_STRIDE * BYTES)
    this.#lastFlushMs = nowMs()
    this.#flushesMs += this.#lastFlushMs - startMs
  }

  /** How long the next flush must wait, however many sites there are. */
  #debtMs(): number {
    return (this.#flushesMs - FREE_FLUSHES_MS) / SHARE_OF_FLUSHES - (nowMs() - this.#startMs)
  }

  flushRegularly(): void {
    if (this.#flushesRegularly) return
    this.#flushesRegularly = true
    setInterval(() => this.flush(), FLUSH_INTERVAL_MS).unref()
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
    this.#flushScheduled = true
    const immediate = setImmediate(() => {
      if (!this.#flushScheduled) return
      const waitMs = this.#debtMs()
      if (waitMs <= 0) this.flush()
      else setTimeout(() => this.flush(), waitMs).unref()
    })
    if (!this.#holdLoop) immediate.unref()
  }
}
