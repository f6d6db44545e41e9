/** Normal noise for simulations. */
import type { RandomSource } from '../../src/stats/random.js'

/** One standard normal number (Box and Muller 1958). */
export function standardNormal(random: RandomSource): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
