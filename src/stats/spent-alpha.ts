/** Shares a probability of error among the looks at one experiment and the candidates in it. */

/**
 * The first look is the last one for most candidates: it may spend most. Looks beyond it share the rest evenly.
 */
const FIRST_SHARE = 0.6

/**
 * `alpha` of the two-sided interval by which one of `candidates` candidates may be decided at `look` (0-based) of
 * `looks`, so that all wrong decisions together have at most the probability `family`. A candidate can be judged
 * wrongly to one side only (its true saving is either above the threshold or below it), so each end of the interval
 * may spend the whole share: hence the 2. Bonferroni over candidates and looks.
 * @throws {RangeError} when there is no such look.
 */
export function decisionAlpha(look: number, looks: number, candidates: number, family = 0.05): number {
  if (!(look >= 0 && look < looks)) throw new RangeError(`look ${look} of ${looks}`)
  const share = looks === 1 ? 1 : look === 0 ? FIRST_SHARE : (1 - FIRST_SHARE) / (looks - 1)
  return (2 * family * share) / Math.max(1, candidates)
}
