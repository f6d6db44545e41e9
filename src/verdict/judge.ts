/** The verdict on every site: the first rule with something to say decides. DESIGN §7. */
import { alternativesOf } from './alternatives.js'
import { cautionsOf } from './cautions.js'
import type { SiteEvidence } from './evidence.js'
import { reasonOf } from './messages.js'
import { alreadyCached } from './rules/already-cached.js'
import { belowFloor } from './rules/below-floor.js'
import { doesNotPay } from './rules/does-not-pay.js'
import { followsState } from './rules/follows-state.js'
import { hardlyRepeats } from './rules/hardly-repeats.js'
import { impureBySource } from './rules/impure-by-source.js'
import { neverACandidate } from './rules/never-a-candidate.js'
import { notMeasured } from './rules/not-measured.js'
import { pays } from './rules/pays.js'
import { returnsNothing } from './rules/returns-nothing.js'
import { stillOpen } from './rules/still-open.js'
import { tooLittleSeen } from './rules/too-little-seen.js'
import { uncomparableResults } from './rules/uncomparable-results.js'
import { unsafeAtRunTime } from './rules/unsafe-at-run-time.js'
import type { Finding, Rule, Ruling } from './ruling.js'
import { closuresTogether } from './shared-cache.js'
import type { SiteVerdict, Verdict } from './site-verdict.js'
import type { Thresholds } from './thresholds.js'

const RULES: readonly Rule[] = [
  unsafeAtRunTime,
  neverACandidate,
  impureBySource,
  tooLittleSeen,
  alreadyCached,
  returnsNothing,
  uncomparableResults,
  hardlyRepeats,
  belowFloor,
  notMeasured,
  doesNotPay,
  followsState,
  stillOpen,
  pays,
]

/** Verdicts beside which it is worth saying how a cache could do better. */
const HINTED: readonly Verdict[] = ['APPLY', 'HOLD', 'REJECT']

export function judge(thresholds: Thresholds, evidence: readonly SiteEvidence[]): SiteVerdict[] {
  return evidence.map((one) => verdictOn(one, thresholds))
}

function verdictOn(evidence: SiteEvidence, thresholds: Thresholds): SiteVerdict {
  for (const rule of RULES) {
    const decided = rule(evidence, thresholds)
    if (decided === undefined) continue
    const { verdict } = decided
    const rejections = verdict === 'REJECT' ? furtherRejections(rule, decided, evidence, thresholds) : []
    const hints = HINTED.includes(verdict) ? closuresTogether(evidence) : []
    const reasons = [...decided.findings, ...rejections, ...hints]
    const cautions = verdict === 'APPLY' ? cautionsOf(evidence) : []
    const alternatives = HINTED.includes(verdict) ? alternativesOf(evidence) : []
    return {
      id: evidence.site.id,
      verdict,
      reasons: reasons.map(reasonOf),
      cautions: cautions.map(reasonOf),
      alternatives: alternatives.map(reasonOf),
    }
  }
  throw new Error(`no rule decided on ${evidence.site.id}: the last one should have`)
}

/** Mending what decided would not be enough: what else speaks against a cache, each said once. */
function furtherRejections(decisive: Rule, decided: Ruling, evidence: SiteEvidence, thresholds: Thresholds): Finding[] {
  const said = new Set(decided.findings.map(({ code }) => code))
  return RULES.slice(RULES.indexOf(decisive) + 1).flatMap((rule) => {
    const further = rule(evidence, thresholds)
    if (further?.verdict !== 'REJECT') return []
    const unsaid = further.findings.filter(({ code }) => !said.has(code))
    for (const { code } of unsaid) said.add(code)
    return unsaid
  })
}
