/** The few questions about syntax nodes that every analysis asks: what is below, what is it called, where is it. */
import type * as ESTree from 'estree'

export type Node = ESTree.Node
export type FunctionNode = ESTree.FunctionDeclaration | ESTree.FunctionExpression | ESTree.ArrowFunctionExpression
export type ClassNode = ESTree.ClassDeclaration | ESTree.ClassExpression
export type CallNode = ESTree.CallExpression | ESTree.NewExpression | ESTree.TaggedTemplateExpression

/** Offset of the first character of `node`. */
export function startOf(node: Node): number {
  return (node as unknown as { start: number }).start
}

/** Offset after the last character of `node`. */
export function endOf(node: Node): number {
  return (node as unknown as { end: number }).end
}

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  )
}

export function isClass(node: Node): node is ClassNode {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression'
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}

const NEVER_CHILDREN = new Set(
  'type start end loc range name raw value operator kind computed static async generator expression'.split(' '),
)
/** Types whose `value` or `expression` is a node after all. */
const CHILD_AFTER_ALL = /^(Property|MethodDefinition|PropertyDefinition|ExpressionStatement|ChainExpression)$/

const childKeysOf = new Map<string, string[]>()

/** A parser gives all nodes of one type the same properties. */
function childKeys(node: Node): string[] {
  let keys = childKeysOf.get(node.type)
  if (!keys) {
    keys = Object.keys(node).filter((key) => {
      const isChild = /^(value|expression)$/.test(key) && CHILD_AFTER_ALL.test(node.type)
      return isChild || !NEVER_CHILDREN.has(key)
    })
    childKeysOf.set(node.type, keys)
  }
  return keys
}

/** Calls `visit` with every direct child of `node`, in source order as far as the parser keeps it. */
export function forEachChild(node: Node, visit: (child: Node) => void): void {
  for (const key of childKeys(node)) {
    const value = (node as unknown as Record<string, unknown>)[key]
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item)
    } else if (isNode(value)) {
      visit(value)
    }
  }
}

/** Is it true of any direct child? */
export function someChild(node: Node, holds: (child: Node) => boolean): boolean {
  let found = false
  forEachChild(node, (child) => {
    found ||= holds(child)
  })
  return found
}

/** Is it true of all direct children? */
export function everyChild(node: Node, holds: (child: Node) => boolean): boolean {
  return !someChild(node, (child) => !holds(child))
}

/** `inner` is `outer`, or stands in it. */
export function isInside(inner: Node, outer: Node): boolean {
  return startOf(inner) >= startOf(outer) && endOf(inner) <= endOf(outer)
}

/** Name of the property that a member access, property or method stands for; undefined: computed. */
export function propertyName(
  node:
    | ESTree.MemberExpression
    | ESTree.Property
    | ESTree.AssignmentProperty
    | ESTree.MethodDefinition
    | ESTree.PropertyDefinition,
): string | undefined {
  const key = node.type === 'MemberExpression' ? node.property : node.key
  if (key.type === 'PrivateIdentifier') return `#${key.name}`
  if (!node.computed && key.type === 'Identifier') return key.name
  return key.type === 'Literal' ? String(key.value) : undefined
}

/** `a ||= b`, `a ??= b`: what it comes to may be what was there already. */
export function mayKeepOld({ operator }: ESTree.AssignmentExpression): boolean {
  return operator === '||=' || operator === '??='
}

/** Strips what does not change the value: `(0, f)`, `a?.b`, `await x`. */
export function unwrapped(node: Node): Node {
  if (node.type === 'ChainExpression') return unwrapped(node.expression)
  if (node.type === 'AwaitExpression') return unwrapped(node.argument)
  if (node.type === 'SequenceExpression') return unwrapped(node.expressions.at(-1) as Node)
  return node
}

/** Short text of an expression for messages: `options.depth`, `list[...]`, `load(...)`. */
export function textOf(node: Node): string {
  const bare = unwrapped(node)
  switch (bare.type) {
    case 'Identifier':
      return bare.name
    case 'ThisExpression':
      return 'this'
    case 'Super':
      return 'super'
    case 'MemberExpression': {
      const name = propertyName(bare)
      return name === undefined ? `${textOf(bare.object)}[...]` : `${textOf(bare.object)}.${name}`
    }
    case 'CallExpression':
      return `${textOf(bare.callee)}(...)`
    case 'LogicalExpression':
      return `${textOf(bare.left)} ${bare.operator} ${textOf(bare.right)}`
    case 'NewExpression':
      return `new ${textOf(bare.callee)}`
    case 'ImportExpression':
      return 'import(...)'
    case 'FunctionExpression':
      return bare.id ? bare.id.name : 'function'
    default:
      return '(...)'
  }
}

/** Identifiers and member accesses that a pattern assigns to. */
export function patternTargets(
  pattern: Node,
  found: (target: ESTree.Identifier | ESTree.MemberExpression) => void,
): void {
  switch (pattern.type) {
    case 'Identifier':
    case 'MemberExpression':
      found(pattern)
      break
    case 'AssignmentPattern':
      patternTargets(pattern.left, found)
      break
    case 'RestElement':
      patternTargets(pattern.argument, found)
      break
    case 'ArrayPattern':
      for (const element of pattern.elements) if (element) patternTargets(element, found)
      break
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        patternTargets(property.type === 'Property' ? property.value : property, found)
      }
      break
  }
}
