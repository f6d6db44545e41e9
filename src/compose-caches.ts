/** Puts what is known of the caches that the program has already into the report, and says which of them to switch off. */
import type { ProbePlan } from './config/plan.js'
import type { Screening } from './experiment/screening.js'
import type { SwitchedOff } from './experiment/switch-off.js'
import type { ExistingCache } from './report/existing-cache.js'
import type { FoundCache } from './scan/found-cache.js'
import type { Scan } from './scan/scanned-site.js'
import { type JudgedCache, judgeCache, type WithoutCache } from './verdict/judge-cache.js'

interface CountedCaches {
  plan: Pick<ProbePlan, 'minCalls'>
  scan: Scan
  screening: Screening
}

/** Ids of those that are asked and hit often enough to be worth runs without them, the most often asked first. */
export function worthSwitching(counted: CountedCaches): string[] {
  const judged = judgedCaches(counted, undefined).filter(({ cache, verdict }) => {
    return cache.switchable && verdict !== undefined && verdict !== 'REMOVE' && verdict !== 'UNSAFE'
  })
  const calls = ({ figures }: JudgedCache) => figures?.calls ?? 0
  return judged.sort((one, other) => calls(other) - calls(one)).flatMap(({ cache }) => cache.marked?.id ?? [])
}

/** In the order of the scan. */
export function existingCaches(findings: CountedCaches & { switchedOff: SwitchedOff }): ExistingCache[] {
  const { switchedOff } = findings
  const effects = new Map(switchedOff.effects.map((effect) => [effect.id, effect]))
  return judgedCaches(findings, switchedOff).map((judged) => {
    const effect = judged.cache.marked && effects.get(judged.cache.marked.id)
    const { commandCpu, commandWall, pairs } = effect ?? {}
    const saved = commandWall && pairs && { ...(commandCpu && { commandCpu }), commandWall, pairs }
    return { ...cacheReport(judged), ...(saved && { saved }) }
  })
}

function judgedCaches({ plan, scan, screening }: CountedCaches, switchedOff: SwitchedOff | undefined): JudgedCache[] {
  const counters = new Map(screening.caches.map((record) => [record.id, record.counters]))
  return scan.caches.map((cache) => {
    const counted = cache.marked && counters.get(cache.marked.id)
    const without = switchedOff && withoutCache(cache, scan, screening, switchedOff)
    const isCalled = (screening.observations.get(cache.id)?.counters.calls ?? 0) > 0
    const evidence = { cache, isCalled, ...mutation(cache, screening), ...(without && { without }) }
    return judgeCache({ ...evidence, ...(counted && { counters: counted }) }, plan)
  })
}

/** Callers that change what they are given change what the cache holds. */
function mutation({ id }: FoundCache, { observations }: Screening): { mutatedResults: number; mutation?: string } {
  const observation = observations.get(id)
  const evidence = observation?.evidence.find(({ code }) => code === 'mutated-result')
  return { mutatedResults: observation?.counters.mutatedResults ?? 0, ...(evidence && { mutation: evidence.detail }) }
}

/** What a function writes besides may be why it gives something else when it runs again. */
const WRITES = /^(?:assigns-outer|mutates-outer|mutates-this|mutates-argument|reads-random|tells-listeners)$/

function withoutCache(cache: FoundCache, scan: Scan, screening: Screening, off: SwitchedOff): WithoutCache | undefined {
  const { marked, id } = cache
  if (marked === undefined || !off.switched.includes(marked.id)) return undefined
  const needed = off.needed.find((group) => group.includes(marked.id))
  if (needed) return { needed: { others: needed.length - 1 } }
  const effect = off.effects.find((one) => one.id === marked.id)
  const saved = effect && (effect.commandCpu ?? effect.commandWall)
  const reasons = scan.sites.find((site) => site.id === id)?.purity.reasons ?? []
  const writes = reasons.some(({ code, subject }) => WRITES.test(code) && !isPartOf(subject, cache.subject))
  return {
    ...(effect && saved && { effect: { saved, slower: effect.slower, saves: effect.saves } }),
    ...(!writes && staleness(cache, marked.id, screening, off)),
  }
}

/** `subject`: as reasons name it, `cache.set`, `cache[...]`. */
function isPartOf(subject: string, whole: string): boolean {
  return subject.startsWith(whole) && /^[.[]/.test(subject.slice(whole.length))
}

/** By what the function came to for the same arguments, and by what the cache had for what it took for the same key. */
function staleness(
  { id }: FoundCache,
  markedId: string,
  { records }: Screening,
  { without: run }: SwitchedOff,
): Pick<WithoutCache, 'staleHits' | 'counterexample' | 'staleEntry'> {
  const [before, without] = [records.get(id)?.counters, run?.sites.get(id)]
  if ((without?.counters.mutatedResults ?? 0) > 0 || (before?.mismatches ?? 0) > 0) return {}
  const { counters, staleEntry } = run?.caches?.find((one) => one.id === markedId) ?? {}
  const isSteady = without?.counters.mismatches === 0 && without.counters.checked > 0
  const confused = counters && counters.unsteady === 0 && (isSteady || counters.steady > 0) ? counters.stale : 0
  if (confused > 0 && staleEntry) return { staleHits: confused, staleEntry }
  if (without === undefined || before === undefined) return {}
  const [counterexample] = without.counterexamples
  return { staleHits: without.counters.mismatches, ...(counterexample && { counterexample }) }
}

function cacheReport({ cache, figures, verdict, reasons, recommendedMaxsize, staleHits }: JudgedCache): ExistingCache {
  const { id, file, line, subject, library, maxsize } = cache
  const { holders: _, keys: __, returns: ___, ...counted } = figures ?? {}
  return {
    ...{ id, file, line, subject },
    ...(library !== undefined && { library }),
    ...(maxsize !== undefined && { maxsize }),
    ...counted,
    ...(staleHits !== undefined && { staleHits }),
    ...(recommendedMaxsize !== undefined && { recommendedMaxsize }),
    ...(verdict && { verdict }),
    reasons,
  }
}
