/** One handle for each way of treating a site. */
import type { RunConfig } from '../src/wire/run-config.js'
import type { ArmedSite, ArmHandle } from './armed-site.js'
import { requireUnseen } from './bundles.js'
import { standsFor } from './disguise.js'
import { cachedArm } from './memo/cached-arm.js'
import type { CacheMarks } from './observe/cache-watch.js'
import type { Guard } from './observe/watched-cache.js'
import type { Observing } from './observing.js'
import type { ProcessRecorder, Recorder } from './recorder.js'
import { SwitchedCaches } from './switched-caches.js'

export type Arms = (site: ArmedSite, recorder: Recorder) => ArmHandle

/**
 * The arms that a run needs. To be asked before the owner's modules take what they need of the host into variables of
 * their own: an `observe` run puts sensors on it. `off` and `cached` load the same, so that neither starts faster.
 */
export function armsOf(config: RunConfig): Arms {
  const arms = new Set([config.arm, ...Object.values(config.sites).map(({ arm }) => arm)])
  if (!arms.has('observe') && !arms.has('time')) return cachedArm
  const { installSensors, lengthenStacks, ...armed } = loadObserving()
  if (arms.has('observe')) {
    installSensors()
    lengthenStacks()
  }
  return (site, recorder) =>
    site.arm === 'observe' || site.arm === 'time' ? armed[site.arm](site, recorder) : cachedArm(site, recorder)
}

/** What the marks at the owner's caches call; undefined: the run leaves them as they are. */
export function cacheMarksOf(config: RunConfig, recorder: ProcessRecorder, guard: Guard): CacheMarks | undefined {
  if (config.caches === undefined) return undefined
  if (config.cachesOff !== undefined) {
    const checkOf =
      config.arm === 'observe' ? loadObserving().cacheChecks(recorder, guard, config.exhaustive) : undefined
    return new SwitchedCaches(new Set(config.cachesOff), standsFor, checkOf)
  }
  const { CacheWatch } = loadObserving()
  return new CacheWatch(recorder, guard, standsFor)
}

let observing: Observing | undefined

function loadObserving(): Observing {
  observing ??= (requireUnseen('./observing.cjs') as { observing: Observing }).observing
  return observing
}
