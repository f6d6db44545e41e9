/** Student's t distribution, for intervals from few runs. */

/** The fraction needs about the square root of the degrees; this is enough for any that occur. */
const MOST_TERMS = 20_000

/**
 * The x with P(T <= x) = `probability` for T with `degrees` of freedom (any real > 0): bisection on the distribution
 * function, to about 1e-10. Student (1908), "The probable error of a mean".
 * @throws {RangeError} when the probability is outside (0, 1) or the degrees are not positive.
 */
export function studentQuantile(probability: number, degrees: number): number {
  if (!(probability > 0 && probability < 1) || !(degrees > 0)) {
    throw new RangeError(`no Student quantile at probability ${probability} with ${degrees} degrees of freedom`)
  }
  if (probability < 0.5) return -studentQuantile(1 - probability, degrees)
  let low = 0
  let high = 1
  while (studentDistribution(high, degrees) < probability) high *= 2
  while (high - low > 1e-10 * Math.max(1, high)) {
    const middle = (low + high) / 2
    if (studentDistribution(middle, degrees) < probability) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** P(T <= x), by the regularised incomplete beta function: Abramowitz and Stegun (1964), 26.7.1. */
export function studentDistribution(x: number, degrees: number): number {
  const tail = incompleteBeta(degrees / (degrees + x * x), degrees / 2, 0.5) / 2
  return x >= 0 ? 1 - tail : tail
}

/** I_x(a, b), by its continued fraction: Abramowitz and Stegun (1964), 26.5.8. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return front / (a * betaFraction(x, a, b))
}

/** The continued fraction itself, from its head: Lentz (1976) in the form of Thompson and Barnett (1986). */
function betaFraction(x: number, a: number, b: number): number {
  let value = 1
  let numerators = 1
  let denominators = 0
  for (let term = 1; term <= MOST_TERMS; term += 1) {
    const coefficient = betaCoefficient(term, x, a, b)
    denominators = 1 / nonZero(1 + coefficient * denominators)
    numerators = nonZero(1 + coefficient / numerators)
    const factor = numerators * denominators
    value *= factor
    if (Math.abs(factor - 1) < 1e-15) break
  }
  return value
}

function betaCoefficient(term: number, x: number, a: number, b: number): number {
  const half = term >> 1
  const product = term % 2 === 0 ? half * (b - half) : -(a + half) * (a + b + half)
  return (product * x) / ((a + term - 1) * (a + term))
}

function nonZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value
}

/** ln Γ(z) for z > 0: Stirling's series (Abramowitz and Stegun 6.1.41) after shifting z above 8. */
function logGamma(z: number): number {
  let shift = 0
  let at = z
  for (; at < 8; at += 1) shift += Math.log(at)
  const square = 1 / (at * at)
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / at
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - shift
}
