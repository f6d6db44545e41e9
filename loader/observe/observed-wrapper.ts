/** Calls the owner's function exactly once, whatever happens to us, and has the call looked at where it is its turn. */
import type { AnyFunction, EnclosedReader } from '../armed-site.js'
import { apply } from '../intrinsics.js'
import { construction } from '../memo/construction.js'
import { isConstructible, takeLikeness } from '../memo/likeness.js'
import type { ObservedCall, ObservedFunction } from './observed-function.js'
import type { SiteObserver } from './site-observer.js'

/**
 * What `fn` returns or throws goes on as it was. Only a method has no `prototype`, and only a function can be constructed.
 * A call that is let pass must cost next to nothing: where a rest array is only handed on, V8 makes none.
 */
export function observedWrapper(
  fn: AnyFunction,
  instance: ObservedFunction,
  observer: SiteObserver,
  enclosed?: EnclosedReader,
): AnyFunction {
  const followed = followedCall(fn, instance, observer, enclosed)
  const wrapper = isConstructible(fn) ? functionWrapper(fn, followed, observer) : methodWrapper(fn, followed, observer)
  return takeLikeness(wrapper, fn)
}

function functionWrapper(fn: AnyFunction, followed: AnyFunction, observer: SiteObserver): AnyFunction {
  const { follow } = observer
  const constructed = construction(fn)
  const wrapper = function (this: unknown, ...list: unknown[]) {
    if (new.target !== undefined) {
      observer.count('bypassed')
      return constructed(list, new.target, wrapper)
    }
    if (follow.skip === 0) return apply(followed, this, list)
    letPass(observer)
    return apply(fn, this, list)
  }
  return wrapper
}

function methodWrapper(fn: AnyFunction, followed: AnyFunction, observer: SiteObserver): AnyFunction {
  const { follow } = observer
  return {
    wrapper(this: unknown, ...list: unknown[]) {
      if (follow.skip === 0) return apply(followed, this, list)
      letPass(observer)
      return apply(fn, this, list)
    },
  }.wrapper
}

function letPass(observer: SiteObserver): void {
  try {
    observer.letPass()
  } catch (fault) {
    observer.guard.disable(fault)
  }
}

function followedCall(
  fn: AnyFunction,
  instance: ObservedFunction,
  observer: SiteObserver,
  enclosed: EnclosedReader | undefined,
): AnyFunction {
  const { followed } = {
    followed(this: unknown, ...list: unknown[]) {
      const call = observer.guard.disabled ? undefined : begin(instance, observer, this, list, enclosed)
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
  return followed
}

function begin(
  instance: ObservedFunction,
  observer: SiteObserver,
  self: unknown,
  list: unknown[],
  enclosed: EnclosedReader | undefined,
): ObservedCall | undefined {
  try {
    return instance.begin(self, list, enclosed)
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
