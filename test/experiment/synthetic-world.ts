/** A simulated command: functions of known cost and repetition, noise, chance failures, caches that break it. */
import type { Launch, LaunchRequest } from '../../src/experiment/launch-port.js'
import type { RunOutcome, SiteRecord } from '../../src/launch/run-outcome.js'
import { type RandomSource, randomSource } from '../../src/stats/random.js'
import { type SiteCounters, zeroCounters } from '../../src/wire/counters.js'
import { type DistancesLine, type EvidenceLine, INSIDE_HIT } from '../../src/wire/record.js'
import { standardNormal } from '../stats/normal-noise.js'

export interface SyntheticSite {
  id: string
  calls: number
  /** Distinct keys, called in turn. */
  keys: number
  /** What one call costs, ns. */
  callNs: number
  /** What a repeated call costs, ns; a function with a cache of its own is cheap here. Default: `callNs`. */
  hitCallNs?: number
  /** What timing it says that a repeated call costs, ns. Default: what it does cost. */
  seenNs?: number
  /** What its cache costs the command beside the look-ups, such as collecting what it holds, ms. */
  burdenMs?: number
  /** What its cache holds at the end. */
  cacheBytes?: number
  /** One look-up of this site's key, ns. Default 40. */
  lookupNs?: number
  observed?: Partial<SiteCounters>
  /** What a closer look sees instead. */
  observedClosely?: Partial<SiteCounters>
  promises?: boolean
  /** All its hits are inside of hits of this site. */
  inside?: string
}

export interface SyntheticWorld {
  sites: SyntheticSite[]
  /** CPU time of everything that is no site, ms. */
  otherMs: number
  /** Relative standard deviation of a run's time. */
  noise?: number
  /** Probability that a run fails for no reason. */
  flakiness?: number
  /** Groups of sites that make the command fail when all of a group are cached. */
  breaking?: string[][]
  seed?: number
  /** Instead of passing, every run ends so. */
  end?: RunOutcome['end']
  instrumentedProcesses?: number
  loaded?: boolean
}

export interface Simulation {
  launch: Launch
  /** Every request, in order. */
  requests: LaunchRequest[]
}

const NS_PER_MS = 1e6
const CLOCK_NS = 30
/** What the process holds at the end beside its caches. */
const OTHER_BYTES = 50e6

export function simulate(world: SyntheticWorld): Simulation {
  const random = randomSource(world.seed ?? 1)
  const requests: LaunchRequest[] = []
  const launch: Launch = async (request) => {
    requests.push(request)
    return runOnce(world, request, random)
  }
  return { launch, requests }
}

function runOnce(world: SyntheticWorld, request: LaunchRequest, random: RandomSource): RunOutcome {
  const cached = world.sites.filter(({ id }) => request.sites[id]?.arm === 'cached').map(({ id }) => id)
  const broken = (world.breaking ?? []).some((group) => group.every((id) => cached.includes(id)))
  const failed = broken || random() < (world.flakiness ?? 0)
  const drawn = 1 + (world.noise ?? 0) * standardNormal(random)
  const workNs = world.sites.reduce((sum, site) => sum + siteNs(site, cached.includes(site.id)), 0)
  const cpuMs = Math.max(0.1, (world.otherMs + workNs / NS_PER_MS) * drawn)
  const loaded = world.loaded === false ? [] : world.sites
  return {
    runId: String(random()),
    end: world.end ?? { kind: 'exited', code: failed ? 1 : 0 },
    wallMs: cpuMs * 1.1,
    cpuMs,
    cpuSource: 'records',
    memoryBytes: OTHER_BYTES + cachedBytes(world, cached),
    sites: new Map(loaded.map((site) => [site.id, recordOf(site, request)])),
    skipped: [],
    warnings: [],
    faults: [],
    conduct: { threads: 0, programs: 0, cutShort: 0, zonesSet: 0 },
    instrumentedProcesses: world.instrumentedProcesses ?? 1,
    outputTail: failed ? `failing with ${cached.join(' ')}` : '',
  }
}

function cachedBytes({ sites }: SyntheticWorld, cached: readonly string[]): number {
  return sites.reduce((sum, { id, cacheBytes = 0 }) => sum + (cached.includes(id) ? cacheBytes : 0), 0)
}

function siteNs(site: SyntheticSite, cached: boolean): number {
  const hits = site.calls - site.keys
  const repeated = cached ? (site.lookupNs ?? 40) + 10 : (site.hitCallNs ?? site.callNs)
  const burdenNs = cached ? (site.burdenMs ?? 0) * NS_PER_MS : 0
  return site.keys * site.callNs + hits * repeated + burdenNs
}

function recordOf(site: SyntheticSite, request: LaunchRequest): SiteRecord {
  const arm = request.sites[site.id]?.arm ?? request.arm
  const distances: DistancesLine = {
    type: 'distances',
    site: site.id,
    distances: site.calls > site.keys ? [[site.keys, site.calls - site.keys]] : [],
    cold: site.keys,
  }
  return {
    id: site.id,
    wrap: 'bindings',
    counters:
      arm === 'off'
        ? zeroCounters()
        : countersOf(seenAs(site, request), arm, site.inside !== undefined && isTimed(request, site.inside)),
    counterexamples: [],
    evidence: arm === 'time' && site.inside !== undefined ? [insideHit(site.id, site.inside)] : [],
    distances: arm === 'observe' ? [distances] : [],
    variants: [],
    processes: 1,
  }
}

function insideHit(site: string, detail: string): EvidenceLine {
  return { type: 'evidence', site, code: INSIDE_HIT, detail }
}

function seenAs(site: SyntheticSite, request: LaunchRequest): SyntheticSite {
  return request.sites[site.id]?.closely ? { ...site, observed: site.observedClosely ?? {} } : site
}

function isTimed(request: LaunchRequest, id: string): boolean {
  return request.sites[id]?.arm === 'time'
}

function countersOf(site: SyntheticSite, arm: string, hidden: boolean): SiteCounters {
  const counters = { ...zeroCounters(), calls: site.calls, misses: site.keys, hits: site.calls - site.keys }
  if (arm === 'observe') {
    const promises = site.promises ? site.calls : 0
    return { ...counters, checked: counters.hits, distinct: site.keys, promises, ...site.observed }
  }
  if (arm !== 'time' || hidden) return counters
  const timed = Math.min(counters.hits, 1000)
  const hitNs = site.seenNs ?? site.hitCallNs ?? site.callNs
  const lookups = Math.min(site.calls, 1000)
  const sampled = { timed, timedNs: timed * hitNs, timedSqNs: timed * (1.25 * hitNs ** 2), timedHits: counters.hits }
  return { ...counters, ...sampled, lookups, lookupNs: lookups * (site.lookupNs ?? 40), clockNs: CLOCK_NS }
}
