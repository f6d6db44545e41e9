/** Sums what the processes of a run recorded. */
import type { CacheRecord } from './cache-marks.js'
import { lastOfEach } from './last-of-each.js'
import { type MainFile, ProcessTree } from './process-tree.js'
import type { RecordLine, SkippedLine, WarningLine } from './record.js'
import { SumOfCaches } from './sum-caches.js'
import { type EndSums, SumOfEnds } from './sum-ends.js'
import { type SiteRecord, SumOfSites } from './sum-sites.js'

/** What one process wrote, its threads included where they share its record: each thread has a process line then. */
export interface ProcessRecord {
  lines: RecordLine[]
  counters: Uint8Array
}

export interface SummedRecords extends EndSums {
  /** Keyed by site id; a site that was never loaded is absent. */
  sites: Map<string, SiteRecord>
  /** The owner's own ones that were watched; each was loaded by some process. */
  caches: CacheRecord[]
  /** Each file and reason once. */
  skipped: SkippedLine[]
  /** Each distinct warning once; `times` among its args says how often it was given, when that was more than once. */
  warnings: WarningLine[]
  /** Each distinct fault of the loader once. */
  faults: string[]
  /** Distinct processes in which the loader was active; threads belong to their process. */
  instrumentedProcesses: number
  /** The owner's programs that had a process of their own. */
  mains: MainFile[]
  /** The owner's files that are no targets, sorted; undefined: nobody asked, or no process could tell. */
  loaded?: string[] | undefined
}

/** @throws {WireError} when a record speaks of a site that it never declared. */
export function sumRecords(records: Iterable<ProcessRecord>): SummedRecords {
  const sum = new Sum()
  for (const record of records) sum.add(record)
  return sum.result()
}

class Sum {
  readonly #sites = new SumOfSites()
  readonly #skipped = new Map<string, SkippedLine>()
  readonly #warnings = new Map<string, { line: WarningLine; times: number }>()
  readonly #faults = new Set<string>()
  readonly #processes = new Set<number>()
  readonly #ends = new SumOfEnds()
  readonly #caches = new SumOfCaches()
  readonly #tree = new ProcessTree()
  #loaded: Set<string> | undefined

  add({ lines, counters }: ProcessRecord): void {
    const [first] = lines
    if (first?.type !== 'process') return
    if (first.role === undefined) this.#processes.add(first.pid)
    const ends = lines.filter((line) => line.type === 'end')
    this.#tree.add(first, ends)
    const apart = new Set(lines.flatMap((line) => (line.type === 'variants' ? [line.of] : [])))
    for (const line of lastOfEach(lines)) {
      if (line.type === 'module') this.#sites.addModule(line, first.pid, counters)
      else if (line.type === 'caches') this.#caches.add(line, counters)
      else if (line.type === 'variants') this.#sites.addVariants(line, counters)
      else if (line.type === 'distances') this.#sites.addDistances(line, apart)
      else this.#addLine(line)
    }
    this.#ends.add(lines)
  }

  #addLine(line: RecordLine): void {
    switch (line.type) {
      case 'counterexample':
      case 'staleness':
      case 'repeats':
      case 'shared-cache':
      case 'evidence':
      case 'caller':
        this.#sites.addFinding(line)
        break
      case 'stale-entry':
        this.#caches.addStale(line)
        break
      case 'skipped':
        this.#skipped.set(`${line.reason} ${line.file}`, line)
        break
      case 'warning':
        this.#addWarning(line)
        break
      case 'loaded':
        this.#loaded = new Set([...(this.#loaded ?? []), ...line.files])
        break
      case 'fault':
        this.#faults.add(line.message)
        break
    }
  }

  #addWarning(line: WarningLine): void {
    const key = JSON.stringify([line.code, line.args])
    this.#warnings.set(key, { line, times: (this.#warnings.get(key)?.times ?? 0) + 1 })
  }

  result(): SummedRecords {
    return {
      sites: this.#sites.result(this.#tree),
      caches: this.#caches.result(),
      skipped: [...this.#skipped.values()],
      warnings: [...this.#warnings.values()].map(counted),
      faults: [...this.#faults],
      instrumentedProcesses: this.#processes.size,
      mains: this.#tree.files(),
      loaded: this.#loaded && [...this.#loaded].sort(),
      ...this.#ends.result(),
    }
  }
}

function counted({ line, times }: { line: WarningLine; times: number }): WarningLine {
  return times === 1 ? line : { ...line, args: { ...line.args, times } }
}
