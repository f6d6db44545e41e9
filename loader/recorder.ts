/**
 * Writes what this process saw, so that nothing is lost however it ends, without a signal handler: they would delay
 * SIGTERM on a busy loop by seconds. Counters live in memory shared by all threads and are written in place.
 */

import { constants } from 'node:fs'
import { join } from 'node:path'
import { getEnvironmentData, isMainThread, setEnvironmentData, threadId } from 'node:worker_threads'
import { COUNTER_STRIDE } from '../src/wire/counters.js'
import { COUNTERS_SUFFIX, LINES_SUFFIX, type RecordLine } from '../src/wire/record.js'
import type { RunConfig } from '../src/wire/run-config.js'
import { WIRE_VERSION } from '../src/wire/version.js'
import { now, openSync, setImmediate, setInterval, setTimeout, writeSync } from './pristine.js'

/** What the arms see of the recorder. */
export interface Recorder {
  /** Appends a line to this process's record at once. */
  line(line: RecordLine): void
  /** To be called on every call of a probed function: it decides when the counters are written. */
  touch(): void
  /** For an arm whose calls are too cheap to be told: the counters are written at short intervals instead. */
  flushRegularly(): void
}

/** Blocks of counters that one process can hand out; the memory is only committed as it is used. */
const MAX_BLOCKS = 1 << 14
const CALLS_BETWEEN_CLOCK_READINGS = 1024
const FLUSH_INTERVAL_MS = 20
const BYTES = Float64Array.BYTES_PER_ELEMENT
const ENVIRONMENT_KEY = 'cache-probe.record'

/** What a worker gets from the thread that started it. */
interface SharedRecord {
  basePath: string
  runConfigPath: string
  counters: SharedArrayBuffer
  /** [0]: blocks handed out. */
  header: SharedArrayBuffer
}

export class ProcessRecorder implements Recorder {
  readonly counters: Float64Array
  readonly linesPath: string
  readonly #bytes: Uint8Array
  readonly #header: Int32Array
  readonly #linesFd: number
  readonly #countersFd: number
  #callsSinceClock = 0
  #flushScheduled = false
  #lastFlushMs = 0
  #flushCostMs = 0
  #exiting = false
  #flushesRegularly = false
  /** Before the first `beforeExit` a pending flush keeps the loop alive for one turn; after it, it must not. */
  #holdLoop = true

  constructor(config: RunConfig, runConfigPath: string) {
    const shared = recordOfParent() ?? newRecord(config, runConfigPath)
    setEnvironmentData(ENVIRONMENT_KEY, shared as unknown as NodeJS.Dict<unknown>)
    this.linesPath = shared.basePath + LINES_SUFFIX
    this.#linesFd = openSync(this.linesPath, 'a', 0o600)
    this.#countersFd = openSync(shared.basePath + COUNTERS_SUFFIX, constants.O_RDWR | constants.O_CREAT, 0o600)
    this.counters = new Float64Array(shared.counters)
    this.#bytes = new Uint8Array(shared.counters)
    this.#header = new Int32Array(shared.header)
    this.line({
      type: 'process',
      wireVersion: WIRE_VERSION,
      pid: process.pid,
      ppid: process.ppid,
      threadId,
      node: process.version,
      argv: process.argv.slice(1),
      startedAtMs: Math.round(performance.timeOrigin),
    })
  }

  line(line: RecordLine): void {
    writeSync(this.#linesFd, `${JSON.stringify(line)}\n`)
  }

  /** First of `count` consecutive blocks; undefined: this process has handed out all it has. */
  reserve(count: number): number | undefined {
    const first = Atomics.add(this.#header, 0, count)
    if (first + count <= MAX_BLOCKS) return first
    Atomics.sub(this.#header, 0, count)
    return undefined
  }

  touch(): void {
    if (!this.#flushScheduled) this.#schedule()
    if (++this.#callsSinceClock < CALLS_BETWEEN_CLOCK_READINGS && !this.#exiting) return
    this.#callsSinceClock = 0
    // A flush may take at most a twentieth of the time, however many sites there are.
    if (this.#exiting || now() - this.#lastFlushMs >= Math.max(FLUSH_INTERVAL_MS, 20 * this.#flushCostMs)) this.flush()
  }

  /** Writes all counters of all threads in place. Synchronous: the event loop may have ended already. */
  flush(): void {
    this.#flushScheduled = false
    const startMs = now()
    const used = Math.min(Atomics.load(this.#header, 0), MAX_BLOCKS) * COUNTER_STRIDE * BYTES
    for (let offset = 0; offset < used; )
      offset += writeSync(this.#countersFd, this.#bytes, offset, used - offset, offset)
    this.#lastFlushMs = now()
    this.#flushCostMs = this.#lastFlushMs - startMs
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
      const waitMs = 20 * this.#flushCostMs - (now() - this.#lastFlushMs)
      if (waitMs <= 0) this.flush()
      else setTimeout(() => this.flush(), waitMs).unref()
    })
    if (!this.#holdLoop) immediate.unref()
  }
}

function recordOfParent(): SharedRecord | undefined {
  return isMainThread ? undefined : (getEnvironmentData(ENVIRONMENT_KEY) as SharedRecord | undefined)
}

/** For a worker whose environment was cleared; undefined: this is the main thread, or its parent was not probed. */
export function runConfigOfParent(): string | undefined {
  return recordOfParent()?.runConfigPath
}

function newRecord(config: RunConfig, runConfigPath: string): SharedRecord {
  return {
    runConfigPath,
    basePath: join(
      config.recordDir,
      `${process.pid}-${threadId}-${Math.trunc(performance.timeOrigin * 1000).toString(36)}`,
    ),
    counters: new SharedArrayBuffer(MAX_BLOCKS * COUNTER_STRIDE * BYTES),
    header: new SharedArrayBuffer(4),
  }
}
