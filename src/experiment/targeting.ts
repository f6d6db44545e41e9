/**
 * Validation runs those test files only that exercise the candidates, where that spares much and shows the same calls.
 * DESIGN §6: what it measures is scaled to the whole command, with the error of the scale.
 */
import { type RunOutcome, succeeded, wayOut } from '../launch/run-outcome.js'
import { type Factor, shareOf } from '../stats/factor.js'
import type { SiteRecord } from '../wire/sum-sites.js'
import { cachedLabel, cachedRequest } from './cached-request.js'
import type { LaunchRequest } from './launch-port.js'
import type { Metric } from './measured-pair.js'
import { bothTimes, cpuMetric, WALL_METRIC } from './metrics.js'
import type { RunLedger } from './run-ledger.js'
import type { Survivor } from './screening.js'

/** Above this share of the whole time it is not worth the runs that it takes to make sure. */
const MOST_SHARE = 0.6

/** Calls of one site may differ so much between two runs of the same files. */
const SAME_CALLS = 0.01

/** Runs of the files and of the whole, one after the other, that tell the share. */
const SHARE_PAIRS = 2

/** To make sure takes so many runs, and that is no more than this share of those that the budget has left. */
const RUNS_TO_PROVE = 1 + 2 * SHARE_PAIRS
const MOST_OF_BUDGET = 1 / 3

const ALL_EXERCISE = 'each of them exercises a candidate'
const LITTLE_ROOM = `the budget has too little room for the ${RUNS_TO_PROVE} runs that it takes to make sure that some will do`

/** What the runs of the files take of what the whole command takes. */
export interface CommandShare {
  cpu: Factor | undefined
  wall: Factor
}

export type Targeting =
  /** `why` completes "all test files are run: ..."; absent: there is nothing to choose from. */
  | { kind: 'whole'; why?: string }
  /** `of`: how many there are; undefined: not known, as they share a process. */
  | { kind: 'targeted'; files: string[]; of: number | undefined; share: CommandShare }

/** The test files of the command. */
export interface TestSuite {
  /** `apart`: each has a process of its own. `together`: stacks tell whose calls are whose. */
  run: 'apart' | 'together'
  /** Why the command cannot be told to run them only; undefined: it can, by requests that name them. */
  refusal(files: readonly string[]): string | undefined
}

type Whole = Extract<Targeting, { kind: 'whole' }>

interface Chosen {
  files: string[]
  of: number | undefined
}

/** What screening has seen that files can be chosen by. */
export interface Screened {
  /** The run in which all sites were observed. */
  observed: RunOutcome
  /** The run of the whole command with all survivors cached. */
  cached: RunOutcome
}

/** The launcher of the ledger heeds {@link LaunchRequest.files}. @param pairsLeft pairs of runs that the budget has room for. */
export async function chooseTarget(
  survivors: readonly Survivor[],
  { observed, cached }: Screened,
  suite: TestSuite,
  ledger: RunLedger,
  pairsLeft: number,
): Promise<Targeting> {
  if (survivors.length === 0) return { kind: 'whole' }
  const chosen = suite.run === 'apart' ? chosenApart(survivors, observed) : chosenTogether(survivors, observed)
  if ('kind' in chosen) return chosen
  const refused = suite.refusal(chosen.files)
  if (refused !== undefined) return whole(refused)
  if (RUNS_TO_PROVE > MOST_OF_BUDGET * 2 * pairsLeft) return whole(LITTLE_ROOM)
  return proveTarget(survivors, chosen, cached, ledger)
}

function chosenApart(survivors: readonly Survivor[], observed: RunOutcome): Chosen | Whole {
  const all = observed.mains ?? []
  if (all.length < 2) return { kind: 'whole' }
  const files = filesOf(survivors, (id) => observed.sites.get(id)?.mains)
  if (typeof files === 'string') return whole(files)
  const known = all.filter(({ file }) => files.includes(file))
  if (known.length === all.length) return whole(ALL_EXERCISE)
  const share = sum(known) / sum(all)
  return share > MOST_SHARE ? whole(tooMuch(share)) : { files, of: all.length }
}

