/** One handle for each way of treating a site. */
import type { ArmedSite, ArmHandle } from './armed-site.js'
import { cachedArm } from './memo/cached-arm.js'
import { observeArm } from './observe/observe-arm.js'
import { timeArm } from './observe/time-arm.js'
import type { Recorder } from './recorder.js'

export function createArm(site: ArmedSite, recorder: Recorder): ArmHandle {
  switch (site.arm) {
    case 'observe':
      return observeArm(site, recorder)
    case 'time':
      return timeArm(site, recorder)
    case 'cached':
      return cachedArm(site, recorder)
    case 'off':
      throw new Error('a site that is off has no handle')
  }
}
