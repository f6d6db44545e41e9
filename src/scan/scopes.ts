/** Says which binding an identifier means: the one door to eslint-scope. */
import { analyze, version as ESLINT_SCOPE_VERSION, type Reference, type Variable } from 'eslint-scope'
import type * as ESTree from 'estree'
import { type FunctionNode, isFunction, type Node } from './syntax.js'

export { ESLINT_SCOPE_VERSION }
export type Binding = Variable

/** A place that gives a binding its value. */
export interface Write {
  /** undefined: not an expression of its own (`x++`, `catch`). */
  value: Node | undefined
  /** `value` is the object that the binding's value was taken out of: destructuring, `for (x of list)`. */
  partial: boolean
  identifier: ESTree.Identifier
  /** The `var x = value` that declares it. */
  init: boolean
}

export interface ParameterPosition {
  of: FunctionNode
  index: number
  rest: boolean
  /** The binding is a part of the argument: `({ a }) => a`. */
  destructured: boolean
}

export interface Scopes {
  /** undefined: a global, or no binding at all. */
  bindingOf(identifier: Node): Binding | undefined
  /** Every binding of the file, and the syntax node whose scope declares it. */
  bindings: Binding[]
  /** The binding that a name means right beside a function. */
  visibleFrom(node: Node, name: string): Binding | undefined
}

/** What an identifier means, kept on itself: a Map of all identifiers is the slower the larger the file is. */
const BINDING = Symbol('binding')

type Resolved = Node & { [BINDING]?: Binding }

/** Names and function bodies must carry their `range`. */
export function resolveScopes(program: ESTree.Program, sourceType: 'module' | 'commonjs'): Scopes {
  const manager = analyze(program, { ecmaVersion: 2024, sourceType, ignoreEval: true })
  const bindings: Binding[] = []
  for (const scope of manager.scopes) {
    for (const binding of scope.variables) {
      bindings.push(binding)
      for (const identifier of binding.identifiers) (identifier as Resolved)[BINDING] = binding
    }
    for (const reference of scope.references) {
      if (reference.resolved) (reference.identifier as Resolved)[BINDING] = reference.resolved
    }
  }
  const visibleFrom = (node: Node, name: string) => {
    let scope = manager.acquire(node as ESTree.Node)?.upper ?? null
    while (scope && !scope.set.has(name)) scope = scope.upper
    return scope?.set.get(name)
  }
  return { bindingOf: (identifier) => (identifier as Resolved)[BINDING], bindings, visibleFrom }
}

/** What is asked of one binding over and over, on itself. */
const WRITES = Symbol('writes')
const READS = Symbol('reads')

type Asked = Binding & { [WRITES]?: Write[]; [READS]?: ESTree.Identifier[] }

export function writesTo(binding: Asked): readonly Write[] {
  binding[WRITES] ??= binding.references.filter((reference) => reference.isWrite()).map(writeOf)
  return binding[WRITES]
}

function writeOf(reference: Reference): Write {
  const { partial, writeExpr } = reference as Reference & { partial?: boolean }
  return {
    value: writeExpr ?? undefined,
    partial: partial === true,
    identifier: reference.identifier as ESTree.Identifier,
    init: reference.init === true,
  }
}

/** Identifiers that read `binding`. */
export function readsOf(binding: Asked): readonly ESTree.Identifier[] {
  binding[READS] ??= binding.references
    .filter((reference) => reference.isRead())
    .map((reference) => reference.identifier as ESTree.Identifier)
  return binding[READS]
}

/** The function or class that a declaration binds once and for all; undefined: it is assigned, or is something else. */
export function declaredNode(binding: Binding): FunctionNode | ESTree.Class | undefined {
  const [definition] = binding.defs
  if (!definition || binding.defs.length > 1) return undefined
  if (definition.type === 'FunctionName' && isFunction(definition.node)) return definition.node
  if (definition.type === 'ClassName') return definition.node as ESTree.Class
  return undefined
}

export function parameterPosition(binding: Binding): ParameterPosition | undefined {
  const definition = binding.defs.find(({ type }) => type === 'Parameter')
  if (!definition) return undefined
  const of = definition.node as FunctionNode
  const { index, rest } = definition as unknown as { index: number; rest?: boolean }
  let pattern: Node | undefined = of.params[index]
  if (pattern?.type === 'AssignmentPattern') pattern = pattern.left
  if (pattern?.type === 'RestElement') pattern = pattern.argument
  return { of, index, rest: rest === true, destructured: pattern?.type !== 'Identifier' }
}

/** The object `arguments` that a function has by itself. */
export function isArgumentsObject(binding: Binding): boolean {
  return binding.name === 'arguments' && binding.defs.length === 0
}

export interface ImportedName {
  module: string
  /** undefined: the namespace, or the default export. */
  name: string | undefined
}

export function importedName(binding: Binding): ImportedName | undefined {
  const definition = binding.defs.find(({ type }) => type === 'ImportBinding')
  if (!definition) return undefined
  const declaration = definition.parent as ESTree.ImportDeclaration
  const specifier = definition.node as unknown as ESTree.ImportDeclaration['specifiers'][number]
  if (specifier.type !== 'ImportSpecifier') return { module: String(declaration.source.value), name: undefined }
  const { imported } = specifier
  const name = imported.type === 'Identifier' ? imported.name : String(imported.value)
  return { module: String(declaration.source.value), name: name === 'default' ? undefined : name }
}
