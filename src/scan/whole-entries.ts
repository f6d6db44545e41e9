/** Says whether a function does nothing with an entry that it finds but return it, whatever else holds: it is the result. */
import { type Entry, entryOf } from './kept-entry.js'
import { unsetValue } from './missed-value.js'
import type { Program } from './program.js'
import { type Binding, readsOf } from './scopes.js'
import type { Node } from './syntax.js'

/** undefined: it may be looked into, or not be good enough any more. */
export function handsOutWhole(program: Program, uses: readonly Node[]): true | undefined {
  const entries = uses.flatMap((use) => entryOf(program, use, true) ?? [])
  const ends = entries.flatMap((entry) => (entry.kind === 'fill' ? [] : new Ends(program, entries).of(entry.node)))
  return (ends.includes('returned') && !ends.includes('used')) || undefined
}

type End = 'tested' | 'returned' | 'used'

class Ends {
  readonly #visited = new Set<Binding>()
  readonly #put: ReadonlySet<Node>

  constructor(
    readonly program: Program,
    entries: readonly Entry[],
  ) {
    this.#put = new Set(entries.flatMap(({ kind, value }) => (kind === 'fill' ? [value] : [])))
  }

  of(node: Node): End[] {
    if (this.#put.has(node)) return []
    const parent = this.program.parentOf(node)
    switch (parent?.type) {
      case 'ReturnStatement':
        return ['returned']
      case 'ArrowFunctionExpression':
        return [parent.body === node ? 'returned' : 'used']
      case 'LogicalExpression':
        return this.#ofPart(parent)
      case 'ChainExpression':
        return this.of(parent)
      case 'ConditionalExpression':
        return parent.test === node ? ['tested'] : this.of(parent)
      case 'IfStatement':
      case 'ExpressionStatement':
        return ['tested']
      case 'UnaryExpression':
        return /^(!|typeof)$/.test(parent.operator) ? this.of(parent) : ['used']
      case 'BinaryExpression':
        return isUnset(parent.left === node ? parent.right : parent.left) ? this.of(parent) : ['used']
      case 'VariableDeclarator':
        return this.#ofVariable(parent.id)
      case 'AssignmentExpression':
        return parent.left === node ? [] : [...this.#ofVariable(parent.left), ...this.of(parent)]
      default:
        return ['used']
    }
  }

  /** `if (kept && !isChanged)`: not every entry that is there is an answer. */
  #ofPart(whole: Node): End[] {
    const ends = this.of(whole)
    return ends.includes('tested') ? ['used'] : ends
  }

  #ofVariable(target: Node): End[] {
    const binding = target.type === 'Identifier' ? this.program.scopes.bindingOf(target) : undefined
    if (!binding) return ['used']
    if (this.#visited.has(binding)) return []
    this.#visited.add(binding)
    return readsOf(binding).flatMap((read) => this.of(read))
  }
}

/** What a miss is compared with; of `typeof`, its name. */
function isUnset(node: Node): boolean {
  return unsetValue(node) !== undefined || (node.type === 'Literal' && node.value === 'undefined')
}
