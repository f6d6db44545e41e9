/** Sums by site what the processes of a run recorded: one file may be evaluated many times, in many processes. */
import { addCounters, type SiteCounters, zeroCounters } from './counters.js'
import { decodeCounters, WireError } from './decode-record.js'
import type {
  Counterexample,
  DistancesLine,
  EvidenceLine,
  ModuleLine,
  RecordLine,
  SkippedLine,
  WarningLine,
} from './record.js'
import type { Wrap } from './run-config.js'

/** What one site recorded in one run, summed over its processes. */
export interface SiteRecord {
  id: string
  wrap: Wrap
  counters: SiteCounters
  /** At most {@link MAX_COUNTEREXAMPLES}, in the order of the records. */
  counterexamples: Counterexample[]
  /** At most {@link MAX_EVIDENCE_PER_CODE} of each code, no two with the same detail. */
  evidence: EvidenceLine[]
  distances: DistancesLine[]
  /** Processes that called it at least once. */
  processes: number
}

/** What one (pid, thread) wrote. */
export interface ProcessRecord {
  lines: RecordLine[]
  counters: Uint8Array
}

export interface SummedRecords {
  /** Keyed by site id; a site that was never loaded is absent. */
  sites: Map<string, SiteRecord>
  /** Each file and reason once. */
  skipped: SkippedLine[]
  /** Each distinct warning once. */
  warnings: WarningLine[]
  /** Each distinct fault of the loader once. */
  faults: string[]
  /** Distinct processes in which the loader was active; threads belong to their process. */
  instrumentedProcesses: number
  /** Sum over the processes, ms; undefined: a process ended without saying what it used. */
  cpuMs: number | undefined
}

export const MAX_COUNTEREXAMPLES = 3
export const MAX_EVIDENCE_PER_CODE = 3

/** @throws {WireError} when a record speaks of a site that it never declared. */
export function sumRecords(records: Iterable<ProcessRecord>): SummedRecords {
  const sum = new Sum()
  for (const record of records) sum.add(record)
  return sum.result()
}

class Sum {
  readonly #sites = new Map<string, SiteRecord>()
  readonly #callers = new Map<string, Set<number>>()
  readonly #skipped = new Map<string, SkippedLine>()
  readonly #warnings = new Map<string, WarningLine>()
  readonly #faults = new Set<string>()
  readonly #processes = new Set<number>()
  #mainThreads = 0
  #ends = 0
  #cpuMs = 0

  add({ lines, counters }: ProcessRecord): void {
    const [first, ...rest] = lines
    if (first?.type !== 'process') return
    this.#processes.add(first.pid)
    if (first.threadId === 0) this.#mainThreads++
    for (const line of rest) {
      if (line.type === 'module') this.#addModule(line, first.pid, counters)
      // A terminated worker writes no end, and its CPU time is in its process's.
      else if (line.type === 'end' && first.threadId === 0) this.#addEnd(line.cpuMs)
      else this.#addLine(line)
    }
  }

  #addModule(line: ModuleLine, pid: number, bytes: Uint8Array): void {
    const blocks = decodeCounters(bytes, line.firstBlock, line.sites.length)
    for (const [index, id] of line.sites.entries()) {
      const counters = blocks[index] ?? zeroCounters()
      addCounters(this.#declare(id, line.wrap).counters, counters)
      if (counters.calls > 0) this.#callersOf(id).add(pid)
    }
  }

  #addEnd(cpuMs: number): void {
    this.#ends++
    this.#cpuMs += cpuMs
  }

  #addLine(line: RecordLine): void {
    switch (line.type) {
      case 'counterexample': {
        const { counterexamples } = this.#declared(line.site)
        if (counterexamples.length < MAX_COUNTEREXAMPLES) counterexamples.push(line.counterexample)
        break
      }
      case 'evidence':
        keepEvidence(this.#declared(line.site).evidence, line)
        break
      case 'distances':
        this.#declared(line.site).distances.push(line)
        break
      case 'skipped':
        this.#skipped.set(`${line.reason} ${line.file}`, line)
        break
      case 'warning':
        this.#warnings.set(JSON.stringify([line.code, line.args]), line)
        break
      case 'fault':
        this.#faults.add(line.message)
        break
    }
  }

  #declare(id: string, wrap: Wrap): SiteRecord {
    const known = this.#sites.get(id)
    if (known !== undefined) return known
    const site: SiteRecord = {
      id,
      wrap,
      counters: zeroCounters(),
      counterexamples: [],
      evidence: [],
      distances: [],
      processes: 0,
    }
    this.#sites.set(id, site)
    return site
  }

  #declared(id: string): SiteRecord {
    const site = this.#sites.get(id)
    // A counterexample must never get lost for want of a place to put it.
    if (site === undefined) throw new WireError('malformed', `site ${id} belongs to no module line`)
    return site
  }

  #callersOf(id: string): Set<number> {
    const callers = this.#callers.get(id) ?? new Set()
    this.#callers.set(id, callers)
    return callers
  }

  result(): SummedRecords {
    for (const [id, site] of this.#sites) site.processes = this.#callers.get(id)?.size ?? 0
    return {
      sites: this.#sites,
      skipped: [...this.#skipped.values()],
      warnings: [...this.#warnings.values()],
      faults: [...this.#faults],
      instrumentedProcesses: this.#processes.size,
      cpuMs: this.#mainThreads > 0 && this.#ends === this.#mainThreads ? this.#cpuMs : undefined,
    }
  }
}

function keepEvidence(kept: EvidenceLine[], line: EvidenceLine): void {
  const sameCode = kept.filter(({ code }) => code === line.code)
  if (sameCode.length >= MAX_EVIDENCE_PER_CODE) return
  if (!sameCode.some(({ detail }) => detail === line.detail)) kept.push(line)
}
