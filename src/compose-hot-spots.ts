/** Puts into the report where time goes, and warns of profiles that are out of date. */
import type { ProbePlan } from './config/plan.js'
import { hotSpotOf } from './experiment/hot-spots.js'
import type { SiteObservation } from './experiment/observation.js'
import type { ExperimentWarning } from './experiment/run-ledger.js'
import { type Profiled, timeIn } from './profile/read-profiles.js'
import type { HotSpotReport, ProfileReport } from './report/hot-spot-report.js'
import type { ScannedSite } from './scan/scanned-site.js'
import { probedSite } from './verdict/candidate.js'

/** Hours; the code of a program that is worked on changes from day to day. */
const OLD_HOURS = 24

/** @param profiled undefined: no profile was given. */
export function hotSpotReport(
  plan: ProbePlan,
  site: ScannedSite,
  observation: SiteObservation | undefined,
  profiled: Profiled | undefined,
): HotSpotReport {
  const inProfile = timeIn(profiled, site.id)
  const { priority, time } = hotSpotOf(probedSite(site, inProfile), observation, plan)
  return {
    expense: site.expense,
    ...(priority && { priority }),
    ...(time && { time: { ...time, ...(inProfile && { selfMs: inProfile.selfMs }) } }),
  }
}

export function profileReports(profiled: Profiled | undefined): { profiles?: ProfileReport[] } {
  return profiled === undefined ? {} : { profiles: profiled.profiles }
}

export function profileWarnings(profiled: Profiled | undefined): ExperimentWarning[] {
  return profiled?.profiles.flatMap(warningsOf) ?? []
}

function warningsOf({ file, ageHours, functions, gone }: ProfileReport): ExperimentWarning[] {
  const warnings: ExperimentWarning[] = []
  if (ageHours > OLD_HOURS) warnings.push({ code: 'profile-old', args: { file, hours: Math.floor(ageHours) } })
  if (gone > 0) warnings.push({ code: 'profile-gone', args: { file, gone, functions } })
  if (functions === 0) warnings.push({ code: 'profile-elsewhere', args: { file } })
  return warnings
}
