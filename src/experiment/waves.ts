/** Who is measured first, where sites that are nested take pairs of runs of their own: what may well be worth a cache. */
import { separated } from './block.js'
import type { Nesting } from './nesting.js'
import { predictedShare } from './saved-share.js'
import type { Survivor } from './screening.js'

/**
 * The first wave is measured to its end before the second one is begun, with what is left of the budget. Those that may
 * be worth a cache come first, and all that can be toggled in the very same runs come with them.
 */
export function wavesOf(survivors: readonly Survivor[], nesting: Nesting, threshold: number): Survivor[][] {
  const [promising, others] = [true, false].map((may) => survivors.filter((one) => mayPay(one, threshold) === may))
  if (!promising?.length || !others?.length) return survivors.length === 0 ? [] : [[...survivors]]
  const groups = separated(idsOf([...promising, ...others]), nesting)
  const early = groups.filter((group) => promising.some(({ id }) => group.includes(id))).flat()
  const [joining, waiting] = [true, false].map((joins) => others.filter(({ id }) => early.includes(id) === joins))
  return [[...promising, ...(joining ?? [])], waiting ?? []].filter((wave) => wave.length > 0)
}

/** What is stateful may not be applied; what the calls surely save too little for, only the command could speak for. */
function mayPay({ stateful, timed }: Survivor, threshold: number): boolean {
  return !stateful && (timed.length === 0 || predictedShare(timed).high >= threshold)
}

function idsOf(survivors: readonly Survivor[]): string[] {
  return survivors.map(({ id }) => id)
}
