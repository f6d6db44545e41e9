/** What the source says for certain against a cache. */
import type { OwnCache, ScannedSite, StaticPurity, StaticReason } from '../scan/scanned-site.js'
import { type Finding, finding } from './ruling.js'

const CERTAIN = [
  'reads-random',
  'reads-clock',
  'reads-stack',
  'does-io',
  'tells-listeners',
  'assigns-outer',
  'mutates-outer',
] as const satisfies readonly StaticReason['code'][]

type CertainCode = (typeof CERTAIN)[number]

type Judged = Pick<ScannedSite, 'purity' | 'async'>

/** Reading the environment or the locale is a caution, an unknown call no more than a question. */
export function certainImpurities(site: Judged): Finding[] {
  const { verdict, reasons, ownCache } = site.purity
  if (verdict !== 'impure') return []
  return reasons.flatMap((reason) => {
    const { code } = reason
    if (!isCertain(code) || (cachesResults(ownCache) && fillsOwnCache(code)) || isPrinting(site, reason)) return []
    return [finding(code, argsOf(reason))]
  })
}

/** What it might print, though `observe`, which notices what a call prints before it returns, may have seen none do it. */
export function possiblePrinting(site: Judged): StaticReason[] {
  return site.purity.reasons.filter((reason) => isPrinting(site, reason))
}

function isPrinting({ async }: Judged, { code, subject }: StaticReason): boolean {
  return code === 'does-io' && !async && /^(console|process\.std(out|err))\./.test(subject)
}

const SEEN_AT_RUN_TIME = ['mutates-argument', 'mutates-this'] as const satisfies readonly StaticReason['code'][]

/** What the source may change of what it is given, perhaps on a path that no call took: `observe` sees it when it happens. */
export function possibleMutations({ reasons }: StaticPurity): Finding[] {
  return reasons.flatMap((reason) => {
    const { code } = reason
    const possible = SEEN_AT_RUN_TIME.find((mutation) => mutation === code)
    return possible === undefined ? [] : [finding(possible, argsOf(reason))]
  })
}

/** What its message says. */
export function argsOf({ subject, line, path }: StaticReason): Finding['args'] {
  return { subject, line, ...(path && { path: path.join(' > ') }) }
}

/** It matters only where an argument is an object. */
export function isOfArguments({ code }: { code: string }): boolean {
  return code === 'mutates-argument' || code === 'argument-mutated-elsewhere'
}

/** Such a function needs no other cache. */
export function cachesResults(ownCache: OwnCache | undefined): boolean {
  return ownCache !== undefined && ownCache.ofPart !== true
}

/** A function that keeps a cache writes to what is outside of it, and nobody minds. */
function fillsOwnCache(code: CertainCode): boolean {
  return code === 'assigns-outer' || code === 'mutates-outer'
}

function isCertain(code: StaticReason['code']): code is CertainCode {
  return CERTAIN.some((certain) => certain === code)
}
