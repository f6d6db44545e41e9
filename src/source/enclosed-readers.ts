/** Writes what reads variables of the functions around a site, to stand right beside it. */
import { allChildren } from './child-nodes.js'
import type { FoundSite } from './found-site.js'
import { isFunction } from './immediate-call.js'
import type { AnyNode, Program } from './parse.js'
import { boundBy } from './top-level-names.js'

type Names = Set<string>

/** Words that cannot be read as variables everywhere. */
const RESERVED_SOMEWHERE = /^(?:arguments|await|yield)$/

/**
 * `enclosed`: by id, what the driver found in the file as it is on disk. Text that a transpiler has been over may have
 * other names. Closures get a function that reads all of theirs at once, or none where the text does not declare one of
 * them; functions that are made once, as in a UMD factory, one for each that it declares around them, by name.
 */
export function enclosedReaders(
  root: Program,
  sites: readonly FoundSite[],
  enclosed: ReadonlyMap<string, readonly string[]>,
): Map<FoundSite, string> {
  const wanted = sites.filter(({ id }) => enclosed.has(id))
  if (wanted.length === 0) return new Map()
  const around = declaredAround(root, new Set(wanted.map(({ node }) => node)))
  const readers = wanted.flatMap((site): [FoundSite, string][] => {
    const text = (site.closure ? readerText : gettersText)(enclosed.get(site.id) ?? [], around.get(site.node) ?? [])
    return text === undefined ? [] : [[site, text]]
  })
  return new Map(readers)
}

function readerText(names: readonly string[], around: readonly Names[]): string | undefined {
  const isDeclared = (name: string) => name === 'this' || around.some((some) => some.has(name))
  return names.every(isDeclared) ? `()=>[${names.join()}]` : undefined
}

/** Variables of the module itself are read elsewhere. */
function gettersText(names: readonly string[], [, ...functions]: readonly Names[]): string | undefined {
  const readable = names.filter((name) => !RESERVED_SOMEWHERE.test(name) && functions.some((some) => some.has(name)))
  return readable.length === 0 ? undefined : `{${readable.map((name) => `${name}:()=>${name}`).join()}}`
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
