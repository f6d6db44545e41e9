/** Reads the value at the end of a path as the function would, except that nothing of the owner's is run for it. */
import type { KeyLeaf } from '../../src/wire/site-key.js'
import { getOwnPropertyDescriptor, getPrototypeOf, isProxy } from '../intrinsics.js'
import { builtinAccessor } from './builtin-accessors.js'
import { KeyToken } from './key-token.js'

/** An accessor of the owner's or a proxy stood in the way. */
export const UNREADABLE = new KeyToken()

/** The path ended early, at a primitive: see {@link pathEnd}. */
export const ENDED = new KeyToken()

/** Where the last path that was {@link ENDED} did, and at what. */
export const pathEnd: { at: KeyToken; value: unknown } = { at: ENDED, value: undefined }

/** `rest`: all arguments, where there are more than three. */
export type Reader = (
  self: unknown,
  a: unknown,
  b: unknown,
  c: unknown,
  rest: ArrayLike<unknown> | undefined,
) => unknown

export function leafReader({ from, path }: Pick<KeyLeaf, 'from' | 'path'>): Reader {
  const start = startReader(from)
  if (path.length === 0) return start
  const walk = pathReader(path)
  return (self, a, b, c, rest) => walk(start(self, a, b, c, rest))
}

export function startReader(from: KeyLeaf['from']): Reader {
  switch (from) {
    case 'this':
      return (self) => self
    case 0:
      return (_self, a) => a
    case 1:
      return (_self, _a, b) => b
    case 2:
      return (_self, _a, _b, c) => c
    default:
      return (_self, _a, _b, _c, rest) => rest?.[from]
  }
}

function pathReader(path: readonly string[]): (start: unknown) => unknown {
  const steps = path.map((name) => ({
    name,
    atUndefined: new KeyToken(),
    atNull: new KeyToken(),
    atOther: new KeyToken(),
  }))
  return (start) => {
    let value = start
    for (const { name, atUndefined, atNull, atOther } of steps) {
      if (value === undefined) return atUndefined
      if (value === null) return atNull
      // A class has properties as any object does: what a function keeps on itself is not told by which function it is.
      if (typeof value !== 'object' && typeof value !== 'function') {
        pathEnd.at = atOther
        pathEnd.value = value
        return ENDED
      }
      value = property(value, name)
      if (value === UNREADABLE) return value
    }
    return value
  }
}

function property(holder: object, name: string): unknown {
  for (let link: object | null = holder; link !== null; link = getPrototypeOf(link)) {
    if (isProxy(link)) return UNREADABLE
    const descriptor = getOwnPropertyDescriptor(link, name)
    if (descriptor === undefined) continue
    const { get, set } = descriptor
    if (get === undefined) return set === undefined ? descriptor.value : UNREADABLE
    const read = builtinAccessor(holder, name, get)
    return read === undefined ? UNREADABLE : read(holder)
  }
  return undefined
}
