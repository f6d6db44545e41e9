/** The bundle of the arms that observe and time: three quarters of the loader's text, which other runs do not load. */
import { cacheChecks } from './observe/cache-check.js'
import { CacheWatch } from './observe/cache-watch.js'
import { lengthenStacks } from './observe/longer-stacks.js'
import { observeArm } from './observe/observe-arm.js'
import { installSensors } from './observe/sensors.js'
import { timeArm } from './observe/time-arm.js'

export interface Observing {
  installSensors: typeof installSensors
  lengthenStacks: typeof lengthenStacks
  observe: typeof observeArm
  time: typeof timeArm
  CacheWatch: typeof CacheWatch
  cacheChecks: typeof cacheChecks
}

export const observing: Observing = {
  installSensors,
  lengthenStacks,
  observe: observeArm,
  time: timeArm,
  CacheWatch,
  cacheChecks,
}
