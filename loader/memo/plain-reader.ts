/**
 * Reads a leaf as the function itself does. Looking at each property for a getter first takes five times as long; it is
 * left out where the observed run met none, nor a proxy, on any way to a leaf of the site. Should there be one now, it is
 * asked what the function would have asked it; a call that misses looks closely again, and what it meets ends this.
 */
import type { KeyLeaf } from '../../src/wire/site-key.js'
import { type Reader, startReader } from './leaf-reader.js'

type Holder = Record<string, unknown>

/** `closely`: reads the same where the way does not lead through objects to its end, or something throws. */
export function plainReader({ from, path }: Pick<KeyLeaf, 'from' | 'path'>, closely: Reader): Reader {
  const start = startReader(from)
  const [first, second] = path
  if (first === undefined) return start
  if (second === undefined) {
    return (self, a, b, c, rest) => {
      const holder = start(self, a, b, c, rest)
      if (!isHolder(holder)) return closely(self, a, b, c, rest)
      try {
        return holder[first]
      } catch {
        return closely(self, a, b, c, rest)
      }
    }
  }
  return (self, a, b, c, rest) => {
    const holder = start(self, a, b, c, rest)
    try {
      const value = isHolder(holder) ? endOf(path, holder) : ENDS_EARLY
      return value === ENDS_EARLY ? closely(self, a, b, c, rest) : value
    } catch {
      return closely(self, a, b, c, rest)
    }
  }
}

const ENDS_EARLY = {}

function endOf(path: readonly string[], start: Holder): unknown {
  let value: unknown = start
  for (let step = 0; step < path.length; step++) {
    if (!isHolder(value)) return ENDS_EARLY
    value = value[path[step] as string]
  }
  return value
}

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null
}
