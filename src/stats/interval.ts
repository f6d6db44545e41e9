/** A two-sided interval around an estimate. */

/** `low <= estimate <= high`, all in the unit of the quantity that was estimated; 95 % unless said otherwise. */
export interface Interval {
  estimate: number
  low: number
  high: number
}
