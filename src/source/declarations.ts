/** Sites that are function declarations. */
import type { Block, Context } from './context.js'
import type { Edit, FoundSite } from './found-site.js'
import { isGuardedModule } from './immediate-call.js'
import { type AnonymousFunctionDeclaration, type FunctionDeclaration, functionKeywordEnd } from './parse.js'
import { withdraw } from './site-list.js'
import type { Walk } from './walk.js'

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
    edit: isBranch ? { kind: 'branch', start: node.start, end: node.end, name } : hoistedEdit(context.block, name),
    unwrappable: undefined,
  })
  if (!isBranch) replaceHolder(context.block, name, site)
  walk.visitSite(site, context, isGuardedModule(node) ? 'once' : { calledAs: name }, [name])
}

/** `export default function () {}` */
export function visitDefaultFunction(walk: Walk, node: AnonymousFunctionDeclaration, context: Context): void {
  const at = context.block.start
  const keywordEnd = functionKeywordEnd(walk.parsed.code, node.start)
  const site = walk.list.add(context, {
    node,
    extent: node,
    kind: 'function',
    segments: ['default'],
    name: 'default',
    namedBy: node,
    exportedAs: ['default'],
    binding: undefined,
    edit: at && { kind: 'default-declaration', at, keywordEnd },
    unwrappable: undefined,
  })
  walk.visitSite(site, context, 'many', ['default'])
}

function hoistedEdit(block: Block, name: string): Edit | undefined {
  return block.start && { kind: 'hoisted', at: block.start, name }
}

/** Of several declarations of one name in a block, the last one wins. */
function replaceHolder(block: Block, name: string, site: FoundSite): void {
  block.holders ??= new Map()
  const earlier = block.holders.get(name)
  if (earlier) withdraw(earlier)
  block.holders.set(name, site)
}
