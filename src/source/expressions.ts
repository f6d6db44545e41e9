/** How the site walk goes through expressions that nothing names: what a function reads, and what is called at once. */
import { visitClass } from './class-members.js'
import { noteCommonJsExports } from './commonjs-exports.js'
import { visitCompiledClass } from './compiled-classes.js'
import type { Context, Frame } from './context.js'
import { visitAssignment, visitHandedBack } from './named-values.js'
import type { AnyNode, CallExpression, Class, MemberExpression, NewExpression } from './parse.js'
import { visitArguments, visitImmediateCall } from './returned-values.js'
import type { Visitors, Walk } from './walk.js'

export const expressionVisitors = {
  Identifier(walk, node, context) {
    walk.list.entries.countReference(node.name)
    if (node.name === 'arguments') context.frame.readsArguments = true
  },
  ThisExpression(_walk, _node, context) {
    context.frame.readsThis = true
  },
  Super(_walk, _node, context) {
    context.frame.readsThis = true
    context.frame.readsSuper = true
  },
  MemberExpression(walk, node, context) {
    walk.visit(node.object, context)
    if (node.computed) walk.visit(node.property, context)
    else if (readsFunction(node)) context.frame.readsFunctions = true
  },
  /** In a literal that nothing names, or in a pattern. */
  Property(walk, node, context) {
    if (node.computed) walk.visit(node.key, context)
    walk.visit(node.value, context)
  },
  BinaryExpression: visitOperands,
  LogicalExpression: visitOperands,
  AssignmentExpression(walk, node, context) {
    visitAssignment(walk, node, undefined, context)
  },
  CallExpression: visitCall,
  NewExpression: visitCall,
  FunctionExpression(walk, node, context) {
    walk.visitFunction(node, context, 'many')
  },
  ArrowFunctionExpression(walk, node, context) {
    walk.visitFunction(node, context, 'many')
  },
  ClassDeclaration: visitUnnamedClass,
  ClassExpression: visitUnnamedClass,
} satisfies Visitors

function visitUnnamedClass(walk: Walk, node: Class, context: Context): void {
  visitClass(walk, node, node.id ? [node.id.name] : undefined, context)
}

/** Long chains of operators nest to the left: they are walked without recursion. */
function visitOperands(walk: Walk, node: AnyNode, context: Context): void {
  const rights: AnyNode[] = []
  let left = node
  while (left.type === 'BinaryExpression' || left.type === 'LogicalExpression') {
    rights.push(left.right)
    left = left.left
  }
  walk.visit(left, context)
  walk.visitAll(rights.reverse(), context)
}

function visitCall(walk: Walk, node: CallExpression | NewExpression, context: Context): void {
  if (node.type === 'CallExpression') {
    noteCall(walk, node, context)
    if (visitHandedBack(walk, node, undefined, context) || visitCompiledClass(walk, node, context)) return
  }
  if (visitImmediateCall(walk, node, undefined, context)) return
  walk.visit(node.callee, context)
  visitArguments(walk, node, context)
}

function readsFunction({ object, property }: MemberExpression): boolean {
  if (property.type !== 'Identifier') return false
  return property.name === 'caller' || (property.name === 'callee' && isArguments(object))
}

function isArguments(node: AnyNode): boolean {
  return node.type === 'Identifier' && node.name === 'arguments'
}

function noteCall(walk: Walk, node: CallExpression, context: Context): void {
  if (node.callee.type === 'Identifier') {
    walk.list.entries.noteCall(node.callee.name, context)
    if (node.callee.name === 'eval') noteEval(context.frame)
  }
  noteCommonJsExports(walk, node, context)
}

/** Evaluated code may read whatever its surroundings may. */
function noteEval(frame: Frame): void {
  frame.readsThis = true
  frame.readsArguments = true
  frame.readsSuper = true
}
