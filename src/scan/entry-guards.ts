/** Finds what keeps an entry from being filled where it is there: `if (!cache[key])`, `hit ?? (cache[key] = made)`. */
import type * as ESTree from 'estree'
import type { Entry } from './kept-entry.js'
import type { Program } from './program.js'
import type { Binding } from './scopes.js'
import { isFunction, type Node, unwrapped } from './syntax.js'

export interface Guard {
  /** The `if`, or the expression, that fills the entry where it is missed. */
  node: Node
  /** What runs only then. */
  region: Node
}

/** Where one entry is asked for. */
export interface EntryLooks {
  /** `cache[key]`, `cache.get(key)`. */
  looks: ReadonlySet<Node>
  /** `cache.has(key)`, `key in cache`. */
  tests: ReadonlySet<Node>
  /** Variables that hold what a look has found. */
  holders: ReadonlySet<Binding>
}

export class EntryGuards {
  readonly #program: Program
  readonly #entries: EntryLooks

  constructor(program: Program, entries: EntryLooks) {
    this.#program = program
    this.#entries = entries
  }

  /** undefined: it is filled, or may be, where it is there already. */
  around({ node, isAssignment, operator }: Entry): Guard | undefined {
    if (operator !== '=') return { node, region: node }
    let from = node
    for (let at = this.#program.parentOf(from); at && !isFunction(at); at = this.#program.parentOf(at)) {
      switch (at.type) {
        case 'LogicalExpression':
          if (at.right !== node || at.operator === '&&' || !isAssignment) return undefined
          return this.isLook(at.left) ? { node: at, region: node } : undefined
        case 'ConditionalExpression':
          if (from !== node || !isAssignment) return undefined
          if (at.alternate === node && this.#isHit(at.test) && this.isLook(at.consequent))
            return { node: at, region: node }
          return at.consequent === node && this.#isMiss(at.test) && this.isLook(at.alternate)
            ? { node: at, region: node }
            : undefined
        case 'IfStatement':
          return at.consequent === from && !at.alternate && this.#isMiss(at.test)
            ? { node: at, region: from }
            : undefined
        case 'AssignmentExpression':
          if (at.operator !== '=' || !isAssignment) return undefined
          break
        case 'VariableDeclarator':
        case 'VariableDeclaration':
          if (!isAssignment) return undefined
          break
        case 'ExpressionStatement':
        case 'BlockStatement':
          break
        default:
          return undefined
      }
      from = at
    }
    return undefined
  }

  isLook(node: Node): boolean {
    const bare = unwrapped(node)
    if (this.#entries.looks.has(bare)) return true
    if (bare.type === 'AssignmentExpression') return bare.operator === '=' && this.isLook(bare.right)
    const binding = bare.type === 'Identifier' ? this.#program.scopes.bindingOf(bare) : undefined
    return binding !== undefined && this.#entries.holders.has(binding)
  }

  #isHit(test: Node): boolean {
    if (test.type === 'UnaryExpression' && test.operator === '!') return this.#isMiss(test.argument)
    if (test.type === 'BinaryExpression' && /^!==?$/.test(test.operator)) return this.#comparesWithUnset(test)
    return this.#entries.tests.has(test) || this.isLook(test)
  }

  #isMiss(test: Node): boolean {
    if (test.type === 'UnaryExpression' && test.operator === '!') return this.#isHit(test.argument)
    return test.type === 'BinaryExpression' && /^===?$/.test(test.operator) && this.#comparesWithUnset(test)
  }

  #comparesWithUnset({ left, right }: ESTree.BinaryExpression): boolean {
    if (left.type === 'UnaryExpression' && left.operator === 'typeof') {
      return this.isLook(left.argument) && right.type === 'Literal' && right.value === 'undefined'
    }
    const isUnset =
      (right.type === 'Literal' && right.value === null && !('regex' in right)) ||
      (right.type === 'Identifier' && right.name === 'undefined') ||
      (right.type === 'UnaryExpression' && right.operator === 'void')
    return isUnset && this.isLook(left)
  }
}
