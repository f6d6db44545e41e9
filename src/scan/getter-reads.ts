/**
 * A read that runs a getter is a call of it. Of `this`, `super` and of what a name surely means, it is an edge like any
 * other call's; elsewhere a getter of that name is taken to be meant only where the question is which state is read.
 */
import type * as ESTree from 'estree'
import { definitionOf } from './only-value.js'
import type { Edge, GetterRead } from './origin.js'
import { isOnlyWritten } from './places-of-use.js'
import type { Program, Routine } from './program.js'
import { type Node, propertyName } from './syntax.js'

type Getter = ESTree.MethodDefinition | ESTree.Property

export class GetterReads {
  readonly #getters = new Map<string, Getter[]>()
  readonly #sure = new Map<Routine, Edge[]>()
  readonly #possible = new Map<Routine, Edge[]>()

  constructor(readonly program: Program) {
    for (const { node } of program.routines) {
      const parent = program.parentOf(node)
      const isAccessor = parent?.type === 'MethodDefinition' || parent?.type === 'Property'
      const name = isAccessor && parent.kind === 'get' && parent.value === node ? propertyName(parent) : undefined
      if (isAccessor && name !== undefined) this.#getters.set(name, [...(this.#getters.get(name) ?? []), parent])
    }
    for (const node of this.#getters.size > 0 ? program.nodes : []) {
      if (node.type === 'MemberExpression') this.#access(node)
      if (node.type === 'ObjectPattern') this.#pattern(node)
    }
  }

  /** Getters that `routine` surely may run. */
  edgesOf(routine: Routine): Edge[] {
    return this.#sure.get(routine) ?? []
  }

  /** Getters of those names besides, of whatever object. */
  possibleEdgesOf(routine: Routine): Edge[] {
    return this.#possible.get(routine) ?? []
  }

  #access(access: ESTree.MemberExpression): void {
    const outer = this.program.parentOf(access)
    const name = propertyName(access)
    if (name === undefined || isOnlyWritten(outer, access)) return
    for (const getter of this.#getters.get(name) ?? []) this.#add(access, getter, this.#isSure(access.object, getter))
  }

  #pattern(pattern: ESTree.ObjectPattern): void {
    const isOfThis = takenApart(this.program, pattern)?.type === 'ThisExpression'
    for (const part of pattern.properties) {
      const name = part.type === 'Property' ? propertyName(part) : undefined
      for (const getter of (name !== undefined && this.#getters.get(name)) || []) this.#add(pattern, getter, isOfThis)
    }
  }

  #isSure(object: Node, getter: Getter): boolean {
    if (object.type === 'ThisExpression' || object.type === 'Super') return getter.type === 'MethodDefinition'
    const binding = object.type === 'Identifier' ? this.program.scopes.bindingOf(object) : undefined
    const value = binding && definitionOf(binding)
    const home = this.program.parentOf(getter) as Node
    return value !== undefined && (value === home || value === this.program.parentOf(home))
  }

  #add(read: GetterRead, getter: Getter, isSure: boolean): void {
    const routine = this.program.routineOf(getter.value)
    if (!routine) return
    const edges = isSure ? this.#sure : this.#possible
    const from = this.program.routineAround(read)
    edges.set(from, [...(edges.get(from) ?? []), { routine, call: read, elementsOf: undefined }])
  }
}

/** `const { a } = this`: the object that it is taken from. */
export function takenApart(program: Program, pattern: Node): Node | undefined {
  const parent = program.parentOf(pattern)
  return parent?.type === 'VariableDeclarator' && parent.id === pattern ? (parent.init ?? undefined) : undefined
}
