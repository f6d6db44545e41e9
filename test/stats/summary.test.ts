/** Summaries of samples worked out by hand. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { mean, median, variance } from '../../src/stats/summary.js'

test('mean, median, variance and MAD of a sample with an outlier', () => {
  const sample = [1, 2, 3, 4, 100]
  assert.is(mean(sample), 22)
  assert.is(median(sample), 3)
  assert.is(variance(sample), 1902.5)
})

test('the median of an even sample is the mean of the two in the middle, and the sample keeps its order', () => {
  const sample = [9, 1, 5, 3]
  assert.is(median(sample), 4)
  assert.equal(sample, [9, 1, 5, 3])
})

test('a sample that is too small is refused', () => {
  assert.throws(() => mean([]), /0 values where at least 1/)
  assert.throws(() => median([]), RangeError)
  assert.throws(() => variance([1]), /1 values where at least 2/)
})

test.run()
