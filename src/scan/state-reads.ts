/** Says which part of a captured object one use of it reads. */
import type * as ESTree from 'estree'
import { lookUp } from './member-table.js'
import type { Members } from './members.js'
import type { Use } from './other-names.js'
import type { Program } from './program.js'
import { propertyName } from './syntax.js'

/** First property that is read; undefined: the whole, or a computed one, or the contents by way of a built-in method. */
export function readProperty(program: Program, members: Members, read: Use): string | undefined {
  const access = program.parentOf(read)
  if (access?.type !== 'MemberExpression' || access.object !== read) return undefined
  const outer = program.parentOf(access)
  const isCalled = outer?.type === 'CallExpression' && outer.callee === access
  return isCalled && !isOwnMethod(members, access) ? undefined : propertyName(access)
}

/** The use asks only for a function, or for what the object is, or is the target of a write. */
export function isReadOfFunction(program: Program, members: Members, read: Use, isReassigned = false): boolean {
  const parent = program.parentOf(read)
  if (parent?.type === 'BinaryExpression') return parent.operator === 'instanceof' && parent.right === read
  // Of what is never assigned anew it always says the same.
  if (parent?.type === 'UnaryExpression') return parent.operator === 'typeof' && !isReassigned
  if (parent?.type !== 'MemberExpression' || parent.object !== read) return false
  const outer = program.parentOf(parent)
  if (outer?.type === 'AssignmentExpression' && outer.left === parent) return outer.operator === '='
  return isOwnMethod(members, parent)
}

function isOwnMethod(members: Members, access: ESTree.MemberExpression): boolean {
  const table = members.tableOf(access.object)
  const name = propertyName(access)
  if (!table || name === undefined) return false
  return lookUp(table, name).some(({ type }) => /Function/.test(type))
}
