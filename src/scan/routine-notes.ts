/** Notes of one node, met on the walk through a file, what it is to the function that it stands in. */
import type * as ESTree from 'estree'
import { parentOf } from './parents.js'
import type { Routine } from './program.js'
import { endOf, type Node, patternTargets, propertyName, startOf } from './syntax.js'

export function noteIn(routine: Routine, node: Node): void {
  switch (node.type) {
    case 'CallExpression':
      if (node.callee.type === 'Identifier' && node.callee.name === 'eval') routine.opaque ??= node
      routine.calls.push(node)
      break
    case 'NewExpression':
    case 'TaggedTemplateExpression':
      routine.calls.push(node)
      break
    case 'WithStatement':
      routine.opaque ??= node
      break
    case 'MemberExpression':
      if (node.object.type === 'Super') routine.superReads.push(node)
      if (isCalleeOfArguments(node)) routine.asides.push(node)
      break
    case 'ImportExpression':
      routine.asides.push(node)
      break
    case 'MetaProperty':
      if (node.meta.name === 'new') routine.asides.push(node)
      break
    case 'AssignmentExpression':
      patternTargets(node.left, (target) => routine.writes.push({ target, node }))
      break
    case 'UpdateExpression':
      patternTargets(node.argument, (target) => routine.writes.push({ target, node }))
      break
    case 'UnaryExpression':
      if (node.operator === 'delete') patternTargets(node.argument, (target) => routine.writes.push({ target, node }))
      break
    case 'ForStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      routine.loops.push(node)
      break
    case 'ForInStatement':
    case 'ForOfStatement':
      routine.loops.push(node)
      if (node.left.type !== 'VariableDeclaration') {
        patternTargets(node.left, (target) => routine.writes.push({ target, node }))
      }
      break
    case 'ReturnStatement':
      if (node.argument) routine.returns.push(node.argument)
      break
    case 'ThisExpression':
      routine.thisReads.push(node)
      break
    case 'Identifier':
      node.range = span(node)
      if (isReference(node)) routine.globals.push(node)
      break
  }
}

/** False for the names of properties and labels. */
function isReference(node: ESTree.Identifier): boolean {
  const parent = parentOf(node) as Node
  if (parent.type === 'MemberExpression') return parent.object === node || parent.computed
  if (parent.type === 'Property') return parent.value === node || parent.computed
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') return parent.computed
  return !/^(LabeledStatement|BreakStatement|ContinueStatement|MetaProperty|(Im|Ex)port\w*Specifier)$/.test(parent.type)
}

function isCalleeOfArguments(node: ESTree.MemberExpression): boolean {
  return node.object.type === 'Identifier' && node.object.name === 'arguments' && propertyName(node) === 'callee'
}

/** eslint-scope compares ranges of names and bodies, which acorn leaves out. */
export function span(node: Node): [start: number, end: number] {
  return [startOf(node), endOf(node)]
}
