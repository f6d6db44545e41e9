/** What the source says for certain against a cache. */
import type { OwnCache, StaticPurity, StaticReason } from '../scan/scanned-site.js'
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

/** Reading the environment or the locale is a caution, an unknown call no more than a question. */
export function certainImpurities({ verdict, reasons, ownCache }: StaticPurity): Finding[] {
  if (verdict !== 'impure') return []
  return reasons.flatMap(({ code, line, subject }) => {
    if (!isCertain(code) || (cachesResults(ownCache) && fillsOwnCache(code))) return []
    return [finding(code, { subject, line })]
  })
}

const SEEN_AT_RUN_TIME = ['mutates-argument', 'mutates-this'] as const satisfies readonly StaticReason['code'][]

/** What the source may change of what it is given, perhaps on a path that no call took: `observe` sees it when it happens. */
export function possibleMutations({ reasons }: StaticPurity): Finding[] {
  return reasons.flatMap(({ code, line, subject }) => {
    const possible = SEEN_AT_RUN_TIME.find((mutation) => mutation === code)
    return possible === undefined ? [] : [finding(possible, { subject, line })]
  })
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
