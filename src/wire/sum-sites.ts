/** Sums what the processes of a run recorded of each site: one file may be evaluated many times, in many processes. */
import { COUNTER_INDEX, COUNTER_STRIDE, countersOf, type SiteCounters } from './counters.js'
import { decodeCounters, WireError } from './decode-record.js'
import type { ProcessTree } from './process-tree.js'
import {
  type CallerLine,
  type Counterexample,
  type CounterexampleLine,
  type DistancesLine,
  type EvidenceLine,
  INSIDE_HIT,
  type ModuleLine,
  type VariantsLine,
} from './record.js'
import { type Repeats, type RepeatsLine, sumRepeats } from './repeats.js'
import type { Wrap } from './run-config.js'
import { type SharedCacheLine, type SharedCacheRecord, sumSharedCaches } from './shared-cache.js'
import { type Staleness, type StalenessLine, sumStaleness } from './staleness.js'
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

const MAX_COUNTEREXAMPLES = 3
const MAX_EVIDENCE_PER_CODE = 3

/** What is said of a site beside its counters and distances. */
type FindingLine = CounterexampleLine | EvidenceLine | StalenessLine | RepeatsLine | SharedCacheLine | CallerLine

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

/** What adds @throws {WireError} when the record has no block, or no module line, for the site that it speaks of. */
export class SumOfSites {
  readonly #sites = new Map<string, OpenSite>()

  addModule(line: ModuleLine, pid: number, bytes: Uint8Array): void {
    const blocks = decodeCounters(bytes, line.firstBlock, line.sites.length)
    for (const [index, id] of line.sites.entries()) {
      const site = this.#declare(id, line.wrap)
      const block = index * COUNTER_STRIDE
      addSlots(site.slots, blocks, block)
      if ((blocks[block + COUNTER_INDEX.calls] ?? 0) > 0) site.callingProcesses.add(pid)
    }
  }

  addVariants({ site, of, firstBlock, count }: VariantsLine, bytes: Uint8Array): void {
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
  addDistances(line: DistancesLine, apart: ReadonlySet<number>): void {
    const site = this.#declared(line.site)
    if (line.variant !== undefined) site.variants[line.variant]?.distances.push(line)
    else {
      site.distances.push(line)
      if (line.block === undefined || !apart.has(line.block)) site.shared.push(line)
    }
  }

  addFinding(line: FindingLine): void {
    const site = this.#declared(line.site)
    switch (line.type) {
      case 'counterexample': {
        const { counterexamples } = line.variant === undefined ? site : (site.variants[line.variant] ?? site)
        if (counterexamples.length < MAX_COUNTEREXAMPLES) counterexamples.push(line.counterexample)
        break
      }
      case 'staleness':
        site.stalenessLines.push(line)
        break
      case 'repeats':
        site.repeatsLines.push(line)
        break
      case 'shared-cache':
        site.sharedCacheLines.push(line)
        break
      case 'evidence':
        keepEvidence(site.evidence, line)
        break
      case 'caller':
        site.callingFiles.add(line.file)
        break
    }
  }

  result(tree: ProcessTree): Map<string, SiteRecord> {
    return new Map([...this.#sites].map(([id, site]) => [id, closed(site, tree)]))
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
