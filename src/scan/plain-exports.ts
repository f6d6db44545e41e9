/**
 * Says which exported names, and properties of what is exported, hold plain values: what another file seems to write into
 * one of them, as where an object that it makes may hold it, changes nothing.
 */
import type * as ESTree from 'estree'
import type { Callees } from './callee.js'
import { isAskedOnly, isPrimitive } from './contents.js'
import type { ExportedNames } from './exported-names.js'
import { type ModulePlace, placeOf } from './module-uses.js'
import { argumentAtOnce, onlyValue, sealed } from './only-value.js'
import type { Origin } from './origin.js'
import type { Program } from './program.js'
import { type Binding, readsOf } from './scopes.js'
import { type Node, propertyName, unwrapped } from './syntax.js'

/** By dotted path, as `TokenKind.EOF`. */
export function plainExports(program: Program, { values }: ExportedNames): Set<string> {
  const found = new Set<string>()
  const tables = new ExportedTables(program, new Set([...values.values()].flat()))
  for (const [name, given] of values) {
    const [value, ...others] = new Set(given.map((one) => meantBy(program, one)))
    for (const key of value && others.length === 0 ? tables.plainKeys(value) : []) {
      const path = [name, key].filter(Boolean).join('.')
      if (values.get(path)?.every(isPrimitive) !== false) found.add(path)
    }
  }
  for (const [name, given] of values) {
    if (given.every((value) => isPrimitive(value) && !tables.entries.has(value))) found.add(name)
  }
  return found
}

/** The object of another file that `origin` is, where names lead to it. */
export function placeWithin(callees: Callees, { root, path }: Origin): ModulePlace | undefined {
  if (root.kind !== 'binding' || path.length === 0 || path.includes(undefined)) return undefined
  const [read] = readsOf(root.binding)
  const place = read && placeOf(callees, read)
  return place?.module.startsWith('.') ? { ...place, path: [...place.path, ...(path as string[])] } : undefined
}

/** The variable that has it, too: `exports.Kind = Kind = {}`. */
function meantBy(program: Program, value: Node): Node | Binding {
  const bare = unwrapped(value)
  const named = bare.type === 'AssignmentExpression' ? bare.left : bare
  return (named.type === 'Identifier' && program.scopes.bindingOf(named)) || bare
}

type Part = ESTree.Property | ESTree.AssignmentExpression

class ExportedTables {
  /** What the functions call it that TypeScript fills enums in. */
  readonly #parameters = new Map<Binding, Binding[]>()
  /** Where these are given it. */
  readonly #given = new Set<Node>()
  /** Values that stand in the tables that were asked for. */
  readonly entries = new Set<Node>()

  constructor(
    readonly program: Program,
    readonly exported: ReadonlySet<Node>,
  ) {
    for (const parameter of program.scopes.bindings) {
      const given = this.#givenTo(parameter)
      const filled = given && program.scopes.bindingOf(given)
      if (!filled) continue
      this.#given.add(given)
      this.#parameters.set(filled, [...(this.#parameters.get(filled) ?? []), parameter])
    }
  }

  /** Its keys for which nothing but plain values is set; none where it may be filled in ways that cannot be followed. */
  plainKeys(meant: Node | Binding): string[] {
    const binding = 'references' in meant ? meant : undefined
    const literal = binding ? onlyValue(binding) : sealed(meant as Node)
    const uses = binding ? [binding, ...(this.#parameters.get(binding) ?? [])].flatMap(readsOf) : []
    const set = uses.flatMap((use) => this.#setting(use) ?? [])
    const listed = literal?.type === 'ObjectExpression' ? literal.properties : []
    for (const part of [...listed, ...set]) if (part.type !== 'SpreadElement') this.entries.add(givenBy(part))
    if (!uses.every((use) => this.#isOfKeys(use))) return []
    // What stands before `...others` may be something else in there.
    const last = listed.findLastIndex(({ type }) => type === 'SpreadElement')
    const parts = [...(listed.slice(last + 1) as ESTree.Property[]), ...set]
    const objects = new Set(parts.filter((part) => !isPrimitive(givenBy(part))).map(keyOf))
    return objects.has(undefined) ? [] : parts.flatMap((part) => keyOf(part) ?? []).filter((key) => !objects.has(key))
  }

  /** `(function (Kind) { Kind['A'] = 'a' })(Kind || (Kind = {}))`: the outer one. */
  #givenTo(inner: Binding): ESTree.Identifier | undefined {
    const [parameter] = inner.defs[0]?.type === 'Parameter' ? inner.identifiers : []
    const given = parameter && argumentAtOnce(this.program, parameter as Node)
    return given?.type === 'LogicalExpression' && given.left.type === 'Identifier' ? given.left : undefined
  }

  /** It is exported, filled as an enum, asked, or has one of its keys read or set. */
  #isOfKeys(use: Node): boolean {
    const parent = this.program.parentOf(use)
    if (this.exported.has(use) || this.#given.has(use) || (parent && isAskedOnly(parent))) return true
    if (parent?.type !== 'MemberExpression' || parent.object !== use) return false
    const outer = this.program.parentOf(parent)
    const isInPattern = outer?.type === 'Property' && this.program.parentOf(outer)?.type === 'ObjectPattern'
    return !isInPattern && !/^(ArrayPattern|AssignmentPattern|RestElement|For(In|Of)Statement)$/.test(outer?.type ?? '')
  }

  /** `Kind['A'] = 'a'` */
  #setting(use: Node): ESTree.AssignmentExpression | undefined {
    const target = this.program.parentOf(use)
    const write = target?.type === 'MemberExpression' ? this.program.parentOf(target) : undefined
    return write?.type === 'AssignmentExpression' && write.left === target ? write : undefined
  }
}

function keyOf(part: Part): string | undefined {
  return propertyName(part.type === 'Property' ? part : (part.left as ESTree.MemberExpression))
}

function givenBy(part: Part): Node {
  return part.type === 'Property' ? part.value : part.right
}
