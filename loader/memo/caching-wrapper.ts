/** Puts a result cache in front of a function: one closure for each declared arity, right for any actual one. */
import * as functions from './caching-function.js'
import * as methods from './caching-method.js'
import { type Callable, isConstructible, takeLikeness } from './likeness.js'
import type { WrapperParts } from './wrapper-parts.js'

/**
 * A wrapper that answers from the cache what the cache holds, and else calls `fn`, with the same `this` and arguments.
 * `new` goes through to `fn`, with the wrapper (or a subclass of it) as `new.target`.
 */
export function cachingWrapper(parts: WrapperParts): Callable {
  return takeLikeness(wrapperOfArity(parts.fn.length, parts), parts.fn)
}

/**
 * The closures of both kinds are alike on purpose. A shared one that looks at the number of arguments makes hits 1.2 to
 * 1.8 times slower, and a shared function that calls `fn` is one more frame in each level of a recursion. `fn` is called
 * in `finally`, not `catch`: to throw again would make node show this file as the place of an uncaught error. `arguments`
 * is only ever indexed: where it is handed on, Node 26 makes the object for each hit too, in all wrappers but the first.
 */
function wrapperOfArity(arity: number, parts: WrapperParts): Callable {
  const { nullary, unary, binary, ternary, variadic } = isConstructible(parts.fn) ? functions : methods
  const anyArity = variadic(parts)
  if (arity === 0) return nullary(parts, anyArity)
  if (arity === 1) return unary(parts, anyArity)
  if (arity === 2) return binary(parts, anyArity)
  if (arity === 3) return ternary(parts, anyArity)
  return anyArity
}
