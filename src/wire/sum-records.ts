/** Sums by site what the processes of a run recorded: one file may be evaluated many times, in many processes. */
import type { CacheRecord } from './cache-marks.js'
import { COUNTER_INDEX, COUNTER_STRIDE, countersOf, type SiteCounters } from './counters.js'
import { decodeCounters, WireError } from './decode-record.js'
import { lastOfEach } from './last-of-each.js'
import { type MainFile, ProcessTree } from './process-tree.js'
import {
  type Counterexample,
  type DistancesLine,
  type EvidenceLine,
  INSIDE_HIT,
  type ModuleLine,
  type RecordLine,
  type SkippedLine,
  type VariantsLine,
  type WarningLine,
} from './record.js'
import { type Repeats, type RepeatsLine, sumRepeats } from './repeats.js'
import type { Wrap } from './run-config.js'
import { type SharedCacheLine, type SharedCacheRecord, sumSharedCaches } from './shared-cache.js'
import { type Staleness, type StalenessLine, sumStaleness } from './staleness.js'
import { SumOfCaches } from './sum-caches.js'
import { type EndSums, SumOfEnds } from './sum-ends.js'
import { closedVariant, emptyVariant, type OpenVariant, type VariantRecord } from './sum-variants.js'

/** What one site recorded in one run, summed over its processes. */
export interface SiteRecord {
  id: string
  wrap: Wrap
  counters: SiteCounters
  /** At most {@link MAX_COUNTEREXAMPLES}, in the order of the records. */
  counterexamples: Counterexample[]
  /** At most {@link MAX_EVIDENCE_PER_CODE} of each code, {@link INSIDE_HIT} aside; no two with the same detail. */
  evidence: EvidenceLine[]
  distances: DistancesLine[]
  /** By index among the site's variants; empty: no process met a call that they tell otherwise than identity does. */
  variants: VariantRecord[]
  /** undefined: the same arguments gave the same result in every process. */
  staleness?: Staleness | undefined
  /** undefined: not observed to its end in any process. */
  repeats?: Repeats | undefined
  /** undefined: there were no two closures that could have shared a cache, or it is not known what they capture. */
  sharedCache?: SharedCacheRecord | undefined
  /** Processes that called it at least once. */
  processes: number
  /** The owner's programs that these processes belong to, sorted; undefined: one of them belongs to none. */
  mains?: string[] | undefined
  /** The owner's files whose functions call it, sorted; undefined: nobody asked, or none was seen. */
  callers?: string[] | undefined
}

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

const MAX_COUNTEREXAMPLES = 3
const MAX_EVIDENCE_PER_CODE = 3

/** @throws {WireError} when a record speaks of a site that it never declared. */
export function sumRecords(records: Iterable<ProcessRecord>): SummedRecords {
  const sum = new Sum()
  for (const record of records) sum.add(record)
  return sum.result()
}

/** A site while its blocks are being added: slots and not names, as a test suite may have a million blocks. */
interface OpenSite
  extends Omit<
    SiteRecord,
    'counters' | 'processes' | 'mains' | 'callers' | 'variants' | 'staleness' | 'repeats' | 'sharedCache'
  > {
  slots: Float64Array
  callingProcesses: Set<number>
  callingFiles: Set<string>
  variants: OpenVariant[]
  stalenessLines: StalenessLine[]
  repeatsLines: RepeatsLine[]
  sharedCacheLines: SharedCacheLine[]
  /** Distances of where no variants were followed. */
  shared: DistancesLine[]
}

