/** The verdict on one site, with its reasons as data; messages are rendered from them once, in `messages.ts`. */

export type Verdict = 'APPLY' | 'HOLD' | 'REJECT' | 'INCONCLUSIVE' | 'UNSAFE'

export type Scalar = string | number

/** `message` is `code` and `args` put into words. */
export interface Reason {
  code: string
  args: Record<string, Scalar>
  message: string
}

export interface SiteVerdict {
  id: string
  verdict: Verdict
  /** Most important first; at least one. */
  reasons: Reason[]
  /** What to heed when the cache is added; only beside APPLY. */
  cautions: Reason[]
  /** What would do better than a cache, or as well; not beside UNSAFE and INCONCLUSIVE. */
  alternatives: Reason[]
}
