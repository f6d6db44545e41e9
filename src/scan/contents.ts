/** What is put into the containers that a file's bindings hold: `list.push(x)`, `o.key = x`, `map.set(k, x)`. */
import type { Program } from './program.js'
import type { Binding } from './scopes.js'
import { type Node, propertyName, unwrapped } from './syntax.js'

const FILLING_METHODS = new Set(['push', 'unshift', 'splice', 'set', 'add', 'fill'])

export class Contents {
  readonly #parts = new Map<Binding, Node[]>()

  constructor(readonly program: Program) {
    for (const routine of program.routines) {
      for (const { target, node } of routine.writes) {
        if (target.type === 'MemberExpression' && node.type === 'AssignmentExpression')
          this.#add(target.object, node.right)
      }
      for (const call of routine.calls) {
        if (call.type !== 'CallExpression') continue
        const callee = unwrapped(call.callee)
        if (callee.type !== 'MemberExpression' || !FILLING_METHODS.has(propertyName(callee) ?? '')) continue
        for (const argument of call.arguments) {
          this.#add(callee.object, argument.type === 'SpreadElement' ? argument.argument : argument)
        }
      }
    }
  }

  of(binding: Binding): Node[] {
    return this.#parts.get(binding) ?? []
  }

  #add(container: Node, part: Node): void {
    let base = unwrapped(container)
    while (base.type === 'MemberExpression') base = unwrapped(base.object)
    const binding = base.type === 'Identifier' ? this.program.scopes.bindingOf(base) : undefined
    if (!binding) return
    const parts = this.#parts.get(binding)
    if (parts) parts.push(part)
    else this.#parts.set(binding, [part])
  }
}
