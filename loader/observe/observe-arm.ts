/** The `observe` arm: always calls the function, and finds out whether a cache would have been right and worth having. */
import { COUNTER_STRIDE } from '../../src/wire/counters.js'
import type { DistancesLine, RecordLine } from '../../src/wire/record.js'
import type { RepeatsLine } from '../../src/wire/repeats.js'
import type { SharedCacheLine } from '../../src/wire/shared-cache.js'
import type { StalenessLine } from '../../src/wire/staleness.js'
import { type ArmedSite, type ArmHandle, MAX_INSTANCES, SITE_FLAGS } from '../armed-site.js'
import type { Recorder } from '../recorder.js'
import { likelyDistances } from './cut-short.js'
import { KeptResults } from './kept-results.js'
import { noteMade, noteUnwrapped } from './made-functions.js'
import { ObservedFunction } from './observed-function.js'
import { observedWrapper } from './observed-wrapper.js'
import { PromiseChecks } from './promise-checks.js'
import { ResultChecks } from './result-checks.js'
import { installSensors } from './sensors.js'
import { SharedCaches } from './shared-cache.js'
import { type Budgets, SiteObserver } from './site-observer.js'
import { settledDistances } from './would-be-cache.js'

type BlockLine = DistancesLine | StalenessLine | RepeatsLine | SharedCacheLine

/** Calls after which a site tells for the first time what they came to; then whenever there are four times as many. */
const FIRST_TOLD = 64

export function observeArm(site: ArmedSite, recorder: Recorder, budgets?: Budgets): ArmHandle {
  installSensors()
  const observed: ObservedFunction[] = []
  const release = () => {
    for (const instance of observed) instance.release()
  }
  const observer = new SiteObserver(site, recorder, budgets)
  const results = new ResultChecks(observer)
  const promises = new PromiseChecks(observer, results)
  const kept = new KeptResults(results, promises)
  const readsThis = (site.flags & SITE_FLAGS.readsThis) !== 0
  const shared = site.enclosed && new SharedCaches(observer.keys, readsThis, kept)
  const checks = { observer, kept, readsThis, release }
  let tellAt = FIRST_TOLD
  return {
    wrap(fn, captured, beside) {
      const enclosed = typeof beside === 'function' ? beside : undefined
      if (observed.length >= MAX_INSTANCES) {
        observer.count('untrackedInstances')
        if (enclosed) noteUnwrapped(fn, site, enclosed)
        return fn
      }
      observer.count('instances')
      observer.subject ??= fn
      observer.staleness.watch(site.captured, typeof beside === 'object' ? { ...captured, ...beside } : captured)
      const instance = new ObservedFunction(checks, enclosed && captured && shared?.join(captured))
      observed.push(instance)
      const wrapper = observedWrapper(fn, instance, observer, enclosed)
      // The function is found as `constructor` of its prototype, which the wrapper has.
      if (enclosed) for (const made of [fn, wrapper]) noteMade(made, site, enclosed)
      return wrapper
    },
    lastTurn: () => promises.lookAtAll(),
    // Test runners kill their workers, and suites their servers: those never come to `finish`.
    soFar() {
      const calls = observer.read('calls')
      if (calls < tellAt || observer.guard.disabled) return undefined
      tellAt = 4 * calls
      if (observer.repeats() === 0) return undefined
      for (const instance of observed) instance.finish()
      return [...distancesOf(observer, likelyDistances), ...ofBlock(site, observer.origins.line(site.id))]
    },
    finish() {
      if (observer.guard.disabled) return
      // Of a function that never repeats no cache would hand out a result twice.
      if (observer.repeats() > 0) observer.watched.recheckAll()
      results.finish()
      promises.finish()
      for (const instance of observed) instance.finish()
      shared?.finish()
      const { origins, staleness } = observer
      const evidence = [staleness.line(site.id), origins.line(site.id), shared?.line(site.id)]
      for (const line of [...distancesOf(observer, settledDistances), ...ofBlock(site, ...evidence)])
        recorder.line(line)
    },
  }
}

function distancesOf({ keys, variants, site }: SiteObserver, told: typeof settledDistances): RecordLine[] {
  const all = [{ variant: undefined, keys }, ...variants.followed].filter(({ keys: followed }) => followed.cold > 0)
  return all.flatMap(({ variant, keys: followed }) => {
    const which = variant === undefined ? {} : { variant }
    return ofBlock(site, { type: 'distances', site: site.id, ...told(followed), ...which })
  })
}

function ofBlock({ base }: ArmedSite, ...lines: (BlockLine | undefined)[]): RecordLine[] {
  return lines.flatMap((line) => (line === undefined ? [] : [{ ...line, block: base / COUNTER_STRIDE }]))
}
