/** Asks a promise for what it is fulfilled with, and makes no other promise for it: who counts promises sees none of ours. */
import { promiseThen } from '../intrinsics.js'

const { defineProperty, deleteProperty } = Reflect

/** `then` returns what the promise's own constructor makes: here something that is no promise. */
function Nothing(executor: (resolve: () => void, reject: () => void) => void): void {
  executor(ignore, ignore)
}

const MAKES_NOTHING = { value: { [Symbol.species]: Nothing }, configurable: true }

/**
 * `promise` is a native one without a `constructor` of its own. No code of the owner's runs while it has ours. What cannot be
 * given one, as it is frozen, is asked in the usual way.
 */
export function quietThen(promise: Promise<unknown>, whenFulfilled: (value: unknown) => void): void {
  const isLent = defineProperty(promise, 'constructor', MAKES_NOTHING)
  try {
    promiseThen(promise, whenFulfilled, ignore)
  } finally {
    if (isLent) deleteProperty(promise, 'constructor')
  }
}

function ignore(): void {}
