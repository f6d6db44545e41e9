/**
 * Tells whether a pattern that found something is started anew before anything else happens, as replacing with it does:
 * `if (pattern.test(text)) return text.replace(pattern, '')`. One that found nothing has started anew by itself.
 */
import type * as ESTree from 'estree'
import type { Program } from './program.js'
import type { Binding } from './scopes.js'
import { isFunction, type Node, propertyName, someChild } from './syntax.js'

/** @param pattern has the flag g: with y alone, replacing goes on where the last search ended. */
export function isReplacedAfter(program: Program, pattern: Binding, call: Node): boolean {
  const next = comesNext(program, call)
  return next !== undefined && startsAnew(program, pattern, next)
}

/** What is evaluated first where `call` found something. */
function comesNext(program: Program, call: Node): Node | undefined {
  const parent = program.parentOf(call)
  if (parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') {
    return parent.test === call ? parent.consequent : undefined
  }
  if (parent?.type === 'LogicalExpression') {
    return parent.operator === '&&' && parent.left === call ? parent.right : undefined
  }
  if (parent?.type !== 'UnaryExpression' || parent.operator !== '!') return undefined
  const asking = program.parentOf(parent)
  if (asking?.type !== 'IfStatement' && asking?.type !== 'ConditionalExpression') return undefined
  if (asking.test !== parent) return undefined
  return asking.alternate ?? (leaves(asking.consequent) ? statementAfter(program, asking) : undefined)
}

function leaves(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement
  return last !== undefined && /^(Return|Throw)Statement$/.test(last.type)
}

function statementAfter(program: Program, statement: Node): Node | undefined {
  const block = program.parentOf(statement)
  if (block?.type !== 'BlockStatement') return undefined
  return block.body[block.body.indexOf(statement as ESTree.Statement) + 1]
}

/** Replacing with the pattern is the first call in `node`, and nothing decides whether it is made. */
function startsAnew(program: Program, pattern: Binding, node: Node): boolean {
  const first = (part: Node | null | undefined) => part != null && startsAnew(program, pattern, part)
  switch (node.type) {
    case 'BlockStatement':
      return first(node.body[0])
    case 'ExpressionStatement':
      return first(node.expression)
    case 'ReturnStatement':
      return first(node.argument)
    case 'VariableDeclaration':
      return first(node.declarations[0]?.init)
    case 'AssignmentExpression':
      return node.left.type === 'Identifier' && first(node.right)
    case 'TemplateLiteral':
      return first(node.expressions[0])
    case 'MemberExpression':
      return first(node.object)
    case 'BinaryExpression':
      return first(node.left) || (isQuiet(node.left) && first(node.right))
    case 'CallExpression':
      return (
        isReplacing(program, pattern, node) || first(node.callee) || (isQuiet(node.callee) && first(node.arguments[0]))
      )
    default:
      return false
  }
}

function isReplacing(program: Program, pattern: Binding, { callee, arguments: given }: ESTree.SimpleCallExpression) {
  const [searched] = given
  if (callee.type !== 'MemberExpression' || searched?.type !== 'Identifier') return false
  const isOfText = /^(replace|replaceAll|match)$/.test(propertyName(callee) ?? '')
  return isOfText && program.scopes.bindingOf(searched) === pattern && isQuiet(callee) && given.every(isQuiet)
}

/** Nothing is called in it, but by functions that it makes. */
function isQuiet(node: Node): boolean {
  if (isFunction(node)) return true
  if (/^((Call|New|TaggedTemplate|Await|Yield|Import)Expression)$/.test(node.type)) return false
  return !someChild(node, (child) => !isQuiet(child))
}
