/** A short key for a text, for file names of the rewrite cache: node:crypto would cost each process 4-18 ms to load. */

/**
 * Two independent 32-bit multiply-xor lanes over UTF-16 units, each finished as MurmurHash3 finishes, with the length:
 * 64 bits and the length, as base 36. Not for secrets: the cache directory belongs to the owner alone.
 */
export function contentKey(text: string): string {
  let a = 0x9e3779b9
  let b = 0x85ebca6b
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul(b ^ unit, 0x5bd1e995) ^ (b >>> 15)
  }
  return `${finish(a).toString(36)}-${finish(b).toString(36)}-${text.length.toString(36)}`
}

function finish(lane: number): number {
  let h = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
