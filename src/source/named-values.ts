/** Sites that are values of variables and of members: `const f = () => {}`, `Foo.prototype.bar = function () {}`. */
import { visitClass } from './class-members.js'
import type { Context } from './context.js'
import type { FunctionNode } from './found-site.js'
import { isFunction, MODULE_TABLE } from './immediate-call.js'
import { visitObject } from './object-members.js'
import type { AnyNode, AssignmentExpression, CallExpression, ObjectExpression, VariableDeclarator } from './parse.js'
import { commonJsExport, memberPath, namedPath } from './static-name.js'
import type { Target, Walk } from './walk.js'

/** Calls that hand one of their arguments back, with the same members. */
const HANDS_BACK = /^Object\.(?:freeze|seal|preventExtensions|assign)$/

export function visitDeclarator(walk: Walk, node: VariableDeclarator, context: Context): void {
  const { id, init } = node
  if (id.type !== 'Identifier') {
    walk.visit(id, context)
    if (init) walk.visit(init, context)
  } else if (init) {
    const { name } = id
    walk.visitNamed(init, { path: [name], keepName: name, namedBy: id, exportedAs: [], binding: name }, context)
  }
}

/** `outer`: what the value of this assignment is assigned to in turn. */
export function visitAssignment(
  walk: Walk,
  node: AssignmentExpression,
  outer: Target | undefined,
  context: Context,
): void {
  walk.visit(node.left, context)
  const own = /^(?:=|\|\|=|&&=|\?\?=)$/.test(node.operator) ? assignmentTarget(node.left) : undefined
  const target = outer && own ? joined(outer, own) : (own ?? (outer && { ...outer, keepName: undefined }))
  if (target === undefined) return walk.visit(node.right, context)
  if (node.right.type === 'Identifier') {
    for (const as of target.exportedAs) walk.list.exports.add(node.right.name, as, context)
  }
  walk.visitNamed(node.right, target, context)
}

/** An expression whose value `target` holds; what is no function, class, literal or choice between them is only walked. */
export function visitNamedValue(walk: Walk, node: AnyNode, target: Target, context: Context): void {
  const unnamed = { ...target, keepName: undefined }
  switch (node.type) {
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return visitFunctionValue(walk, node, target, context)
    case 'ObjectExpression':
      return visitTable(walk, node, target, context)
    case 'ClassExpression':
      return visitClass(walk, node, pathOr(target, node.id?.name), context)
    case 'AssignmentExpression':
      return visitAssignment(walk, node, target, context)
    case 'LogicalExpression':
      walk.visitNamed(node.left, unnamed, context)
      return walk.visitNamed(node.right, unnamed, context)
    case 'ConditionalExpression':
      walk.visit(node.test, context)
      walk.visitNamed(node.consequent, unnamed, context)
      return walk.visitNamed(node.alternate, unnamed, context)
    case 'SequenceExpression':
      for (const part of node.expressions.slice(0, -1)) walk.visit(part, context)
      return walk.visitNamed(node.expressions[node.expressions.length - 1] as AnyNode, unnamed, context)
    case 'CallExpression':
      return visitNamedCall(walk, node, unnamed, context)
    default:
      return walk.visit(node, context)
  }
}

function visitFunctionValue(walk: Walk, node: FunctionNode, target: Target, context: Context): void {
  const segments = pathOr(target, node.id?.name)
  const site = walk.list.add(context, {
    node,
    extent: node,
    kind: node.type === 'ArrowFunctionExpression' ? 'arrow' : 'function',
    segments,
    name: segments.join('.'),
    namedBy: target.path.length === 0 && node.id ? node.id : target.namedBy,
    exportedAs: target.exportedAs,
    binding: target.binding,
    edit: { kind: 'value', start: node.start, end: node.end, keepName: node.id ? undefined : target.keepName },
    unwrappable: undefined,
  })
  const calledAs = node.id || target.binding === undefined ? undefined : target.binding
  walk.visitSite(site, context, calledAs === undefined ? 'many' : { calledAs }, segments)
}

function visitTable(walk: Walk, node: ObjectExpression, target: Target, context: Context): void {
  if (target.binding !== MODULE_TABLE) return visitObject(walk, node, target, context)
  for (const member of node.properties) {
    const value = member.type === 'Property' && !member.computed ? member.value : undefined
    if (isFunction(value)) walk.visitFunction(value, context, 'once', [])
    else walk.visit(member, context)
  }
}

function visitNamedCall(walk: Walk, node: CallExpression, target: Target, context: Context): void {
  const { callee } = node
  const name = callee.type === 'MemberExpression' ? memberPath(callee)?.join('.') : undefined
  if (name === undefined || !HANDS_BACK.test(name)) return walk.visit(node, context)
  walk.visit(callee, context)
  for (const argument of node.arguments) {
    if (argument.type === 'ObjectExpression') visitObject(walk, argument, target, context)
    else walk.visit(argument, context)
  }
}

function assignmentTarget(left: AnyNode): Target | undefined {
  const path = memberPath(left)
  if (path === undefined) return undefined
  const as = commonJsExport(path)
  return {
    path: namedPath(path),
    keepName: left.type === 'Identifier' ? left.name : undefined,
    namedBy: left.type === 'MemberExpression' ? left.property : left,
    exportedAs: as === undefined ? [] : [as],
    binding: left.type === 'Identifier' && left.name !== 'exports' ? left.name : undefined,
  }
}

/** Of `a = b = value`: the outer name, unless only `module.exports` holds it; the inner one names a function. */
function joined(outer: Target, inner: Target): Target {
  const naming = outer.path.length === 0 ? inner : outer
  return {
    path: naming.path,
    keepName: inner.keepName,
    namedBy: naming.namedBy,
    exportedAs: [...outer.exportedAs, ...inner.exportedAs],
    binding: outer.binding ?? inner.binding,
  }
}

function pathOr(target: Target, ownName: string | undefined): readonly string[] {
  return target.path.length > 0 ? target.path : [ownName ?? 'exports']
}
