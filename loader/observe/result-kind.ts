/** Sorts a result by what a cache could do with it, without running a line of the owner's program. */
import { getPrototypeOf, isGeneratorObject, isPromise, isProxy } from '../intrinsics.js'
import { prototypeKind, type SingleUse, singleUse } from './prototype-kind.js'
import { isObject } from './same-content.js'

export type ResultKind = 'primitive' | 'content' | 'promise' | 'host' | SingleUse

export function resultKind(result: unknown): ResultKind {
  if (!isObject(result)) return 'primitive'
  if (typeof result === 'function' || isProxy(result)) return 'content'
  if (isPromise(result)) return 'promise'
  if (isGeneratorObject(result)) return 'iterator'
  if (hostName(result) !== undefined) return 'host'
  return singleUse(result) ?? 'content'
}

/** `crypto.Hash` for an instance of a class of Node's own modules. */
export function hostName(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || isProxy(value)) return undefined
  const kind = prototypeKind(getPrototypeOf(value))
  return kind.kind === 'host' ? kind.name : undefined
}
