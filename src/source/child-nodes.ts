/** The children of a syntax node in source order, for everything that a walk does not treat specially. */
import type { AnyNode } from './parse.js'

/** By node type; a type that is missing has no children that are evaluated. */
const CHILD_KEYS: Record<string, readonly string[]> = {
  ArrayExpression: ['elements'],
  ArrayPattern: ['elements'],
  AssignmentPattern: ['left', 'right'],
  AwaitExpression: ['argument'],
  CatchClause: ['param', 'body'],
  ChainExpression: ['expression'],
  ConditionalExpression: ['test', 'consequent', 'alternate'],
  ExpressionStatement: ['expression'],
  ImportExpression: ['source', 'options'],
  LabeledStatement: ['body'],
  NewExpression: ['callee', 'arguments'],
  ObjectPattern: ['properties'],
  ObjectExpression: ['properties'],
  RestElement: ['argument'],
  ReturnStatement: ['argument'],
  SequenceExpression: ['expressions'],
  SpreadElement: ['argument'],
  SwitchCase: ['test', 'consequent'],
  TaggedTemplateExpression: ['tag', 'quasi'],
  TemplateLiteral: ['expressions'],
  ThrowStatement: ['argument'],
  TryStatement: ['block', 'handler', 'finalizer'],
  UnaryExpression: ['argument'],
  UpdateExpression: ['argument'],
  YieldExpression: ['argument'],
}

export function eachChild(node: AnyNode, visit: (child: AnyNode) => void): void {
  for (const key of CHILD_KEYS[node.type] ?? []) {
    const child = (node as unknown as Record<string, AnyNode | (AnyNode | null)[] | null | undefined>)[key]
    if (Array.isArray(child)) {
      for (const element of child) if (element !== null) visit(element)
    } else if (child) visit(child)
  }
}

/** All nodes right below, whatever they are there for. */
export function allChildren(node: AnyNode): AnyNode[] {
  return Object.values(node).flatMap((value: unknown) => (Array.isArray(value) ? value : [value]).filter(isNode))
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}
