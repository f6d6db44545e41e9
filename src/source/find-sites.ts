/** Walks a syntax tree once and finds every function that can be wrapped, with the edit that would wrap it. */
import { bodyStart } from './body-start.js'
import { eachChild } from './child-nodes.js'
import { visitClass } from './class-members.js'
import { type Block, type Context, type Entry, type Frame, moduleContext, newFrame } from './context.js'
import { visitDeclaration } from './declarations.js'
import { addExports } from './exports.js'
import type { FoundSite, FunctionNode } from './found-site.js'
import { callsArgumentsOnce, immediateFunction, isFunction } from './immediate-call.js'
import { visitAssignment, visitDeclarator, visitNamedValue } from './named-values.js'
import {
  type AnyNode,
  type CallExpression,
  type FunctionDeclaration,
  functionKeywordEnd,
  type NewExpression,
  type ParsedSource,
  type Property,
} from './parse.js'
import { noteReads, SiteList } from './site-list.js'
import { UnparsableError } from './unparsable.js'
import type { Target, Walk } from './walk.js'

/**
 * Sites in source order. `file` is relative to the root. A site's line and column are those of the name that it goes by
 * (declared name, variable, property or method key), or of the function where there is none.
 * @throws {UnparsableError} when the tree is nested too deeply to be walked.
 */
export function findSites(parsed: ParsedSource, file: string): FoundSite[] {
  const walk = new SiteWalk(parsed, file)
  try {
    walk.visitModule()
  } catch (error) {
    if (error instanceof RangeError) throw new UnparsableError('nested too deeply to be analysed', 1, 1, error)
    throw error
  }
  return walk.list.settle()
}

class SiteWalk implements Walk {
  readonly list: SiteList

  constructor(
    readonly parsed: ParsedSource,
    file: string,
  ) {
    this.list = new SiteList(file, parsed.code)
  }

  visitModule(): void {
    const { ast, start } = this.parsed
    this.#visitAll(ast.body, moduleContext({ start }))
  }

  visit(node: AnyNode, context: Context): void {
    switch (node.type) {
      case 'Identifier':
        return this.#visitIdentifier(node.name, context)
      case 'ThisExpression':
        context.frame.readsThis = true
        return
      case 'Super':
        context.frame.readsThis = true
        context.frame.readsSuper = true
        return
      case 'MemberExpression':
        this.visit(node.object, context)
        if (node.computed) this.visit(node.property, context)
        return
      case 'Property':
        return this.#visitProperty(node as Property, context)
      case 'BinaryExpression':
      case 'LogicalExpression':
        return this.#visitOperands(node, context)
      case 'AssignmentExpression':
        return visitAssignment(this, node, undefined, context)
      case 'VariableDeclaration':
        for (const declarator of node.declarations) visitDeclarator(this, declarator, context)
        return
      case 'CallExpression':
      case 'NewExpression':
        return this.#visitCall(node, context)
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        this.visitFunction(node, context, 'many', ownName(node))
        return
      case 'FunctionDeclaration':
        return visitDeclaration(this, node as FunctionDeclaration, context)
      case 'ClassDeclaration':
      case 'ClassExpression':
        return visitClass(this, node, node.id ? [node.id.name] : undefined, context)
      default:
        return this.#visitStatement(node, context)
    }
  }

  visitNamed(node: AnyNode, target: Target, context: Context): void {
    visitNamedValue(this, node, target, context)
  }

  visitFunction(node: FunctionNode, context: Context, entry: Entry, segments: readonly string[]): Frame {
    const inner: Context = {
      ...context,
      parent: context,
      entry,
      path: segments.length === 0 ? context.path : [...context.path, ...segments],
      frame: node.type === 'ArrowFunctionExpression' ? context.frame : newFrame(),
      body: undefined,
    }
    this.#visitAll(node.params, inner)
    if (node.body.type !== 'BlockStatement') this.visit(node.body, inner)
    else {
      inner.block = { start: bodyStart(this.parsed.code, node.body.body, node.body.start + 1) }
      this.#visitAll(node.body.body, inner)
    }
    return inner.frame
  }

  visitSite(site: FoundSite, context: Context, entry: Entry, segments: readonly string[]): Frame {
    const frame = this.visitFunction(site.node, context, entry, segments)
    noteReads(site, frame)
    return frame
  }

  functionKeywordEnd(start: number): number {
    return functionKeywordEnd(this.parsed.code, start)
  }

