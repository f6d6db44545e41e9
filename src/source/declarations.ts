/** Sites that are function declarations. */
import type { Block, Context } from './context.js'
import type { Edit, FoundSite } from './found-site.js'
import type { FunctionDeclaration } from './parse.js'
import { withdraw } from './site-list.js'
import type { Walk } from './walk.js'

/** The declaration that holds a name in a block so far: of several, the last one wins. */
const holders = new WeakMap<Block, Map<string, FoundSite>>()

export function visitDeclaration(walk: Walk, node: FunctionDeclaration, context: Context, isBranch = false): void {
  const name = node.id.name
  const site = walk.list.add(context, {
    node,
    extent: node,
    kind: 'function',
    segments: [name],
    name,
    namedBy: node.id,
    exportedAs: [],
    binding: name,
    edit: isBranch ? { kind: 'branch', start: node.start, end: node.end, name } : hoistedEdit(context, name),
    unwrappable: undefined,
  })
  if (!isBranch) replaceHolder(context.block, name, site)
  walk.visitSite(site, context, { calledAs: name }, [name])
}

function hoistedEdit(context: Context, name: string): Edit | undefined {
  return context.block.start && { kind: 'hoisted', at: context.block.start, name }
}

function replaceHolder(block: Block, name: string, site: FoundSite): void {
  let byName = holders.get(block)
  if (byName === undefined) holders.set(block, (byName = new Map()))
  const earlier = byName.get(name)
  if (earlier) withdraw(earlier)
  byName.set(name, site)
}
