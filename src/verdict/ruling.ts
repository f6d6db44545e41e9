/** What a rule says of one site: its verdict with the findings that led to it, or nothing. */
import type { SiteEvidence } from './evidence.js'
import type { MessageCode } from './messages.js'
import type { Scalar, Verdict } from './site-verdict.js'
import type { Thresholds } from './thresholds.js'

export interface Finding {
  code: MessageCode
  args: Record<string, Scalar>
}

export interface Ruling {
  verdict: Verdict
  /** Most important first; at least one. */
  findings: Finding[]
}

/** One question; undefined: this rule has no objection, ask the next. */
export type Rule = (evidence: SiteEvidence, thresholds: Thresholds) => Ruling | undefined

/** The ruling, when there is anything to found it on. */
export function ruling(verdict: Verdict, findings: readonly Finding[]): Ruling | undefined {
  return findings.length === 0 ? undefined : { verdict, findings: [...findings] }
}

export function finding(code: MessageCode, args: Record<string, Scalar> = {}): Finding {
  return { code, args }
}
