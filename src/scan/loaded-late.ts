/**
 * Finds variables that get a module when it is first needed, `if (parser === undefined) parser = require('./parser')`:
 * it is the same module whoever comes first, so loading it makes no function impure.
 */
import type * as ESTree from 'estree'
import { isInExport } from './init-time.js'
import { asksWhetherUnset, isUnset } from './lazy-fields.js'
import { isWithin, type Program, type Routine } from './program.js'
import { type Binding, parameterPosition, readsOf, type Write, writesTo } from './scopes.js'
import { isFunction, type Node, propertyName, someChild, startOf } from './syntax.js'

export class LoadedLate {
  readonly #guards = new Map<Binding, ESTree.IfStatement[]>()

  constructor(readonly program: Program) {}

  /** Nobody ever sees it without its module, but who asks whether it has to be loaded. */
  has(binding: Binding): boolean {
    if (parameterPosition(binding) || binding.defs[0]?.type === 'ImportBinding') return false
    if (binding.identifiers.some((identifier) => isInExport(this.program, identifier as Node))) return false
    const writes = writesTo(binding).filter(({ init, value }) => !init || !value || !isUnset(value))
    const modules = new Set(writes.map((write) => this.#moduleIn(binding, write)))
    if (modules.size !== 1 || modules.has(undefined)) return false
    return readsOf(binding).every((read) => this.#asksToLoad(binding, read) || this.#isLoadedAt(binding, read))
  }

  /** What the write loads: `./parser`, `./parser.parse`. */
  #moduleIn(binding: Binding, { value, partial }: Write): string | undefined {
    if (!value || partial) return undefined
    const isOr = value.type === 'LogicalExpression' && value.operator !== '&&' && this.#means(value.left, binding)
    return this.#loadedBy(isOr ? value.right : value)
  }

  #loadedBy(value: Node): string | undefined {
    if (value.type === 'MemberExpression') {
      const [module, name] = [this.#loadedBy(value.object), propertyName(value)]
      return module === undefined || name === undefined ? undefined : `${module}.${name}`
    }
    if (value.type !== 'CallExpression' || value.callee.type !== 'Identifier') return undefined
    const [module] = value.arguments
    const isRequire = value.callee.name === 'require' && !this.program.scopes.bindingOf(value.callee)
    return isRequire && module?.type === 'Literal' ? JSON.stringify(module.value) : undefined
  }

  #means(node: Node, binding: Binding): boolean {
    return node.type === 'Identifier' && this.program.scopes.bindingOf(node) === binding
  }

  /** In the test of a guard, or on the left of `parser || (parser = load)`. */
  #asksToLoad(binding: Binding, read: Node): boolean {
    const parent = this.program.parentOf(read)
    // `parser ||= load`
    if (parent?.type === 'AssignmentExpression') return parent.left === read && this.#sets(parent, binding)
    if (parent?.type === 'LogicalExpression' && parent.left === read && parent.operator !== '&&') {
      const outer = this.program.parentOf(parent)
      const loads = (node: Node | null | undefined) =>
        node?.type === 'AssignmentExpression' && this.#sets(node, binding)
      return loads(parent.right) || (outer !== null && loads(outer))
    }
    return this.#guardsOf(binding).some(({ test }) => read === test || isWithinTest(this.program, read, test))
  }

