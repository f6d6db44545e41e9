/** Decides which results may be handed out more than once. */
import { isPromise } from '../intrinsics.js'

export type ResultKind = 'value' | 'promise' | 'single-use'

/**
 * `single-use`: iterators, which the first caller uses up; and thenables that are not native promises, since nothing
 * can tell whether they were rejected, or whether `then` starts their work anew (query builders).
 */
export function kindOfResult(result: unknown): ResultKind {
  if ((typeof result !== 'object' || result === null) && typeof result !== 'function') return 'value'
  try {
    // First, as most have none: to ask whether it is a promise takes longer.
    if (typeof (result as PromiseLike<unknown>).then === 'function') return isPromise(result) ? 'promise' : 'single-use'
    return isIterator(result) ? 'single-use' : 'value'
  } catch {
    return 'single-use' // A getter or a proxy that throws: what it is cannot be known.
  }
}

function isIterator(result: object): boolean {
  const { next } = result as Iterator<unknown>
  return typeof next === 'function' && (Symbol.iterator in result || Symbol.asyncIterator in result)
}
