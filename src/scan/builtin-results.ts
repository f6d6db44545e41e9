/** What the language's own functions and methods hand out of what they are given. */
import type * as ESTree from 'estree'
import { builtinGlobal, RETURNS_COPY, RETURNS_PART, RETURNS_RECEIVER } from './builtins.js'
import type { Part } from './call-arguments.js'
import { below, type Path } from './origin.js'
import { propertyName, unwrapped } from './syntax.js'

/** What `path` of what the global function `name` returns may come from. */
export function globalResult({ arguments: given }: ESTree.CallExpression, name: string, path: Path): Part[] {
  const [first] = given
  const returns = builtinGlobal(name)?.returns
  const isOfParts = path.length > 0 && (returns === 'parts' || name === 'Object.assign')
  return [
    ...(first && returns === 'first argument' ? [{ value: first, path }] : []),
    ...(first && returns === 'part of argument' ? [{ value: first, path: below(undefined, path) }] : []),
    ...(isOfParts ? given.map((value) => ({ value, path })) : []),
  ]
}

/** The same for a method that goes by a name of one of the language's. */
export function methodResult(call: ESTree.CallExpression, path: Path): Part[] {
  const callee = unwrapped(call.callee)
  if (callee.type !== 'MemberExpression') return []
  const name = propertyName(callee) ?? ''
  const receiver = (at: Path): Part => ({ value: callee.object, path: at })
  const copied = RETURNS_COPY.has(name) && path.length > 0
  return [
    ...(RETURNS_RECEIVER.has(name) ? [receiver(path)] : []),
    ...(RETURNS_PART.has(name) ? [receiver(below(undefined, path))] : []),
    ...(copied ? [receiver(below(undefined, path.slice(1)))] : []),
    ...(copied && name === 'concat' ? call.arguments.map((value) => ({ value, path })) : []),
  ]
}
