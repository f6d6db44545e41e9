/** Finds the tables that are entries of a table: `cache[one]`, which is asked by another key, and what such an entry goes by. */
import type * as ESTree from 'estree'
import { entryOf } from './kept-entry.js'
import { targetOf } from './places-of-use.js'
import { isWithin, type Program, type Routine } from './program.js'
import { type Binding, parameterPosition, readsOf, writesTo } from './scopes.js'
import { type Node, textOf, unwrapped } from './syntax.js'

export class InnerTables {
  readonly #entries = new Set<Node>()
  readonly #kept: Node[] = []
  readonly #variables = new Map<Binding, boolean>()

  /** `uses`: of the outer table, all in the text of `actor`. */
  constructor(
    readonly program: Program,
    readonly actor: Routine,
    readonly uses: readonly Node[],
  ) {
    for (const use of uses) {
      const entry = entryOf(program, use, true)
      if (!entry || entry.kind === 'test') continue
      this.#entries.add(entry.node)
      if (entry.kind === 'fill') this.#kept.push(entry.value)
    }
  }

  /** Every place in the text of the actor that stands for one of them; none unless it makes them. */
  all(): Node[] {
    if (!this.#kept.some((value) => this.#isMade(value))) return []
    const wholes = [...this.#entries].map((node) => this.#whole(node))
    const variables = wholes.flatMap((node) => this.#target(node) ?? []).filter((binding) => this.#isVariable(binding))
    return [...wholes, ...variables.flatMap(readsOf).map((node) => this.#whole(node))].filter(isFirst)
  }

  /** `const inner = cache[one]`. */
  #target(node: Node): Binding | undefined {
    const parent = this.program.parentOf(node)
    const isChain =
      parent?.type === 'ChainExpression' || (parent?.type === 'AssignmentExpression' && parent.right === node)
    const target = targetOf(parent)
    if (target?.type === 'Identifier') return this.program.scopes.bindingOf(target)
    return isChain ? this.#target(parent) : undefined
  }

  /** `cache[one] || (cache[one] = {})` is a table as well. */
  #whole(node: Node): Node {
    const parent = this.program.parentOf(node)
    const isPart =
      (parent?.type === 'LogicalExpression' && parent.operator !== '&&') ||
      (parent?.type === 'AssignmentExpression' && parent.right === node && parent.left.type === 'Identifier')
    return isPart ? this.#whole(parent) : node
  }

  #isVariable(binding: Binding): boolean {
    if (parameterPosition(binding) || !isWithin(this.program.ownerOf(binding), this.actor)) return false
    const known = this.#variables.get(binding)
    if (known !== undefined) return known
    this.#variables.set(binding, false)
    const writes = writesTo(binding)
    const isOne =
      writes.some(({ value, partial }) => value && !partial && this.#isEntry(value)) &&
      writes.every(({ value, partial }) => value && !partial && (this.#isEntry(value) || isFresh(value)))
    this.#variables.set(binding, isOne)
    return isOne
  }

  #isMade(value: Node): boolean {
    const bare = unwrapped(value)
    if (bare.type !== 'Identifier') return isFresh(bare)
    const binding = this.program.scopes.bindingOf(bare)
    return binding !== undefined && writesTo(binding).some((write) => write.value && isFresh(write.value))
  }

  #isEntry(value: Node): boolean {
    const bare = unwrapped(value)
    if (this.#entries.has(bare)) return true
    if (bare.type === 'LogicalExpression') return this.#isEntry(bare.left) || this.#isEntry(bare.right)
    return bare.type === 'AssignmentExpression' && (this.#isEntry(bare.right) || this.#entries.has(bare))
  }
}

function isFirst(node: Node, index: number, all: readonly Node[]): boolean {
  return all.indexOf(node) === index
}

/** A table that nothing is in. */
function isFresh(value: Node): boolean {
  const bare = unwrapped(value)
  if (bare.type === 'AssignmentExpression' || bare.type === 'LogicalExpression') return isFresh(bare.right)
  if (bare.type === 'ObjectExpression') return bare.properties.length === 0
  if (bare.type === 'NewExpression') return /Map$|Cache$|LRU$/i.test(textOf(bare.callee))
  return bare.type === 'CallExpression' && isCreate(bare)
}

function isCreate({ callee, arguments: given }: ESTree.SimpleCallExpression): boolean {
  const [prototype] = given
  return callee.type === 'MemberExpression' && prototype?.type === 'Literal' && prototype.value === null
}
