/** What is put into the containers that a file's bindings hold: `list.push(x)`, `o.key = x`, `map.set(k, x)`. */
import { onlyValue } from './only-value.js'
import type { Program } from './program.js'
import type { Binding } from './scopes.js'
import { type Node, propertyName, unwrapped } from './syntax.js'

/** Found on every object. */
const INHERITED = /^(__proto__|constructor|to\w*String|valueOf|hasOwnProperty|isPrototypeOf|propertyIsEnumerable)$/

const FILLING_METHODS = new Set(['push', 'unshift', 'splice', 'set', 'add', 'fill'])

const PLAIN = /^(Literal|TemplateLiteral|UnaryExpression|BinaryExpression)$/

interface Part {
  /** undefined: any. */
  key: string | undefined
  value: Node
}

export class Contents {
  readonly #parts = new Map<Binding, Part[]>()

  constructor(readonly program: Program) {
    for (const routine of program.routines) {
      for (const { target, node } of routine.writes) {
        if (target.type === 'MemberExpression' && node.type === 'AssignmentExpression')
          this.#add(target.object, propertyName(target), node.right)
      }
      for (const call of routine.calls) {
        if (call.type !== 'CallExpression') continue
        const callee = unwrapped(call.callee)
        if (callee.type !== 'MemberExpression' || !FILLING_METHODS.has(propertyName(callee) ?? '')) continue
        for (const argument of call.arguments) {
          this.#add(callee.object, undefined, argument.type === 'SpreadElement' ? argument.argument : argument)
        }
      }
    }
  }

  /** What may be found under `key` (undefined: any); what was put there by that very name stands for it. */
  of(binding: Binding, key: string | undefined): Node[] {
    const parts = this.#parts.get(binding) ?? []
    const named = key === undefined ? [] : parts.filter((part) => part.key === key)
    const possible = named.length > 0 ? named : parts.filter((part) => key === undefined || part.key === undefined)
    return possible.map(({ value }) => value)
  }

  /**
   * There is no object under `key`: the literal that `binding` holds has a plain value there, or nothing, and nobody in
   * the file puts more there, or it is itself a plain value.
   */
  isPlain(binding: Binding, key: string | undefined): boolean {
    const literal = onlyValue(binding)
    if (literal && isPrimitive(literal)) return true
    if (key === undefined || literal?.type !== 'ObjectExpression' || this.of(binding, key).length > 0) return false
    let isPlain = true
    for (const part of literal.properties) {
      const name = part.type === 'Property' ? propertyName(part) : undefined
      if (part.type !== 'Property' || name === undefined) return false
      if (name === key) isPlain = isPrimitive(part.value)
    }
    return isPlain && !INHERITED.test(key)
  }

  #add(container: Node, name: string | undefined, value: Node): void {
    let base = unwrapped(container)
    let key = name
    while (base.type === 'MemberExpression') {
      key = propertyName(base)
      base = unwrapped(base.object)
    }
    const binding = base.type === 'Identifier' ? this.program.scopes.bindingOf(base) : undefined
    if (!binding) return
    const parts = this.#parts.get(binding)
    if (parts) parts.push({ key, value })
    else this.#parts.set(binding, [{ key, value }])
  }
}

function isPrimitive(value: Node): boolean {
  return PLAIN.test(value.type) && !(value.type === 'Literal' && 'regex' in value)
}
