/** The `cached` arm: what `memoize` does, with the statistics of all of a site's closures in the site's own counters. */
import { COUNTER_INDEX } from '../../src/wire/counters.js'
import { type AnyFunction, type ArmedSite, type ArmHandle, MAX_INSTANCES, SITE_FLAGS } from '../armed-site.js'
import type { Recorder } from '../recorder.js'
import { cachingWrapper } from './caching-wrapper.js'
import { construction } from './construction.js'
import { keyMaker } from './key-maker.js'
import { keyedWrapper } from './keyed-wrapper.js'
import type { Callable } from './likeness.js'
import { ResultCache } from './result-cache.js'

/** Each function it is given gets a cache of its own: closures of one site may have captured different things. */
export function cachedArm({ flags, key, maxsize, counters, base }: ArmedSite, recorder: Recorder): ArmHandle {
  const statistics = { counters, base, recorder }
  const keyedByThis = (flags & SITE_FLAGS.readsThis) !== 0
  const maker = keyMaker(key, keyedByThis)
  const count = (index: number) => {
    ;(counters[base + index] as number)++
  }
  let instances = 0
  return {
    wrap(fn) {
      if (instances >= MAX_INSTANCES) {
        count(COUNTER_INDEX.untrackedInstances)
        return fn
      }
      instances++
      count(COUNTER_INDEX.instances)
      const constructed = construction(fn)
      const construct = (list: ArrayLike<unknown>, target: Callable) => constructed(list, target, wrapper)
      const parts = { fn, cache: new ResultCache(maxsize, statistics), construct, ...statistics }
      const wrapper: Callable = maker ? keyedWrapper({ ...parts, maker }) : cachingWrapper({ ...parts, keyedByThis })
      return wrapper as AnyFunction
    },
    finish() {},
  }
}
