/** Changes what a memoizer is told, without running anything of the owner's to read it. */
import { getOwnPropertyDescriptor, getPrototypeOf, isArray, isProxy, ownKeys } from './intrinsics.js'

/** The same options but for these; undefined: reading them would run code. */
export function copiedOptions(given: unknown, changes: object): object | undefined {
  if (given === undefined) return changes
  return isPlain(given) ? { ...given, ...changes } : undefined
}

/** An object of data properties only. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || isArray(value) || isProxy(value)) return false
  const parent = getPrototypeOf(value)
  if (parent !== null && getPrototypeOf(parent) !== null) return false
  return ownKeys(value).every((key) => 'value' in (getOwnPropertyDescriptor(value, key) as PropertyDescriptor))
}
