/** Shares a probability of error among the looks at one experiment and the candidates in it. */

/** Of the probability, to be spent at the first look: for most candidates it is the last. The others share the rest. */
const FIRST_SHARE = 0.8

/** A single candidate is judged wrongly with this probability at most, however few there are. */
const MOST_EACH = 0.02

/**
 * `alpha` of the two-sided interval by which a candidate may be decided at `look` (0-based) of `looks`, while `open`
 * candidates are not decided yet, so that any wrong decision at all has at most the probability `family`.
 *
 * Each candidate's saving is either above the threshold or below it, so it can be judged wrongly to one side only, and
 * each end of its interval may spend the whole share: hence the 2. Looks add up (Bonferroni); so do candidates, but
 * those that are decided rightly cannot be decided wrongly any more: when some were decided, the look is repeated for
 * the others with what is `open` now, until nothing changes (Holm 1979, "A simple sequentially rejective multiple test
 * procedure"; for two-sided decisions Shaffer 1980).
 * @throws {RangeError} when there is no such look.
 */
export function decisionAlpha(look: number, looks: number, open: number, family = 0.05): number {
  if (!(look >= 0 && look < looks)) throw new RangeError(`look ${look} of ${looks}`)
  const later = looks === 1 ? 0 : (1 - FIRST_SHARE) / (looks - 1)
  const share = look === 0 ? 1 - later * (looks - 1) : later
  return 2 * share * Math.min(MOST_EACH, family / Math.max(1, open))
}
