/**
 * Finds the other names that the object of a binding goes by: `api.options = options`, `{ options }`, `const o = options`,
 * `const { format } = options`.
 */
import type * as ESTree from 'estree'
import { onlyValue } from './only-value.js'
import { keyInPattern } from './pattern-keys.js'
import type { Program } from './program.js'
import { type Binding, parameterPosition, readsOf, writesTo } from './scopes.js'
import { type Node, propertyName, unwrapped } from './syntax.js'

/** A name of an object, or a property of another that holds it. */
export type Use = ESTree.Identifier | ESTree.MemberExpression

interface OtherName {
  holder: Binding
  /** undefined: the holder is the object itself. */
  property: string | undefined
}

export class OtherNames {
  readonly #held = new Map<Binding, { property: string; binding: Binding }[]>()
  readonly #names = new Map<Binding, OtherName[]>()

  constructor(readonly program: Program) {
    for (const binding of program.scopes.bindings) {
      const names = [...readsOf(binding).flatMap((read) => this.#namesAt(read)), ...this.#takenFrom(binding)]
      if (names.length === 0) continue
      this.#names.set(binding, names)
      for (const { holder, property } of names) {
        if (property === undefined) continue
        this.#held.set(holder, [...(this.#held.get(holder) ?? []), { property, binding }])
      }
    }
  }

  /** Expressions that mean the object of `binding` without naming it. */
  usesOf(binding: Binding): Use[] {
    return (this.#names.get(binding) ?? []).flatMap(({ holder, property }) =>
      readsOf(holder).flatMap((read): Use[] => {
        if (property === undefined) return [read]
        const access = this.program.parentOf(read)
        const isUse = access?.type === 'MemberExpression' && access.object === read && propertyName(access) === property
        return isUse && !this.#isTarget(access) ? [access] : []
      }),
    )
  }

  /** Bindings whose object `property` of `holder` is. */
  heldBy(holder: Binding, property: string): Binding[] {
    return (this.#held.get(holder) ?? []).filter((held) => held.property === property).map(({ binding }) => binding)
  }

  /** Where the same set-up took it out of an object that goes on having it. */
  #takenFrom(binding: Binding): OtherName[] {
    const [write, ...others] = writesTo(binding)
    const value = write?.value && unwrapped(write.value)
    if (!value || others.length > 0 || parameterPosition(binding)) return []
    const [object, property] = write.partial
      ? [value, keyInPattern(this.program.parentOf(value), binding.name)]
      : value.type === 'MemberExpression'
        ? [value.object, propertyName(value)]
        : []
    if (!object || property === undefined) return []
    const isSetUp = ({ holder }: OtherName) => this.program.ownerOf(holder) === this.program.ownerOf(binding)
    return this.#holder(object, property).filter(isSetUp)
  }

  #isTarget(access: Node): boolean {
    const outer = this.program.parentOf(access)
    return outer?.type === 'AssignmentExpression' && outer.left === access
  }

  #namesAt(read: Node): OtherName[] {
    const parent = this.program.parentOf(read)
    switch (parent?.type) {
      case 'AssignmentExpression':
        return parent.right === read && parent.operator === '=' ? this.#namesOfTarget(parent) : []
      case 'VariableDeclarator':
        return this.#holder(parent.id, undefined).filter(({ holder }) => onlyValue(holder) === read)
      case 'Property':
        return parent.value === read ? this.#namesInLiteral(parent) : []
      default:
        return []
    }
  }

  /** `a.x = b.x = object` has two. */
  #namesOfTarget(assignment: ESTree.AssignmentExpression): OtherName[] {
    const { left } = assignment
    const outer = this.program.parentOf(assignment)
    const further =
      outer?.type === 'AssignmentExpression' && outer.right === assignment ? this.#namesOfTarget(outer) : []
    if (left.type !== 'MemberExpression') return further
    return [...this.#holder(left.object, propertyName(left)), ...further]
  }

  #namesInLiteral(property: ESTree.Property): OtherName[] {
    const literal = this.program.parentOf(property)
    const declarator = literal && this.program.parentOf(literal)
    return declarator?.type === 'VariableDeclarator' && declarator.init === literal
      ? this.#holder(declarator.id, propertyName(property))
      : []
  }

  #holder(node: Node, property: string | undefined): OtherName[] {
    const holder = node.type === 'Identifier' ? this.program.scopes.bindingOf(node) : undefined
    return holder ? [{ holder, property }] : []
  }
}
