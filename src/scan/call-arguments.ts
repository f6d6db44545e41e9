/** Small facts about calls, literals and assignments that the search for origins rests on. */
import type * as ESTree from 'estree'
import { onlyValue } from './only-value.js'
import type { Edge, Path } from './origin.js'
import type { Program } from './program.js'
import { type Node, propertyName, textOf, unwrapped } from './syntax.js'

/** What lies at `path` of `value`. */
export interface Part {
  value: Node
  path: Path
}

/** The arguments from `index` on, `f.call(receiver, ...)` allowed for. A spread stands for all that follow. */
export function argumentsFrom(call: Edge['call'], index: number): Node[] {
  if (call.type === 'MemberExpression' || call.type === 'ObjectPattern') return []
  if (call.type === 'TaggedTemplateExpression') return call.quasi.expressions.slice(Math.max(0, index - 1))
  const callee = unwrapped(call.callee)
  const name = callee.type === 'MemberExpression' ? propertyName(callee) : undefined
  const given: Node[] =
    name === 'apply' ? call.arguments.slice(1).map(asSpread) : call.arguments.slice(name === 'call' ? 1 : 0)
  const spread = given.findIndex(({ type }) => type === 'SpreadElement')
  return given.slice(spread === -1 ? index : Math.min(index, spread))
}

/** `f.bind(receiver, first)`, where that is what `call` calls, by a name or where it stands. */
export function bindCall(program: Program, call: Edge['call']): ESTree.SimpleCallExpression | undefined {
  if (call.type !== 'CallExpression') return undefined
  const callee = unwrapped(call.callee)
  const binding = callee.type === 'Identifier' ? program.scopes.bindingOf(callee) : undefined
  const value = binding ? onlyValue(binding) : callee
  if (value?.type !== 'CallExpression') return undefined
  const made = unwrapped(value.callee)
  return made.type === 'MemberExpression' && propertyName(made) === 'bind' ? value : undefined
}

/** Those that `f.bind(receiver, first)` gives beforehand come first. */
export function argumentsWithBound(program: Program, call: Edge['call'], index: number): Node[] {
  const bound = bindCall(program, call)?.arguments.slice(1) ?? []
  if (index < bound.length) return [...bound.slice(index), ...argumentsFrom(call, 0)]
  return argumentsFrom(call, index - bound.length)
}

/** What iterating functions take behind the one that they call: `list.map(fn, receiver)`, `each(list, fn, receiver)`. */
const TAKES_RECEIVER = /(each|every|some|filter|find|map|forOwn|forIn|findIndex|findLast|flatMap)$/i

/** What a function calls `this` that `call` is given to be called. */
export function receiverOfCallback(call: Edge['call'], isIt: (argument: Node) => boolean): Node | undefined {
  if (call.type !== 'CallExpression' || !TAKES_RECEIVER.test(textOf(call.callee))) return undefined
  const at = call.arguments.findIndex(isIt)
  return at === -1 ? undefined : call.arguments[at + 1]
}

/** `list.reduce(fold, start)`. */
export function isFold(call: Edge['call']): boolean {
  return call.type === 'CallExpression' && /\.reduce(Right)?$/.test(textOf(call.callee))
}

function asSpread(argument: Node): ESTree.SpreadElement {
  return { type: 'SpreadElement', argument: argument as ESTree.Expression }
}

/** What `path` finds in a literal, with the rest of the path; nothing for the literal itself, which is new. */
export function partsOfLiteral(literal: ESTree.ArrayExpression | ESTree.ObjectExpression, path: Path): Part[] {
  if (path.length === 0) return []
  const [key] = path
  const rest = path.slice(1)
  if (literal.type === 'ObjectExpression') {
    return literal.properties.flatMap((part): Part[] => {
      if (part.type === 'SpreadElement') return [{ value: part.argument, path }]
      const name = propertyName(part)
      return key === undefined || name === undefined || name === key ? [{ value: part.value, path: rest }] : []
    })
  }
  const hasSpread = literal.elements.some((element) => element?.type === 'SpreadElement')
  return literal.elements.flatMap((element, index) => {
    if (!element) return []
    if (element.type === 'SpreadElement') return [{ value: element.argument as Node, path: [undefined, ...rest] }]
    return key === undefined || hasSpread || key === String(index) ? [{ value: element as Node, path: rest }] : []
  })
}
