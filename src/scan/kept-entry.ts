/** Reads one use of something kept as what it does to an entry of it: looks it up, asks whether it is there, or fills it. */
import type * as ESTree from 'estree'
import type { Program } from './program.js'
import { type Node, propertyName, textOf } from './syntax.js'

export interface Entry {
  kind: 'look' | 'test' | 'fill'
  node: Node
  /** undefined: there is but one entry. */
  key: Node | undefined
  /** Of a fill; otherwise `node`. */
  value: Node
  operator: string
  /** The fill is an expression whose value is what it keeps. */
  isAssignment: boolean
}

/** undefined: it is something else, behind which anything may happen. */
export function entryOf(program: Program, use: Node, byKey: boolean): Entry | undefined {
  const parent = program.parentOf(use)
  if (!parent) return undefined
  if (!byKey)
    return (
      target(parent, use, undefined) ?? (isWritten(program, parent, use) ? undefined : read('look', use, undefined))
    )
  if (parent.type === 'BinaryExpression' && parent.operator === 'in' && parent.right === use) {
    return parent.left.type === 'PrivateIdentifier' ? undefined : read('test', parent, parent.left)
  }
  if (parent.type === 'CallExpression' && parent.arguments[0] === use) {
    const [, key] = parent.arguments
    const asks = /^Object\.hasOwn$|hasOwnProperty\.call$/.test(textOf(parent.callee))
    return asks && key ? read('test', parent, key) : undefined
  }
  if (parent.type !== 'MemberExpression' || parent.object !== use) return undefined
  const outer = program.parentOf(parent)
  if (parent.computed && outer) {
    const key = parent.property as Node
    return target(outer, parent, key) ?? (isWritten(program, outer, parent) ? undefined : read('look', parent, key))
  }
  return outer?.type === 'CallExpression' && outer.callee === parent ? called(outer, propertyName(parent)) : undefined
}

function called(call: ESTree.SimpleCallExpression, method: string | undefined): Entry | undefined {
  const [key, value] = call.arguments
  if (!key) return undefined
  if (method === 'get') return read('look', call, key)
  if (method === 'has' || method === 'hasOwnProperty') return read('test', call, key)
  if (method !== 'set' || !value || call.arguments.length > 2) return undefined
  return { kind: 'fill', node: call, key, value, operator: '=', isAssignment: false }
}

function read(kind: 'look' | 'test', node: Node, key: Node | undefined): Entry {
  return { kind, node, key, value: node, operator: '', isAssignment: false }
}

function target(outer: Node, place: Node, key: Node | undefined): Entry | undefined {
  if (outer.type !== 'AssignmentExpression' || outer.left !== place) return undefined
  const { operator, right } = outer
  if (!/^(=|\|\|=|\?\?=)$/.test(operator)) return undefined
  return { kind: 'fill', node: outer, key, value: right, operator, isAssignment: true }
}

/** In another way than by an assignment of its own. */
function isWritten(program: Program, outer: Node, place: Node): boolean {
  if (outer.type === 'AssignmentExpression') return outer.left === place
  if (outer.type === 'UnaryExpression') return outer.operator === 'delete'
  if (outer.type === 'ChainExpression') return isWritten(program, program.parentOf(outer) as Node, outer)
  if (outer.type === 'Property') return outer.value === place && program.parentOf(outer)?.type === 'ObjectPattern'
  return /^(UpdateExpression|ArrayPattern|RestElement|AssignmentPattern|For(In|Of)Statement)$/.test(outer.type)
}

export function sameText(one: Node, other: Node): boolean {
  return structure(one) === structure(other)
}

/** All of a node but where it stands. */
export function structure(node: Node): string {
  return JSON.stringify(node, (name, value: unknown) => {
    if (/^(start|end|loc|range|raw)$/.test(name)) return undefined
    return typeof value === 'bigint' ? `${value}n` : value
  })
}
