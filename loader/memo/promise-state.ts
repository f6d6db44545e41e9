/** Tells how a promise stands without touching it: a handler of ours would change what node reports as unhandled. */
import { inspect } from 'node:util'

export type PromiseState = 'pending' | 'fulfilled' | 'rejected'

const STATE_MARK = /^[^{]*\{\s*<(pending|rejected)>/

/** State of a native promise (`util.types.isPromise`), read from how node prints it. Strings are printed in quotes. */
export function promiseState(promise: Promise<unknown>): PromiseState {
  const printed = inspect(promise, {
    depth: 0,
    customInspect: false,
    showProxy: true,
    getters: false,
    colors: false,
    breakLength: Number.POSITIVE_INFINITY,
    maxArrayLength: 0,
    maxStringLength: 0,
  })
  return (STATE_MARK.exec(printed)?.[1] as PromiseState | undefined) ?? 'fulfilled'
}