  #sets({ left, operator }: ESTree.AssignmentExpression, binding: Binding): boolean {
    return /^(=|\|\|=|\?\?=)$/.test(operator) && this.#means(left, binding)
  }

  /** `if (!parser) { parser = load }`, wherever it stands. */
  #guardsOf(binding: Binding): ESTree.IfStatement[] {
    let guards = this.#guards.get(binding)
    if (!guards) {
      guards = readsOf(binding).flatMap((read) => {
        let at: Node | null | undefined = read
        while (at && /^(Identifier|UnaryExpression|BinaryExpression)$/.test(at.type)) at = this.program.parentOf(at)
        return at?.type === 'IfStatement' && this.#isGuard(at, binding) ? [at] : []
      })
      this.#guards.set(binding, guards)
    }
    return guards
  }

  #isGuard(guard: ESTree.IfStatement, binding: Binding): boolean {
    const asks =
      asksWhetherUnset(guard.test, (node) => this.#means(node, binding)) && beginsAsAsked(guard.test, binding)
    if (!asks || !this.#onlyLoads(guard)) return false
    return triedStatements(guard.consequent).some((statement) => this.#assigns(statement, binding))
  }

  /** Nothing by which the first caller is told apart: no way out of there, and no variable of its own. */
  #onlyLoads(statement: Node): boolean {
    if (statement.type === 'IfStatement') {
      return !statement.alternate && statementsOf(statement.consequent).every((inner) => this.#onlyLoads(inner))
    }
    if (statement.type === 'TryStatement')
      return isTrial(statement) && statement.block.body.every((inner) => this.#onlyLoads(inner))
    return statement.type === 'ExpressionStatement' && !this.#usesOwn(statement, this.program.routineAround(statement))
  }

  #usesOwn(node: Node, routine: Routine): boolean {
    const binding = node.type === 'Identifier' ? this.program.scopes.bindingOf(node) : undefined
    if (binding && isWithin(this.program.ownerOf(binding), routine)) return true
    return someChild(node, (child) => this.#usesOwn(child, routine))
  }

  #assigns(statement: Node, binding: Binding): boolean {
    if (statement.type !== 'ExpressionStatement') return false
    const { expression } = statement
    return expression.type === 'AssignmentExpression' && this.#sets(expression, binding)
  }

  /** A statement before it, in a block around it, has seen to that. */
  #isLoadedAt(binding: Binding, read: Node): boolean {
    for (let at: Node | null | undefined = read; at && !isFunction(at); at = this.program.parentOf(at)) {
      const block = this.program.parentOf(at)
      if (block?.type !== 'BlockStatement' && block?.type !== 'Program') continue
      const before = block.body.filter((statement) => startOf(statement) < startOf(at as Node))
      if (before.some((statement) => this.#ensures(statement, binding))) return true
    }
    return false
  }

  #ensures(statement: Node, binding: Binding): boolean {
    if (this.#assigns(statement, binding)) return true
    if (statement.type === 'TryStatement' && isTrial(statement)) {
      return statement.block.body.some((inner) => this.#ensures(inner, binding))
    }
    if (statement.type !== 'IfStatement') return false
    return this.#guardsOf(binding).includes(statement) || this.#comesWith(statement, binding)
  }

  /** The guard of another one, which is never loaded without this one. */
  #comesWith(guard: ESTree.IfStatement, binding: Binding): boolean {
    const first = namesIn(guard.test).map((name) => this.program.scopes.bindingOf(name))[0]
    if (!first || first === binding || !this.#guardsOf(first).includes(guard)) return false
    const loads = writesTo(first).filter(({ init }) => !init)
    return loads.every(({ identifier }) => {
      const statement = this.program.parentOf(this.program.parentOf(identifier) as Node)
      const block = statement && this.program.parentOf(statement)
      if (block?.type !== 'BlockStatement' || !block.body.every((other) => this.#onlyLoads(other))) return false
      return block.body.some(
        (other) => this.#assigns(other, binding) || this.#guardsOf(binding).some((guard) => guard === other),
      )
    })
  }
}

/** `parser === undefined` never holds where it begins as null. */
function beginsAsAsked(test: Node, binding: Binding): boolean {
  if (test.type !== 'BinaryExpression' || test.operator !== '===') return true
  const first = writesTo(binding).find(({ init }) => init)?.value
  return isNull(test.right) === isNull(first)
}

function isNull(node: Node | null | undefined): boolean {
  return node?.type === 'Literal' && node.value === null
}

function statementsOf(body: Node): Node[] {
  return body.type === 'BlockStatement' ? body.body : [body]
}

/** `try { parser = load } catch { throw new Error('install it') }`: a module that cannot be had is never there. */
function isTrial({ handler, finalizer }: ESTree.TryStatement): boolean {
  return !finalizer && !!handler?.body.body.every(({ type }) => type === 'ThrowStatement')
}

/** Those of a guard, in what it tries too. */
function triedStatements(body: Node): Node[] {
  return statementsOf(body).flatMap((statement) =>
    statement.type === 'TryStatement' && isTrial(statement) ? statement.block.body : [statement],
  )
}

function isWithinTest(program: Program, read: Node, test: Node): boolean {
  const parent = program.parentOf(read)
  return parent === test || (parent?.type === 'UnaryExpression' && program.parentOf(parent) === test)
}

/** `x === undefined`, `!x`, `typeof x === 'undefined'`: the names that it asks for. */
function namesIn(test: Node): ESTree.Identifier[] {
  if (test.type === 'Identifier') return test.name === 'undefined' ? [] : [test]
  if (test.type === 'UnaryExpression') return namesIn(test.argument)
  return test.type === 'BinaryExpression' ? namesIn(test.left as Node) : []
}