/** What each file takes of the time is not known before some are run alone. */
function chosenTogether(survivors: readonly Survivor[], observed: RunOutcome): Chosen | Whole {
  const { loaded = [] } = observed
  const files = filesOf(survivors, (id) => observed.sites.get(id)?.callers)
  if (typeof files === 'string') return whole(files)
  const others = loaded.filter((file) => !files.includes(file))
  // A worker does not tell what it has loaded.
  const areAllKnown = files.every((file) => loaded.includes(file))
  if (!areAllKnown || others.length > 0) return { files, of: undefined }
  return files.length < 2 ? { kind: 'whole' } : whole(ALL_EXERCISE)
}

/** Runs what it would be: it must pass, show the same calls, and spare what it promised. */
async function proveTarget(
  survivors: readonly Survivor[],
  { files, of }: Chosen,
  wholeCached: RunOutcome,
  ledger: RunLedger,
): Promise<Targeting> {
  const ids = survivors.map(({ id }) => id)
  const run = (cached: readonly string[], only: readonly string[] | undefined) =>
    ledger.run('target', requestFor(survivors, cached, only))
  const tried = await run(ids, files)
  if (!succeeded(tried)) return whole(`without the others the command ${wayOut(tried.end)}`)
  const other = ids.find((id) => !sameCalls(tried.sites.get(id), wholeCached.sites.get(id)))
  if (other !== undefined) return whole(`without the others ${other} is not called as often`)
  const metric = cpuMetric(tried.cpuSource)
  const [partTime, wholeTime] = [tried, wholeCached].map(metric.timeOf)
  if (partTime && wholeTime && partTime > MOST_SHARE * wholeTime) return whole(tooMuch(partTime / wholeTime))
  const pairs: [part: RunOutcome, whole: RunOutcome][] = []
  for (let pair = 0; pair < SHARE_PAIRS; pair += 1) {
    const outcomes: [RunOutcome, RunOutcome] = [await run([], files), await run([], undefined)]
    if (!outcomes.every(succeeded)) return whole('a run failed by chance')
    pairs.push(outcomes)
  }
  const share = { cpu: measuredShare(pairs, metric), wall: measuredShare(pairs, WALL_METRIC) }
  const taken = (share.cpu ?? share.wall)?.estimate
  if (share.wall === undefined || taken === undefined || taken > MOST_SHARE) return whole(tooMuch(taken ?? 1))
  return { kind: 'targeted', files, of, share: { cpu: share.cpu, wall: share.wall } }
}

function requestFor(
  survivors: readonly Survivor[],
  cached: readonly string[],
  files: readonly string[] | undefined,
): LaunchRequest {
  const request = cachedRequest(survivors, cached, cachedLabel(cached))
  if (files === undefined) return request
  const part = files.length === 1 ? '1 test file' : `${files.length} test files`
  return { ...request, files, label: `${request.label}, ${part}` }
}

/** The files of all of them, or why they are not known. */
function filesOf(
  survivors: readonly Survivor[],
  callersOf: (id: string) => readonly string[] | undefined,
): string[] | string {
  const files = new Set<string>()
  for (const { id } of survivors) {
    const callers = callersOf(id) ?? []
    if (callers.length === 0) return `it is not known which of them call ${id}`
    for (const file of callers) files.add(file)
  }
  return [...files].sort()
}

function sameCalls(one: SiteRecord | undefined, other: SiteRecord | undefined): boolean {
  if (one === undefined || other === undefined) return false
  const [few, many] = [callsOf(one), callsOf(other)].sort((a, b) => a - b) as [number, number]
  return many > 0 && many - few <= SAME_CALLS * many && sameHits(one, other, many)
}

function sameHits(one: SiteRecord, other: SiteRecord, calls: number): boolean {
  return Math.abs(one.counters.hits - other.counters.hits) <= SAME_CALLS * calls
}

function callsOf({ counters: { hits, misses, bypassed } }: SiteRecord): number {
  return hits + misses + bypassed
}

function measuredShare(pairs: readonly [RunOutcome, RunOutcome][], metric: Metric): Factor | undefined {
  const times = pairs.flatMap((pair) => {
    const [part = 0, all = 0] = bothTimes(pair, metric) ?? []
    return part > 0 && all > 0 ? [{ part, whole: all }] : []
  })
  return times.length < pairs.length ? undefined : shareOf(times, metric.step)
}

function whole(why: string): Whole {
  return { kind: 'whole', why }
}

function tooMuch(share: number): string {
  return `those that exercise the candidates take ${Math.round(100 * share)} % of the time`
}

function sum(mains: readonly { cpuMs: number }[]): number {
  return mains.reduce((total, { cpuMs }) => total + cpuMs, 0)
}
