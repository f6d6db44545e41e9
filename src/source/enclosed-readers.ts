/** Writes the functions that read what closures capture, each to stand right beside its closure. */
import { allChildren } from './child-nodes.js'
import type { FoundSite } from './found-site.js'
import { isFunction } from './immediate-call.js'
import type { AnyNode, Program } from './parse.js'
import { boundBy } from './top-level-names.js'

type Names = Set<string>

/**
 * `enclosed`: by id, what the driver found in the file as it is on disk. Text that a transpiler has been over may have
 * other names: a closure whose variables it does not declare has no reader.
 */
export function enclosedReaders(
  root: Program,
  sites: readonly FoundSite[],
  enclosed: ReadonlyMap<string, readonly string[]>,
): Map<FoundSite, string> {
  const closures = sites.filter(({ id, closure }) => closure && enclosed.has(id))
  if (closures.length === 0) return new Map()
  const around = declaredAround(root, new Set(closures.map(({ node }) => node)))
  const readers = closures.flatMap((site): [FoundSite, string][] => {
    const names = enclosed.get(site.id) ?? []
    const isDeclared = (name: string) => name === 'this' || around.get(site.node)?.some((some) => some.has(name))
    return names.every(isDeclared) ? [[site, `()=>[${names.join()}]`]] : []
  })
  return new Map(readers)
}

/** For each of `wanted`, the names that each function around it, and the module, declares at whatever depth. */
function declaredAround(root: AnyNode, wanted: ReadonlySet<AnyNode>): Map<AnyNode, Names[]> {
  const found = new Map<AnyNode, Names[]>()
  // Not by recursion: long chains of operators nest deeply.
  const left: { node: AnyNode; around: Names[] }[] = [{ node: root, around: [new Set()] }]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { node, around } = next
    if (wanted.has(node)) found.set(node, around)
    for (const name of declaredBy(node)) around.at(-1)?.add(name)
    const inner = isFunction(node) ? [...around, new Set(node.params.flatMap(boundBy))] : around
    for (const child of allChildren(node)) left.push({ node: child, around: inner })
  }
  return found
}

function declaredBy(node: AnyNode): string[] {
  switch (node.type) {
    case 'VariableDeclarator':
      return boundBy(node.id)
    case 'CatchClause':
      return node.param ? boundBy(node.param) : []
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return node.id ? [node.id.name] : []
    default:
      return []
  }
}
