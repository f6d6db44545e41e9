/** Sites that are values of variables and of members: `const f = () => {}`, `Foo.prototype.bar = function () {}`. */
import { visitClass } from './class-members.js'
import type { Context } from './context.js'
import type { FunctionNode } from './found-site.js'
import { callsArgumentsOnce, isFunction, MODULE_TABLE } from './immediate-call.js'
import { visitObject } from './object-members.js'
import type { AnyNode, AssignmentExpression, CallExpression, ObjectExpression, VariableDeclarator } from './parse.js'
import { visitImmediateCall } from './returned-values.js'
import { commonJsExport, memberPath, namedPath, objectMethod } from './static-name.js'
import type { Target, Walk } from './walk.js'

/** Methods of `Object` that hand their first argument back, with the members of the others. */
const HANDS_BACK = new Set<string | undefined>(['freeze', 'seal', 'preventExtensions', 'assign'])

/** What libraries and compilers call their own `Object.assign`. */
const ASSIGNS = /^(?:extend|mixin|assign|objectAssign|augment|_extends\d*|__assign|_objectSpread\d*)$/i

/** Assignments that give an anonymous function its variable's name. */
const NAMING_OPERATORS = /^(?:\|\||&&|\?\?)?=$/

export function visitDeclarator(walk: Walk, { id, init }: VariableDeclarator, context: Context): void {
  if (id.type !== 'Identifier') walk.visitAll([id, init], context)
  else if (init) {
    const { name } = id
    walk.visitNamed(init, { path: [name], keepName: name, namedBy: id, exportedAs: [], binding: name }, context)
  }
}

/** `outer`: what the value of this assignment is assigned to in turn. */
export function visitAssignment(
  walk: Walk,
  { left, right, operator }: AssignmentExpression,
  outer: Target | undefined,
  context: Context,
): void {
  walk.visit(left, context)
  const target = joined(outer, NAMING_OPERATORS.test(operator) ? targetOf(left) : undefined)
  if (target === undefined) walk.visit(right, context)
  else walk.visitNamed(right, target, context)
}

/** An expression whose value `target` holds: functions, classes, literals, and choices between them. */
export function visitNamedValue(walk: Walk, node: AnyNode, target: Target, context: Context): void {
  const unnamed = { ...target, keepName: undefined }
  switch (node.type) {
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      visitFunctionValue(walk, node, target, context)
      break
    case 'ObjectExpression':
      visitTable(walk, node, target, context)
      break
    case 'ClassExpression':
      visitClass(walk, node, classPath(walk, target, node.id?.name), context)
      break
    case 'AssignmentExpression':
      visitAssignment(walk, node, target, context)
      break
    case 'LogicalExpression':
      walk.visitNamed(node.left, unnamed, context)
      walk.visitNamed(node.right, unnamed, context)
      break
    case 'ConditionalExpression':
      walk.visit(node.test, context)
      walk.visitNamed(node.consequent, unnamed, context)
      walk.visitNamed(node.alternate, unnamed, context)
      break
    case 'SequenceExpression':
      walk.visitAll(node.expressions.slice(0, -1), context)
      walk.visitNamed(node.expressions[node.expressions.length - 1] as AnyNode, unnamed, context)
      break
    case 'CallExpression':
      visitNamedCall(walk, node, unnamed, context)
      break
    case 'Identifier':
      for (const as of target.exportedAs) walk.list.exports.add(node.name, as, context)
      walk.visit(node, context)
      break
    default:
      walk.visit(node, context)
  }
}

function visitNamedCall(walk: Walk, node: CallExpression, target: Target, context: Context): void {
  const known = [visitHandedBack, visitImmediateCall, visitDecorated]
  if (!known.some((visit) => visit(walk, node, target, context))) walk.visit(node, context)
}