class Sum {
  readonly #sites = new Map<string, OpenSite>()
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
      if (line.type === 'module') this.#addModule(line, first.pid, counters)
      else if (line.type === 'caches') this.#caches.add(line, counters)
      else if (line.type === 'variants') this.#addVariants(line, counters)
      else if (line.type === 'distances') this.#addDistances(line, apart)
      else this.#addLine(line)
    }
    this.#ends.add(lines)
  }

  #addModule(line: ModuleLine, pid: number, bytes: Uint8Array): void {
    const blocks = decodeCounters(bytes, line.firstBlock, line.sites.length)
    for (const [index, id] of line.sites.entries()) {
      const site = this.#declare(id, line.wrap)
      const block = index * COUNTER_STRIDE
      addSlots(site.slots, blocks, block)
      if ((blocks[block + COUNTER_INDEX.calls] ?? 0) > 0) site.callingProcesses.add(pid)
    }
  }

  #addVariants({ site, of, firstBlock, count }: VariantsLine, bytes: Uint8Array): void {
    const { variants } = this.#declared(site)
    const own = decodeCounters(bytes, of, 1)
    const blocks = decodeCounters(bytes, firstBlock, count)
    for (let index = 0; index < count; index++) {
      const variant = variants[index] ?? emptyVariant()
      variants[index] = variant
      addSlots(variant.slots, blocks, index * COUNTER_STRIDE)
      addSlots(variant.beside, own, 0)
    }
  }

  /** `apart`: blocks of the sites of this record whose variants have distances of their own. */
  #addDistances(line: DistancesLine, apart: ReadonlySet<number>): void {
    const site = this.#declared(line.site)
    if (line.variant !== undefined) site.variants[line.variant]?.distances.push(line)
    else {
      site.distances.push(line)
      if (line.block === undefined || !apart.has(line.block)) site.shared.push(line)
    }
  }

  #addLine(line: RecordLine): void {
    switch (line.type) {
      case 'counterexample': {
        const site = this.#declared(line.site)
        const { counterexamples } = line.variant === undefined ? site : (site.variants[line.variant] ?? site)
        if (counterexamples.length < MAX_COUNTEREXAMPLES) counterexamples.push(line.counterexample)
        break
      }
      case 'staleness':
        this.#declared(line.site).stalenessLines.push(line)
        break
      case 'repeats':
        this.#declared(line.site).repeatsLines.push(line)
        break
      case 'shared-cache':
        this.#declared(line.site).sharedCacheLines.push(line)
        break
      case 'evidence':
        keepEvidence(this.#declared(line.site).evidence, line)
        break
      case 'skipped':
        this.#skipped.set(`${line.reason} ${line.file}`, line)
        break
      case 'warning':
        this.#addWarning(line)
        break
      case 'caller':
        this.#declared(line.site).callingFiles.add(line.file)
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

  #declare(id: string, wrap: Wrap): OpenSite {
    const known = this.#sites.get(id)
    if (known !== undefined) return known
    const slots = new Float64Array(COUNTER_STRIDE)
    const seen = {
      counterexamples: [],
      evidence: [],
      distances: [],
      shared: [],
      variants: [],
      stalenessLines: [],
      repeatsLines: [],
      sharedCacheLines: [],
    }
    const site: OpenSite = { id, wrap, slots, callingProcesses: new Set(), callingFiles: new Set(), ...seen }
    this.#sites.set(id, site)
    return site
  }

  #declared(id: string): OpenSite {
    const site = this.#sites.get(id)
    // A counterexample must never get lost for want of a place to put it.
    if (site === undefined) throw new WireError('malformed', `site ${id} belongs to no module line`)
    return site
  }

  result(): SummedRecords {
    return {
      sites: new Map([...this.#sites].map(([id, site]) => [id, closed(site, this.#tree)])),
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

function addSlots(sum: Float64Array, blocks: Float64Array, from: number): void {
  for (let slot = 0; slot < COUNTER_STRIDE; slot++) {
    const [before = 0, more = 0] = [sum[slot], blocks[from + slot]]
    sum[slot] = slot === COUNTER_INDEX.clockNs ? Math.max(before, more) : before + more
  }
}

function closed(open: OpenSite, tree: ProcessTree): SiteRecord {
  const { slots, callingProcesses, callingFiles, shared, variants, ...rest } = open
  const { stalenessLines, repeatsLines, sharedCacheLines, ...site } = rest
  return {
    ...site,
    counters: countersOf(slots),
    variants: variants.map((variant) => closedVariant(variant, slots, shared, site.counterexamples)),
    staleness: sumStaleness(stalenessLines),
    repeats: sumRepeats(repeatsLines),
    sharedCache: sumSharedCaches(sharedCacheLines),
    processes: callingProcesses.size,
    mains: mainsOf(callingProcesses, tree),
    callers: callingFiles.size === 0 ? undefined : [...callingFiles].sort(),
  }
}

function mainsOf(processes: ReadonlySet<number>, tree: ProcessTree): string[] | undefined {
  const files = new Set<string>()
  for (const pid of processes) {
    const file = tree.fileOf(pid)
    if (file === undefined) return undefined
    files.add(file)
  }
  return [...files].sort()
}

function keepEvidence(kept: EvidenceLine[], line: EvidenceLine): void {
  const sameCode = kept.filter(({ code }) => code === line.code)
  // It is no example, but what says which caches reach into each other: none may be missing.
  if (line.code !== INSIDE_HIT && sameCode.length >= MAX_EVIDENCE_PER_CODE) return
  if (!sameCode.some(({ detail }) => detail === line.detail)) kept.push(line)
}
