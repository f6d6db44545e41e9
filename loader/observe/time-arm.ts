/** The `time` arm: always calls the function, and measures what the calls cost that a cache would have answered. */
import { type AnyFunction, type ArmedSite, type ArmHandle, MAX_INSTANCES } from '../armed-site.js'
import { apply } from '../intrinsics.js'
import { construction } from '../memo/construction.js'
import { findIn, type KeyMaker, keyMaker, MISSED, takeMissed, UNKEYABLE } from '../memo/key-maker.js'
import { NO_SLOT } from '../memo/key-table.js'
import { isConstructible, takeLikeness } from '../memo/likeness.js'
import { ResultCache } from '../memo/result-cache.js'
import type { Recorder } from '../recorder.js'
import { readClockNs } from './clock.js'
import { sampledSizes } from './entry-sizes.js'
import { SiteTimer } from './site-timer.js'

export function timeArm(site: ArmedSite, recorder: Recorder): ArmHandle {
  const timer = new SiteTimer(site, recorder)
  const maker = keyMaker(site.key, timer.readsThis)
  const caches: ResultCache[] = []
  let instances = 0
  return {
    wrap(fn) {
      if (instances >= MAX_INSTANCES) {
        timer.count('untrackedInstances')
        return fn
      }
      instances++
      timer.count('instances')
      const cache = new ResultCache(site.maxsize, site)
      caches.push(cache)
      return timedWrapper(fn, timer, { cache, maker })
    },
    finish() {
      timer.finish()
      timer.addSizes(sampledSizes(caches))
    },
  }
}

interface TimedCache {
  cache: ResultCache
  /** undefined: by identity. */
  maker: KeyMaker | undefined
}

/** Methods and functions apart for the same reasons as in the `observe` arm. */
function timedWrapper(fn: AnyFunction, timer: SiteTimer, cache: TimedCache): AnyFunction {
  const { wrapper } = isConstructible(fn) ? timedFunction(fn, timer, cache) : timedMethod(fn, timer, cache)
  return takeLikeness(wrapper as AnyFunction, fn)
}

function timedMethod(fn: AnyFunction, timer: SiteTimer, cache: TimedCache) {
  return {
    wrapper(this: unknown, ...list: unknown[]) {
      switch (timer.guard.disabled ? 'untouched' : begin(timer, cache, this, list)) {
        case 'untouched':
          return apply(fn, this, list)
        case 'miss':
          return callMiss(fn, this, list, timer, cache)
        case 'hit':
          return callHit(fn, this, list, timer)
        case 'timed-hit':
          return callTimed(fn, this, list, timer)
        case 'probe':
          return callProbe(fn, this, list, timer)
      }
    },
  }
}

function timedFunction(fn: AnyFunction, timer: SiteTimer, cache: TimedCache) {
  const constructed = construction(fn)
  return {
    wrapper: function wrapper(this: unknown, ...list: unknown[]) {
      if (new.target !== undefined) {
        timer.count('bypassed')
        return constructed(list, new.target, wrapper)
      }
      switch (timer.guard.disabled ? 'untouched' : begin(timer, cache, this, list)) {
        case 'untouched':
          return apply(fn, this, list)
        case 'miss':
          return callMiss(fn, this, list, timer, cache)
        case 'hit':
          return callHit(fn, this, list, timer)
        case 'timed-hit':
          return callTimed(fn, this, list, timer)
        case 'probe':
          return callProbe(fn, this, list, timer)
      }
    },
  }
}

type Turn = 'untouched' | 'miss' | 'hit' | 'timed-hit' | 'probe'

/** The outermost would-be hit under way in this thread: what runs inside of it is saved by that one already. */
let outermost: SiteTimer | undefined
/** That one is being timed. */
let isTiming = false

/**
 * What a cache answers calls nothing, itself least of all. What else is called inside of it would make keys within the
 * time that is taken, which may cost many times what the calls do.
 */
function isLeftOut(timer: SiteTimer): boolean {
  if (outermost === undefined) return false
  if (outermost === timer) return true
  if (!isTiming || !timer.isKnownInside(outermost)) return false
  outermost.hasLeftOut = true
  return true
}

