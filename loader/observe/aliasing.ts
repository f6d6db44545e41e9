/** Tells whether a result is, or holds, an object that the function was given: then it is right for that caller only. */
import { expand } from './expansion.js'
import { isObject, MAX_OBJECTS } from './same-content.js'

/** `given`: the arguments, and `this`. Also when the result itself is a part of one of them. */
export function returnsGiven(result: unknown, given: readonly unknown[]): boolean {
  if (!isObject(result)) return false
  const objects = given.filter((value) => typeof value === 'object' && value !== null)
  if (objects.length === 0) return false
  return meets([result], (part) => objects.includes(part)) || meets(objects as object[], (part) => part === result)
}

/** Whether a walk over the parts of `roots` comes by what is looked for; it gives up on large ones. */
function meets(roots: object[], isIt: (part: object) => boolean): boolean {
  const seen = new Set<object>(roots)
  for (const object of seen) {
    if (isIt(object)) return true
    if (seen.size > MAX_OBJECTS) continue
    const expansion = expand(object)
    if (expansion.opaque === undefined) for (const part of expansion.children) if (isObject(part)) seen.add(part)
  }
  return false
}
