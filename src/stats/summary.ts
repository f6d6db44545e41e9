/** Plain summaries of a sample. */

/** @throws {RangeError} when the sample is empty. */
export function mean(sample: readonly number[]): number {
  refuseFewer(sample, 1)
  return sample.reduce((sum, value) => sum + value, 0) / sample.length
}

/** Middle value, or the mean of the two middle ones. @throws {RangeError} when the sample is empty. */
export function median(sample: readonly number[]): number {
  refuseFewer(sample, 1)
  const sorted = new Float64Array(sample).sort()
  const upper = sorted.length >> 1
  const high = sorted[upper] as number
  return sorted.length % 2 === 1 ? high : ((sorted[upper - 1] as number) + high) / 2
}

/** Sum of squared deviations over n - 1. @throws {RangeError} when n < 2. */
export function variance(sample: readonly number[]): number {
  refuseFewer(sample, 2)
  const centre = mean(sample)
  return sample.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (sample.length - 1)
}

function refuseFewer(sample: readonly number[], least: number): void {
  if (sample.length < least) {
    throw new RangeError(`a sample of ${sample.length} values where at least ${least} are needed`)
  }
}
