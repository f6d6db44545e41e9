/** What the parts of the site walk need of each other: each treats some kinds of node and hands the rest on. */
import type { Context, Entry, Frame } from './context.js'
import type { FoundSite, FunctionNode } from './found-site.js'
import type { AnyNode, ParsedSource } from './parse.js'
import type { SiteList } from './site-list.js'

/** A place that gives what stands there a name. */
export interface Target {
  /** Name from the outermost holder on: `Foo.bar` is ['Foo', 'bar']. Empty: only `module.exports` holds it. */
  path: readonly string[]
  /** The name that an anonymous function takes here by itself; undefined: it stays without. */
  keepName: string | undefined
  namedBy: AnyNode
  exportedAs: readonly string[]
  /** The variable that holds it, when one does. */
  binding: string | undefined
}

export interface Walk {
  readonly parsed: ParsedSource
  readonly list: SiteList
  /** Any node that nothing names. */
  visit(node: AnyNode, context: Context): void
  visitAll(nodes: readonly (AnyNode | null | undefined)[], context: Context): void
  /** An expression whose value a target holds. */
  visitNamed(node: AnyNode, target: Target, context: Context): void
  /**
   * A function's inside. `segments`: what it adds to the ids of functions within; undefined: its own name, if any.
   * `result`: what holds the value that it returns.
   */
  visitFunction(
    node: FunctionNode,
    context: Context,
    entry: Entry,
    segments?: readonly string[],
    result?: Target,
  ): Frame
  /** The inside of a site's function, with what it reads noted in the site. */
  visitSite(site: FoundSite, context: Context, entry: Entry, segments: readonly string[]): Frame
}

/** How the walk goes through the node types that it treats specially; other types: child by child. */
export type Visitors = {
  [Type in AnyNode['type']]?: (walk: Walk, node: Extract<AnyNode, { type: Type }>, context: Context) => void
}
