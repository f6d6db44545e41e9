/** The three measured savings of a site, as the statistics take them. */
import type { SiteEffect } from '../experiment/effect.js'
import type { MeasuredSavings } from '../stats/payoff.js'

export function savingsOf({
  speedup,
  commandCpu,
  commandWall,
}: Pick<SiteEffect, 'speedup' | 'commandCpu' | 'commandWall'>): MeasuredSavings {
  return { inSite: speedup, commandCpu, commandWall }
}
