/** How the site walk goes through statements: what repeats, and where declarations are hoisted to. */
import { type Block, type Context, newFrame } from './context.js'
import { visitDeclaration } from './declarations.js'
import { visitDeclarator } from './named-values.js'
import type { AnyNode } from './parse.js'
import { visitReturned } from './returned-values.js'
import type { Visitors, Walk } from './walk.js'

export const statementVisitors = {
  VariableDeclaration(walk, node, context) {
    for (const declarator of node.declarations) visitDeclarator(walk, declarator, context)
  },
  FunctionDeclaration(walk, node, context) {
    if (node.id) visitDeclaration(walk, node, context)
  },
  BlockStatement(walk, node, context) {
    walk.visitAll(node.body, within(context, { start: { offset: node.start + 1, lead: '' } }))
  },
  ReturnStatement(walk, node, context) {
    if (node.argument) visitReturned(walk, node.argument, context)
  },
  StaticBlock(walk, node, context) {
    const first = node.body[0]
    const block: Block = { start: first && { offset: first.start, lead: '' } }
    walk.visitAll(node.body, { ...within(context, block), frame: newFrame() })
  },
  SwitchStatement(walk, node, context) {
    walk.visit(node.discriminant, context)
    walk.visitAll(node.cases, within(context, { start: undefined })) // no statement is run whichever case is taken
  },
  IfStatement(walk, node, context) {
    walk.visit(node.test, context)
    for (const branch of [node.consequent, node.alternate]) {
      if (branch?.type === 'FunctionDeclaration') visitDeclaration(walk, branch, context, true)
      else if (branch) walk.visit(branch, context)
    }
  },
  ForStatement(walk, node, context) {
    if (node.init) walk.visit(node.init, context)
    visitRepeated(walk, [node.test, node.update, node.body], context)
  },
  ForInStatement(walk, node, context) {
    walk.visit(node.right, context)
    visitRepeated(walk, [node.left, node.body], context)
  },
  ForOfStatement(walk, node, context) {
    walk.visit(node.right, context)
    visitRepeated(walk, [node.left, node.body], context)
  },
  WhileStatement(walk, node, context) {
    visitRepeated(walk, [node.test, node.body], context)
  },
  DoWhileStatement(walk, node, context) {
    visitRepeated(walk, [node.body, node.test], context)
  },
  WithStatement(walk, node, context) {
    walk.visit(node.object, context)
    walk.visit(node.body, { ...within(context, context.block), inWith: true })
  },
} satisfies Visitors

function visitRepeated(walk: Walk, nodes: readonly (AnyNode | null | undefined)[], context: Context): void {
  walk.visitAll(nodes, { ...within(context, context.block), entry: 'many' })
}

function within(context: Context, block: Block): Context {
  return { ...context, parent: context, entry: 'same', block, body: context.body ?? context }
}
