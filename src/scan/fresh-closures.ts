/**
 * Tells which variables a call has for itself because it made the functions that share them: of `const next = reader(text)`
 * and `next()`, what `reader` counts by is new in each call of whoever does so.
 */
import type * as ESTree from 'estree'
import { isInExport } from './init-time.js'
import { definitionOf, onlyValue } from './only-value.js'
import type { Edge } from './origin.js'
import { isWithin, type Program, type Routine } from './program.js'
import { type Binding, readsOf } from './scopes.js'
import { isFunction, type Node, unwrapped } from './syntax.js'

export class FreshClosures {
  /** Calls of a maker; undefined: what it makes may be older than the call, or go elsewhere. */
  readonly #calls = new Map<Routine, ReadonlySet<Node> | undefined>()

  constructor(readonly program: Program) {}

  /** `binding` belongs to a call that `caller` made, and what is called at `edge` is a function of that call. */
  hold(binding: Binding, { routine, call }: Edge, caller: Routine): boolean {
    const maker = this.program.ownerOf(binding)
    if (maker === this.program.file || maker === routine || !isWithin(routine, maker)) return false
    const held = call.type === 'CallExpression' ? rootOf(call.callee) : undefined
    const holder = held && this.program.scopes.bindingOf(held)
    if (!holder || !isWithin(this.program.ownerOf(holder), caller)) return false
    const value = onlyValue(holder)
    return value !== undefined && this.#callsOf(maker)?.has(value) === true
  }

  #callsOf(maker: Routine): ReadonlySet<Node> | undefined {
    if (!this.#calls.has(maker)) this.#calls.set(maker, this.#returnsItsOwn(maker) ? this.#keptCalls(maker) : undefined)
    return this.#calls.get(maker)
  }

  /** Every call of it in the file, as long as what each makes stays in the variable that it is put into, to be called. */
  #keptCalls(maker: Routine): ReadonlySet<Node> | undefined {
    const calls = new Set<Node>()
    const names = this.program.scopes.bindings.filter((binding) => definitionOf(binding) === maker.node)
    for (const read of names.flatMap((name) => readsOf(name))) {
      if (this.#isExported(read)) continue
      const call = this.program.parentOf(read)
      if (call?.type !== 'CallExpression' || call.callee !== read || !this.#staysWhereItIs(call)) return undefined
      calls.add(call)
    }
    return calls
  }

  #isExported(read: Node): boolean {
    const property = this.program.parentOf(read)
    const exported = property?.type === 'Property' ? (this.program.parentOf(property) as Node) : read
    const parent = this.program.parentOf(exported)
    if (parent?.type !== 'AssignmentExpression' || parent.right !== exported) return isInExport(this.program, read)
    const root = parent.left.type === 'MemberExpression' ? rootOf(parent.left) : undefined
    return root !== undefined && /^(module|exports)$/.test(root.name) && !this.program.scopes.bindingOf(root)
  }

  #staysWhereItIs(call: Node): boolean {
    const declarator = this.program.parentOf(call)
    if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return false
    const holder = this.program.scopes.bindingOf(declarator.id)
    if (!holder || onlyValue(holder) !== call || this.program.ownerOf(holder) === this.program.file) return false
    return readsOf(holder).every((read) => {
      const parent = this.program.parentOf(read)
      const callee = parent?.type === 'MemberExpression' && parent.object === read ? parent : read
      const outer = this.program.parentOf(callee)
      return outer?.type === 'CallExpression' && outer.callee === callee
    })
  }

  /** A function, or an object of functions, that the call itself makes. */
  #returnsItsOwn(maker: Routine): boolean {
    const { node } = maker
    if (!isFunction(node) || node.async || node.generator) return false
    return maker.returns.length > 0 && maker.returns.every((value) => this.#isOwn(value, maker))
  }

  #isOwn(value: Node, maker: Routine): boolean {
    const bare = unwrapped(value)
    if (isFunction(bare)) return true
    if (bare.type === 'ObjectExpression') {
      return bare.properties.every((property) => {
        if (property.type !== 'Property' || property.kind !== 'init') return false
        return property.value.type === 'Literal' || this.#isOwnFunction(property.value, maker)
      })
    }
    return this.#isOwnFunction(bare, maker)
  }

  #isOwnFunction(value: Node, maker: Routine): boolean {
    if (isFunction(value)) return true
    const binding = value.type === 'Identifier' ? this.program.scopes.bindingOf(value) : undefined
    const made = binding && isWithin(this.program.ownerOf(binding), maker) ? definitionOf(binding) : undefined
    return made !== undefined && isFunction(made)
  }
}

/** `it` of `it` and `it.next`. */
function rootOf(callee: Node): ESTree.Identifier | undefined {
  const root = callee.type === 'MemberExpression' ? callee.object : callee
  return root.type === 'Identifier' ? root : undefined
}
