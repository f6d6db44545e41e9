/** The `observe` arm: always calls the function, and finds out whether a cache would have been right and worth having. */
import { COUNTER_STRIDE } from '../../src/wire/counters.js'
import { type AnyFunction, type ArmedSite, type ArmHandle, MAX_INSTANCES, SITE_FLAGS } from '../armed-site.js'
import { apply } from '../intrinsics.js'
import { isConstructible, takeLikeness } from '../memo/likeness.js'
import type { Recorder } from '../recorder.js'
import { type ObservedCall, ObservedFunction } from './observed-function.js'
import { PromiseChecks } from './promise-checks.js'
import { ResultChecks } from './result-checks.js'
import { installSensors } from './sensors.js'
import { SiteObserver } from './site-observer.js'

const { construct } = Reflect

export function observeArm(site: ArmedSite, recorder: Recorder): ArmHandle {
  installSensors()
  const observer = new SiteObserver(site, recorder)
  const results = new ResultChecks(observer)
  const promises = new PromiseChecks(observer, results)
  const checks = { observer, results, promises, readsThis: (site.flags & SITE_FLAGS.readsThis) !== 0 }
  const observed: ObservedFunction[] = []
  return {
    wrap(fn, captured) {
      if (observed.length >= MAX_INSTANCES) {
        observer.count('untrackedInstances')
        return fn
      }
      observer.count('instances')
      observer.subject ??= fn
      observer.staleness.watch(site.captured, captured)
      const instance = new ObservedFunction(checks)
      observed.push(instance)
      return observedWrapper(fn, instance, observer)
    },
    lastTurn: () => promises.lookAtAll(),
    finish() {
      if (observer.guard.disabled) return
      observer.watched.recheckAll()
      promises.finish()
      for (const instance of observed) instance.finish()
      writeDistances(observer)
      writeEvidence(observer)
    },
  }
}

/**
 * Whatever happens to us, `fn` is called exactly once, and what it returns or throws goes on as it was. Only a method has
 * no `prototype`, and only a function can be constructed; what they have in common stands in both, as a recursion is to
 * be no deeper than it must.
 */
function observedWrapper(fn: AnyFunction, instance: ObservedFunction, observer: SiteObserver): AnyFunction {
  const { wrapper } = isConstructible(fn)
    ? observedFunction(fn, instance, observer)
    : observedMethod(fn, instance, observer)
  return takeLikeness(wrapper as AnyFunction, fn)
}

function observedMethod(fn: AnyFunction, instance: ObservedFunction, observer: SiteObserver) {
  return {
    wrapper(this: unknown, ...list: unknown[]) {
      const call = observer.guard.disabled ? undefined : begin(instance, observer, this, list)
      if (call === undefined) return apply(fn, this, list)
      let returned = false
      try {
        const result = apply(fn, this, list)
        returned = true
        end(instance, observer, call, result)
        return result
      } finally {
        // Not `catch`: throwing again would make node show this line as the place of an uncaught error.
        if (!returned) endThrown(instance, observer, call)
      }
    },
  }
}

function observedFunction(fn: AnyFunction, instance: ObservedFunction, observer: SiteObserver) {
  return {
    wrapper: function (this: unknown, ...list: unknown[]) {
      if (new.target !== undefined) {
        observer.count('bypassed')
        return construct(fn, list, new.target)
      }
      const call = observer.guard.disabled ? undefined : begin(instance, observer, this, list)
      if (call === undefined) return apply(fn, this, list)
      let returned = false
      try {
        const result = apply(fn, this, list)
        returned = true
        end(instance, observer, call, result)
        return result
      } finally {
        if (!returned) endThrown(instance, observer, call)
      }
    },
  }
}

function begin(
  instance: ObservedFunction,
  observer: SiteObserver,
  self: unknown,
  list: unknown[],
): ObservedCall | undefined {
  try {
    return instance.begin(self, list)
  } catch (fault) {
    observer.guard.disable(fault)
    return undefined
  }
}

function end(instance: ObservedFunction, observer: SiteObserver, call: ObservedCall, result: unknown): void {
  try {
    instance.returned(call, result)
  } catch (fault) {
    observer.guard.disable(fault)
  }
}

function endThrown(instance: ObservedFunction, observer: SiteObserver, call: ObservedCall): void {
  try {
    instance.threw(call)
  } catch (fault) {
    observer.guard.disable(fault)
  }
}

function writeEvidence({ staleness, origins, site, recorder }: SiteObserver): void {
  for (const line of [staleness.line(site.id), origins.line(site.id)]) if (line !== undefined) recorder.line(line)
}

function writeDistances(observer: SiteObserver): void {
  const { keys, variants, site, recorder } = observer
  const block = site.base / COUNTER_STRIDE
  for (const { variant, keys: followed } of [{ variant: undefined, keys }, ...variants.followed]) {
    if (followed.cold === 0) continue
    const distances = [...followed.histogram].sort(([one], [other]) => one - other)
    const which = { block, ...(variant !== undefined && { variant }) }
    recorder.line({ type: 'distances', site: site.id, distances, cold: followed.cold, ...which })
  }
}
