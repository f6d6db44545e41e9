/** Asks a promise for what it is fulfilled with, and makes no other promise for it: who counts promises sees none of ours. */
import { promiseThen } from '../intrinsics.js'

const { defineProperty, deleteProperty } = Reflect

/** `then` returns what the promise's own constructor makes: here something that is no promise. */
function Nothing(executor: (resolve: () => void, reject: () => void) => void): void {
  executor(ignore, ignore)
}

const MAKES_NOTHING = { value: { [Symbol.species]: Nothing }, configurable: true }

/**
 * `promise` is a native one without a `constructor` of its own. No code of the owner's runs while it has ours. false: it
 * cannot be asked, as it is frozen; node itself fails where such a one is waited for while async hooks are on.
 */
export function quietThen(promise: Promise<unknown>, whenFulfilled: (value: unknown) => void): boolean {
  if (!defineProperty(promise, 'constructor', MAKES_NOTHING)) return false
  try {
    promiseThen(promise, whenFulfilled, ignore)
  } finally {
    deleteProperty(promise, 'constructor')
  }
  return true
}

function ignore(): void {}
