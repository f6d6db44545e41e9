/** What is put into the containers that a file's bindings hold: `list.push(x)`, `o.key = x`, `map.set(k, x)`. */
import { MUTATING_METHODS } from './builtins.js'
import type { Part } from './call-arguments.js'
import { isInExport } from './init-time.js'
import { onlyValue } from './only-value.js'
import { below, type Path } from './origin.js'
import type { Program } from './program.js'
import { type Binding, readsOf } from './scopes.js'
import { type Node, propertyName, textOf, unwrapped } from './syntax.js'

/** Found on every object. */
const INHERITED = /^(__proto__|constructor|to\w*String|valueOf|hasOwnProperty|isPrototypeOf|propertyIsEnumerable)$/

const FILLING_METHODS = new Set(['push', 'unshift', 'splice', 'set', 'add', 'fill'])

const PLAIN = /^(Literal|TemplateLiteral|UnaryExpression|BinaryExpression)$/

interface Put {
  /** The names on the way to where it was put; `undefined`: any. */
  place: Path
  value: Node
}

export class Contents {
  readonly #puts = new Map<Binding, Put[]>()
  readonly #tables = new Map<Binding, boolean>()

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

  /** What may be found at `path`, and what of that; what was put there by that very name stands for it. */
  of(binding: Binding, path: Path): Part[] {
    const [key] = path
    const puts = this.#puts.get(binding) ?? []
    const named = key === undefined ? [] : puts.filter(({ place }) => place[0] === key)
    const stands = named.some(({ place }) => place.length === 1 || !isIndex(key))
    const others = stands ? [] : puts.filter(({ place }) => key === undefined || place[0] === undefined)
    return [...named, ...others].flatMap(({ place, value }) => {
      // What was put below what is asked for is no answer to that.
      const isThere = place.length <= path.length && place.every((step, at) => isSame(step, path[at]))
      return isThere ? [{ value, path: path.slice(place.length) }] : []
    })
  }

  /**
   * There is no object at `path`: the literal that `binding` holds has a plain value there, or nothing, and nobody in
   * the file puts more there, or it is itself a plain value.
   */
  isPlain(binding: Binding, path: Path): boolean {
    const [key] = path
    const literal = onlyValue(binding)
    if (literal && isPrimitive(literal)) return true
    if (path.length > 0 && key === undefined) return this.#isPlainTable(binding)
    if (key === undefined || literal?.type !== 'ObjectExpression' || this.of(binding, [key]).length > 0) return false
    let isPlain = true
    for (const part of literal.properties) {
      const name = part.type === 'Property' ? propertyName(part) : undefined
      if (part.type !== 'Property' || name === undefined) return false
      if (name === key) isPlain = isPrimitive(part.value)
    }
    return isPlain && !INHERITED.test(key)
  }

  /** There is no object under any key: its literal has plain values alone, which are looked up and nothing else. */
  #isPlainTable(binding: Binding): boolean {
    let known = this.#tables.get(binding)
    if (known === undefined) {
      const isExported = binding.identifiers.some((identifier) => isInExport(this.program, identifier as Node))
      known = hasPlainValues(onlyValue(binding)) && !isExported && readsOf(binding).every((use) => this.#isLookUp(use))
      this.#tables.set(binding, known)
    }
    return known
  }

  /** `table[key]`, `table.has(key)`, `key in table`, `Object.keys(table)`. */
  #isLookUp(use: Node): boolean {
    const parent = this.program.parentOf(use)
    if (parent && isAskedOnly(parent)) return true
    if (parent?.type !== 'MemberExpression' || parent.object !== use) return false
    const outer = this.program.parentOf(parent)
    if (outer?.type === 'CallExpression' && outer.callee === parent) {
      const method = propertyName(parent)
      return method !== undefined && !MUTATING_METHODS.has(method) && !FILLING_METHODS.has(method)
    }
    const isWritten = outer && /^(AssignmentExpression|UpdateExpression)$/.test(outer.type) && !isRightOf(outer, parent)
    return !isWritten && !(outer?.type === 'UnaryExpression' && outer.operator === 'delete')
  }

  #add(container: Node, name: string | undefined, value: Node): void {
    let base = unwrapped(container)
    let place: Path = [name]
    while (base.type === 'MemberExpression') {
      place = below(propertyName(base), place)
      base = unwrapped(base.object)
    }
    const binding = base.type === 'Identifier' ? this.program.scopes.bindingOf(base) : undefined
    if (!binding) return
    const puts = this.#puts.get(binding)
    if (puts) puts.push({ place, value })
    else this.#puts.set(binding, [{ place, value }])
  }
}

function isSame(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other
}

/** Elements get there by `push` as well. */
function isIndex(key: string | undefined): boolean {
  return key !== undefined && /^\d+$/.test(key)
}

export function isPrimitive(value: Node): boolean {
  return PLAIN.test(value.type) && !(value.type === 'Literal' && 'regex' in value)
}

/** `key in table`, `Object.keys(table)`. */
export function isAskedOnly(node: Node): boolean {
  if (node.type === 'BinaryExpression') return true
  if (node.type !== 'CallExpression') return false
  return /^(Object\.(keys|values|entries|hasOwn|freeze)|.*\.(hasOwnProperty|hasOwn)\.call)$/.test(textOf(node.callee))
}

/** Something at least: what is empty at first somebody fills. */
function hasPlainValues(literal: Node | undefined): boolean {
  if (literal?.type === 'ArrayExpression')
    return literal.elements.length > 0 && literal.elements.every((element) => element && isPrimitive(element))
  if (literal?.type !== 'ObjectExpression' || literal.properties.length === 0) return false
  return literal.properties.every((part) => part.type === 'Property' && part.kind === 'init' && isPrimitive(part.value))
}

function isRightOf(outer: Node, node: Node): boolean {
  return outer.type === 'AssignmentExpression' && outer.right === node
}
