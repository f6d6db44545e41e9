/** Chooses among the sites that deserve a cache those that deserve one together: of a nested chain, one. DESIGN §7. */
import type { SiteEvidence } from './evidence.js'
import type { SiteVerdict } from './site-verdict.js'
import type { Thresholds } from './thresholds.js'

interface Member {
  id: string
  /** What it saves beside all others, its hits inside of theirs left to them; undefined: not known. */
  beside: number | undefined
  /** What it saves when it alone is cached. */
  alone: number | undefined
  insideOf: readonly string[]
  /** Cautions, that it lies inside of others aside. */
  cautions: number
}

export interface RecommendedSet {
  /** Sites to cache, in the order of the verdicts; empty: none deserves it. */
  ids: string[]
  /** Sites that deserve a cache, but add too little to another one's. */
  leftOut: { id: string; beside: string }[]
}

export function recommendedSet(
  { speedupThreshold }: Pick<Thresholds, 'speedupThreshold'>,
  evidence: readonly SiteEvidence[],
  verdicts: readonly SiteVerdict[],
): RecommendedSet {
  const known = new Map(evidence.map((one) => [one.site.id, one]))
  const members = new Map<string, Member>()
  const leftOut: RecommendedSet['leftOut'] = []
  for (const verdict of verdicts) {
    if (verdict.verdict === 'APPLY') members.set(verdict.id, memberOf(verdict, known.get(verdict.id)))
  }
  for (const [outer, inner] of nestedPairs([...members.values()])) {
    if (!members.has(outer.id) || !members.has(inner.id)) continue
    const surplus = spared(outer, inner, speedupThreshold)
    if (surplus === undefined) continue
    members.delete(surplus.id)
    leftOut.push({ id: surplus.id, beside: surplus === inner ? outer.id : inner.id })
  }
  return { ids: [...members.keys()], leftOut }
}

function memberOf({ id, cautions }: SiteVerdict, evidence: SiteEvidence | undefined): Member {
  const timing = evidence?.observation?.timing
  return {
    id,
    beside: timing?.savedShare.estimate,
    alone: (evidence?.effect?.speedup ?? timing?.aloneShare ?? timing?.savedShare)?.estimate,
    insideOf: timing?.insideOf ?? [],
    cautions: cautions.filter(({ code }) => code !== 'inside-others').length,
  }
}

function nestedPairs(members: readonly Member[]): [outer: Member, inner: Member][] {
  return members.flatMap((inner) =>
    members.filter(({ id }) => inner.insideOf.includes(id)).map((outer): [Member, Member] => [outer, inner]),
  )
}

/** The one of the two that adds too little to the other; where either would do, the one with more cautions. */
function spared(outer: Member, inner: Member, threshold: number): Member | undefined {
  if (inner.beside === undefined || inner.alone === undefined || outer.beside === undefined) return undefined
  const both = outer.beside + inner.beside
  const innerAddsLittle = inner.beside < threshold
  const outerAddsLittle = both - inner.alone < threshold
  if (innerAddsLittle && outerAddsLittle) return inner.cautions < outer.cautions ? outer : inner
  if (innerAddsLittle) return inner
  return outerAddsLittle ? outer : undefined
}