/** `Object.freeze({...})` and the like, whose literals have the name of what they end up in. False: another call. */
export function visitHandedBack(
  walk: Walk,
  node: CallExpression,
  target: Target | undefined,
  context: Context,
): boolean {
  const [first, ...others] = node.arguments
  if (first === undefined || !handsBack(node.callee)) return false
  const receiver = target ?? targetOf(first)
  if (receiver === undefined) return false
  walk.visit(node.callee, context)
  for (const argument of [first, ...others]) {
    if (argument.type === 'ObjectExpression') visitObject(walk, argument, receiver, context)
    else walk.visit(argument, context)
  }
  return true
}

function handsBack(callee: AnyNode): boolean {
  return HANDS_BACK.has(objectMethod(callee)) || ASSIGNS.test(memberPath(callee)?.at(-1) ?? '')
}

/** `const f = memoize(function () {})`: the function inside goes by the name of what is made of it. False: another call. */
function visitDecorated(walk: Walk, node: CallExpression, target: Target, context: Context): boolean {
  const [first, ...others] = node.arguments
  if (!isFunction(first) || !isDecorator(node.callee) || callsArgumentsOnce(node)) return false
  walk.visit(node.callee, context)
  visitFunctionValue(walk, first, { ...target, exportedAs: [], binding: undefined }, context)
  walk.visitAll(others, context)
  return true
}

/** A method that takes a function first is more often one like `map`, whose callback is no function of its own. */
function isDecorator(callee: AnyNode): boolean {
  return callee.type === 'Identifier' || /memo|cache|once/i.test(memberPath(callee)?.at(-1) ?? '')
}

function visitFunctionValue(walk: Walk, node: FunctionNode, target: Target, context: Context): void {
  const segments = pathOf(target, node.id?.name)
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
  // A function that has a name of its own may call itself by it.
  const calledAs = node.id ? undefined : target.binding
  walk.visitSite(site, context, calledAs === undefined ? 'many' : { calledAs }, segments)
}

function visitTable(walk: Walk, node: ObjectExpression, target: Target, context: Context): void {
  if (target.binding !== MODULE_TABLE) {
    visitObject(walk, node, target, context)
    return
  }
  for (const member of node.properties) {
    const value = member.type === 'Property' && !member.computed ? member.value : undefined
    if (isFunction(value)) walk.visitFunction(value, context, 'once', [])
    else walk.visit(member, context)
  }
}

function targetOf(left: AnyNode): Target | undefined {
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
function joined(outer: Target | undefined, inner: Target | undefined): Target | undefined {
  if (outer === undefined) return inner
  if (inner === undefined) return { ...outer, keepName: undefined }
  const naming = outer.path.length === 0 ? inner : outer
  return {
    path: naming.path,
    keepName: inner.keepName,
    namedBy: naming.namedBy,
    exportedAs: [...outer.exportedAs, ...inner.exportedAs],
    binding: outer.binding ?? inner.binding,
  }
}

function pathOf(target: Target, ownName: string | undefined): readonly string[] {
  return target.path.length > 0 ? target.path : [ownName ?? 'exports']
}

/** What Babel and TypeScript hold a decorated class in: `_class2 = class Cats {}`, `_a = class Cats {}`. */
const COMPILERS_VARIABLE = /^_(?:class\d*|[a-z])$/

/** A class that a compiler holds in a variable of its own keeps the name that it was written with. */
function classPath(walk: Walk, target: Target, ownName: string | undefined): readonly string[] {
  const [variable, ...more] = target.path
  if (variable === undefined || ownName === undefined || more.length > 0) return pathOf(target, ownName)
  if (COMPILERS_VARIABLE.test(variable)) return [ownName]
  return variable === ownName && isRenamed(walk.parsed.code, ownName) ? [ownName.slice(1)] : target.path
}

/** `let _Cats = class _Cats {}; ...; let Cats = _Cats`, as esbuild writes a class whose body or decorators need its name. */
function isRenamed(code: string, name: string): boolean {
  if (!name.startsWith('_')) return false
  const text = name.replaceAll('$', '\\$')
  return new RegExp(`(?:let|const|var|,)\\s*${text.slice(1)}\\s*=\\s*${text}(?![\\w$])`).test(code)
}
