/** Walks a syntax tree once and finds every function that can be wrapped, with the edit that would wrap it. */
import { bodyStart } from './body-start.js'
import { eachChild } from './child-nodes.js'
import { type Context, type Entry, type Frame, moduleContext, newFrame } from './context.js'
import { exportVisitors } from './es-exports.js'
import { expressionVisitors } from './expressions.js'
import type { FoundSite, FunctionNode } from './found-site.js'
import { visitNamedValue } from './named-values.js'
import type { AnyNode, ParsedSource } from './parse.js'
import { visitReturned } from './returned-values.js'
import { noteReads, SiteList } from './site-list.js'
import { statementVisitors } from './statements.js'
import { UnparsableError } from './unparsable.js'
import type { Target, Visitors, Walk } from './walk.js'

type Visitor = (walk: Walk, node: AnyNode, context: Context) => void

const VISITORS = new Map<string, Visitor>(
  Object.entries({ ...statementVisitors, ...expressionVisitors, ...exportVisitors } satisfies Visitors) as [
    string,
    Visitor,
  ][],
)

/**
 * Sites in source order. `file` is relative to the root. A site's line and column are those of the name that it goes by
 * (declared name, variable, property or method key), or of the function where there is none.
 * @throws {UnparsableError} when the tree is nested too deeply to be walked.
 */
export function findSites(parsed: ParsedSource, file: string): FoundSite[] {
  const walk = new SiteWalk(parsed, file)
  try {
    walk.visitAll(parsed.ast.body, moduleContext({ start: parsed.start }))
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
    this.list = new SiteList(file, parsed.positions)
  }

  visit(node: AnyNode, context: Context): void {
    const visitor = VISITORS.get(node.type)
    if (visitor) visitor(this, node, context)
    else eachChild(node, (child) => this.visit(child, context))
  }

  visitAll(nodes: readonly (AnyNode | null | undefined)[], context: Context): void {
    for (const node of nodes) if (node) this.visit(node, context)
  }

  visitNamed(node: AnyNode, target: Target, context: Context): void {
    visitNamedValue(this, node, target, context)
  }

  visitFunction(
    node: FunctionNode,
    context: Context,
    entry: Entry,
    segments = ownName(node),
    result: Target | undefined = undefined,
  ): Frame {
    const inner: Context = {
      ...context,
      parent: context,
      entry,
      path: segments.length === 0 ? context.path : [...context.path, ...segments],
      frame: node.type === 'ArrowFunctionExpression' ? context.frame : newFrame(),
      body: undefined,
      result,
    }
    this.visitAll(node.params, inner)
    if (node.body.type === 'BlockStatement') {
      inner.block = { start: bodyStart(this.parsed.code, node.body.body, node.body.start + 1) }
      this.visitAll(node.body.body, inner)
    } else visitReturned(this, node.body, inner)
    return inner.frame
  }

  visitSite(site: FoundSite, context: Context, entry: Entry, segments: readonly string[]): Frame {
    const frame = this.visitFunction(site.node, context, entry, segments)
    noteReads(site, frame)
    return frame
  }
}

function ownName(node: FunctionNode): readonly string[] {
  return node.id ? [node.id.name] : []
}