/** Asynchronous functions are timed up to where they first wait: nothing of what follows can be told apart here. */
function begin(timer: SiteTimer, cache: TimedCache, self: unknown, list: unknown[]): Turn {
  try {
    timer.recorder.touch()
    if (isLeftOut(timer)) return 'untouched'
    timer.count('calls')
    if (timer.isLetGo) {
      timer.count('unfollowed')
      if (!timer.takeProbe()) return 'untouched'
      timer.prepareHit(list)
      return 'probe'
    }
    const startNs = timer.lookups.take() ? timer.lookupWatch.start() : 0
    const slot = lookUp(timer, cache, self, list)
    // Here, in the code that the look-ups which are not timed run in: none of it is new to the processor's caches.
    if (startNs !== 0) timer.addLookup(startNs, readClockNs(), readClockNs())
    if (slot === NO_SLOT) return 'miss'
    if (slot === UNKEYABLE) {
      timer.count('bypassed')
      return 'untouched'
    }
    timer.count('hits')
    if (outermost !== undefined) {
      timer.noteInside(outermost)
      return 'hit'
    }
    timer.count('timedHits')
    if (!timer.takeHit()) return 'hit'
    timer.prepareHit(list)
    return 'timed-hit'
  } catch (fault) {
    timer.guard.disable(fault)
    return 'untouched'
  }
}

/** As the `cached` arm has it, which its hits will cost. */
function lookUp({ readsThis }: SiteTimer, { cache, maker }: TimedCache, self: unknown, list: unknown[]): number {
  const slot = maker ? findIn(maker, cache.keys.plain, self, list) : cache.keys.find(list, readsThis ? self : undefined)
  if (slot === MISSED) {
    takeMissed()
    return NO_SLOT
  }
  if (slot < 0) return slot
  if (!cache.serves(slot)) return NO_SLOT
  cache.touch(slot)
  return slot
}

function callMiss(
  fn: AnyFunction,
  self: unknown,
  list: unknown[],
  timer: SiteTimer,
  { cache, maker }: TimedCache,
): unknown {
  const { epoch, stores } = cache
  const key = keyOf(timer, maker, self, list)
  if (key === undefined) return apply(fn, self, list)
  const receiver = maker === undefined && timer.readsThis ? self : undefined
  let returned = false
  try {
    const result = apply(fn, self, list)
    returned = true
    settle(timer, () => cache.settle(key, receiver, result, epoch, stores))
    return result
  } finally {
    if (!returned) settle(timer, () => cache.settleThrow())
  }
}

/** Made before the call, which may change what it is made of. undefined: none can be made after all. */
function keyOf(timer: SiteTimer, maker: KeyMaker | undefined, self: unknown, list: unknown[]): unknown[] | undefined {
  if (maker === undefined) return list
  let key: unknown[] | undefined
  settle(timer, () => {
    key = maker.list(self, list)
    if (key === undefined) timer.count('bypassed')
  })
  return key
}

function callHit(fn: AnyFunction, self: unknown, list: unknown[], timer: SiteTimer): unknown {
  let returned = false
  const around = outermost
  outermost ??= timer
  try {
    const result = apply(fn, self, list)
    returned = true
    return result
  } finally {
    outermost = around
    if (!returned) timer.count('threw')
  }
}

function callTimed(fn: AnyFunction, self: unknown, list: unknown[], timer: SiteTimer): unknown {
  let returned = false
  outermost = timer
  isTiming = true
  try {
    const result = timer.hitWatch.run(fn, self, list)
    returned = true
    return result
  } finally {
    outermost = undefined
    isTiming = false
    if (returned) settle(timer, () => timer.addHit())
    else {
      timer.hits.skip()
      timer.count('threw')
    }
  }
}

function callProbe(fn: AnyFunction, self: unknown, list: unknown[], timer: SiteTimer): unknown {
  const result = timer.hitWatch.run(fn, self, list)
  settle(timer, () => timer.addProbe())
  return result
}

function settle(timer: SiteTimer, work: () => void): void {
  try {
    work()
  } catch (fault) {
    timer.guard.disable(fault)
  }
}