  #visitStatement(node: AnyNode, context: Context): void {
    switch (node.type) {
      case 'ForStatement':
        if (node.init) this.visit(node.init, context)
        return this.#visitRepeated([node.test, node.update, node.body], context)
      case 'ForInStatement':
      case 'ForOfStatement':
        this.visit(node.right, context)
        return this.#visitRepeated([node.left, node.body], context)
      case 'WhileStatement':
      case 'DoWhileStatement':
        return this.#visitRepeated([node.test, node.body], context)
      case 'IfStatement':
        return this.#visitBranches([node.test, node.consequent, node.alternate], context)
      case 'BlockStatement':
        return this.#visitAll(node.body, within(context, { start: { offset: node.start + 1, lead: '' } }))
      case 'StaticBlock': {
        const first = node.body[0]
        const block: Block = { start: first && { offset: first.start, lead: '' } }
        return this.#visitAll(node.body, { ...within(context, block), frame: newFrame() })
      }
      case 'SwitchStatement':
        this.visit(node.discriminant, context)
        return this.#visitAll(node.cases, within(context, { start: undefined }))
      case 'WithStatement':
        this.visit(node.object, context)
        return this.visit(node.body, { ...within(context, context.block), inWith: true })
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration':
        return addExports(this, node, context)
      default:
        eachChild(node, (child) => this.visit(child, context))
    }
  }

  #visitIdentifier(name: string, context: Context): void {
    this.list.entries.countReference(name)
    if (name === 'arguments') context.frame.readsArguments = true
  }

  /** In a literal that nothing names, or in a pattern. */
  #visitProperty(node: Property, context: Context): void {
    if (node.computed) this.visit(node.key, context)
    this.visit(node.value, context)
  }

  /** Long chains of operators nest to the left: they are walked without recursion. */
  #visitOperands(node: AnyNode, context: Context): void {
    const rights: AnyNode[] = []
    let left = node
    while (left.type === 'BinaryExpression' || left.type === 'LogicalExpression') {
      rights.push(left.right)
      left = left.left
    }
    this.visit(left, context)
    for (let i = rights.length - 1; i >= 0; i--) this.visit(rights[i] as AnyNode, context)
  }

  #visitCall(node: CallExpression | NewExpression, context: Context): void {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier') {
      this.list.entries.noteCall(node.callee.name, context)
      if (node.callee.name === 'eval') noteEval(context.frame)
    }
    const immediate = immediateFunction(node)
    if (immediate) this.visitFunction(immediate, context, 'once', ownName(immediate))
    else this.visit(node.callee, context)
    const once = callsArgumentsOnce(node)
    for (const argument of node.arguments) {
      if (once) this.#visitOnce(argument, context)
      else this.visit(argument, context)
    }
  }

  /** Functions here, and in tables here, are called once each. */
  #visitOnce(node: AnyNode, context: Context): void {
    if (isFunction(node)) this.visitFunction(node, context, 'once', ownName(node))
    else if (
      node.type === 'ArrayExpression' ||
      node.type === 'ObjectExpression' ||
      node.type === 'ConditionalExpression'
    ) {
      eachChild(node, (child) => this.#visitOnce(child, context))
    } else if (node.type === 'Property' && !node.computed) this.#visitOnce(node.value, context)
    else this.visit(node, context)
  }

  #visitRepeated(nodes: readonly (AnyNode | null | undefined)[], context: Context): void {
    const repeated = { ...within(context, context.block), entry: 'many' as const }
    for (const node of nodes) if (node) this.visit(node, repeated)
  }

  #visitBranches(nodes: readonly (AnyNode | null | undefined)[], context: Context): void {
    for (const node of nodes) {
      if (node?.type === 'FunctionDeclaration') visitDeclaration(this, node as FunctionDeclaration, context, true)
      else if (node) this.visit(node, context)
    }
  }

  #visitAll(nodes: readonly AnyNode[], context: Context): void {
    for (const node of nodes) this.visit(node, context)
  }
}

function within(context: Context, block: Block): Context {
  return { ...context, parent: context, entry: 'same', block, body: context.body ?? context }
}

function ownName(node: FunctionNode): readonly string[] {
  return node.id ? [node.id.name] : []
}

/** Evaluated code may read whatever its surroundings may. */
function noteEval(frame: Frame): void {
  frame.readsThis = true
  frame.readsArguments = true
  frame.readsSuper = true
}
