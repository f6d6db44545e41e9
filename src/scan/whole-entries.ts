/** Says whether a function does nothing with an entry that it finds but return it: what holds it need not be looked at. */
import { entryOf } from './kept-entry.js'
import type { Program } from './program.js'
import { type Binding, readsOf } from './scopes.js'
import type { Node } from './syntax.js'

export function handsOutWhole(program: Program, uses: readonly Node[]): boolean {
  const looks = uses.flatMap((use) => {
    const entry = entryOf(program, use, true)
    return entry?.kind === 'look' ? [entry.node] : []
  })
  const ends = looks.flatMap((look) => new Ends(program).of(look))
  return ends.includes('returned') && !ends.includes('used')
}

type End = 'tested' | 'returned' | 'used'

class Ends {
  readonly #visited = new Set<Binding>()

  constructor(readonly program: Program) {}

  of(node: Node): End[] {
    const parent = this.program.parentOf(node)
    switch (parent?.type) {
      case 'ReturnStatement':
        return ['returned']
      case 'ArrowFunctionExpression':
        return [parent.body === node ? 'returned' : 'used']
      case 'LogicalExpression':
      case 'ChainExpression':
        return this.of(parent)
      case 'ConditionalExpression':
        return parent.test === node ? ['tested'] : this.of(parent)
      case 'IfStatement':
      case 'ExpressionStatement':
        return ['tested']
      case 'UnaryExpression':
        return [/^(!|typeof)$/.test(parent.operator) ? 'tested' : 'used']
      case 'BinaryExpression':
        return [isUnset(parent.left === node ? parent.right : parent.left) ? 'tested' : 'used']
      case 'VariableDeclarator':
        return this.#ofVariable(parent.id)
      case 'AssignmentExpression':
        return parent.left === node ? [] : [...this.#ofVariable(parent.left), ...this.of(parent)]
      default:
        return ['used']
    }
  }

  #ofVariable(target: Node): End[] {
    const binding = target.type === 'Identifier' ? this.program.scopes.bindingOf(target) : undefined
    if (!binding) return ['used']
    if (this.#visited.has(binding)) return []
    this.#visited.add(binding)
    return readsOf(binding).flatMap((read) => this.of(read))
  }
}

/** What a miss is compared with. */
function isUnset(node: Node): boolean {
  if (node.type === 'Identifier') return node.name === 'undefined'
  return node.type === 'UnaryExpression' ? node.operator === 'void' : node.type === 'Literal' && node.value === null
}
