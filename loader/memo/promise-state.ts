/** Tells how a promise stands without touching it: a handler of ours would change what node reports as unhandled. */
import { inspect } from 'node:util'

export type PromiseState = 'pending' | 'fulfilled' | 'rejected' | 'unreadable'

const STATE_MARK = /^[^{]*\{\s*<(pending|rejected)>/

/**
 * State of a native promise (`util.types.isPromise`), read from how node prints it; strings are printed in quotes.
 * `unreadable`: a getter of the owner's threw (`Symbol.toStringTag`, or `stack` of what it was rejected with).
 */
export function promiseState(promise: Promise<unknown>): PromiseState {
  try {
    return (STATE_MARK.exec(printed(promise))?.[1] as PromiseState | undefined) ?? 'fulfilled'
  } catch {
    return 'unreadable'
  }
}

function printed(promise: Promise<unknown>): string {
  return inspect(promise, {
    depth: 0,
    customInspect: false,
    showProxy: true,
    getters: false,
    colors: false,
    breakLength: Number.POSITIVE_INFINITY,
    maxArrayLength: 0,
    maxStringLength: 0,
  })
}
