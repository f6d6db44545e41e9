/** Says whether a function returns what it keeps, as it is or as a copy, or only makes use of it on the way to something else. */
import type * as ESTree from 'estree'
import { isWithin, type Program, type Routine } from './program.js'
import { type Binding, writesTo } from './scopes.js'
import { type Node, propertyName, unwrapped } from './syntax.js'

export class HandedOut {
  readonly #visited = new Set<Binding>()

  constructor(
    readonly program: Program,
    readonly routine: Routine,
    /** An expression that stands for what is kept. */
    readonly isKept: (node: Node) => boolean,
  ) {}

  isReturned(): boolean {
    return this.program.routines
      .filter((routine) => isWithin(routine, this.routine))
      .some(({ returns }) => returns.some((returned) => this.#hands(returned)))
  }

  #hands(node: Node | null): boolean {
    if (node === null) return false
    const bare = unwrapped(node)
    if (this.isKept(bare)) return true
    switch (bare.type) {
      case 'Identifier':
        return this.#holdsKept(bare)
      case 'ConditionalExpression':
        return this.#hands(bare.consequent) || this.#hands(bare.alternate)
      case 'LogicalExpression':
        return this.#hands(bare.left) || this.#hands(bare.right)
      case 'AssignmentExpression':
        return this.#hands(bare.left) || this.#hands(bare.right)
      case 'MemberExpression':
        return this.#hands(bare.object)
      case 'SpreadElement':
        return this.#hands(bare.argument)
      case 'ArrayExpression':
        return bare.elements.some((element) => this.#hands(element))
      case 'ObjectExpression':
        return bare.properties.some((part) => this.#hands(part.type === 'Property' ? part.value : part))
      case 'CallExpression':
        return this.#isCopy(bare)
      default:
        return false
    }
  }

  /** `kept.slice()`, `copy(kept)`, `Object.assign({}, kept)`. */
  #isCopy({ callee, arguments: given }: ESTree.SimpleCallExpression): boolean {
    const name = callee.type === 'MemberExpression' ? propertyName(callee) : undefined
    if (callee.type === 'MemberExpression' && /^(slice|concat|clone|copy)$/.test(name ?? '')) {
      return this.#hands(callee.object)
    }
    return (given.length === 1 || name === 'assign') && given.some((argument) => this.#hands(argument))
  }

  #holdsKept(identifier: ESTree.Identifier): boolean {
    const binding = this.program.scopes.bindingOf(identifier)
    if (!binding || this.#visited.has(binding)) return false
    this.#visited.add(binding)
    return writesTo(binding).some(({ value }) => value !== undefined && this.#hands(value))
  }
}
