/**
 * Finds the outer objects that a function uses as scratch paper: what it finds there from earlier calls does not matter,
 * and nobody else looks. Writing to them makes no function impure.
 */
import type * as ESTree from 'estree'
import { onlyValue } from './members.js'
import { isWithin, type Program, type Routine } from './program.js'
import type { Binding } from './scopes.js'
import { endOf, forEachChild, isFunction, type Node, propertyName, startOf, textOf } from './syntax.js'

/** A container that `routine` alone uses, by its elements and methods, and writes to before it reads. */
export function isScratchContainer(program: Program, binding: Binding, routine: Routine): boolean {
  const uses = usesOf(binding)
  const [first] = uses
  return (
    first !== undefined &&
    holdsElements(onlyValue(binding)) &&
    uses.every((use) => isWithin(program.routineAround(use), routine) && isContainerUse(program, use)) &&
    overwrites(program, first)
  )
}

/** An array, a typed one or a buffer: what it holds is told apart by position, not by keys that stay. */
function holdsElements(value: Node | undefined): boolean {
  if (value?.type === 'ArrayExpression') return true
  if (value?.type !== 'NewExpression' && value?.type !== 'CallExpression') return false
  return /^(\w*Array|DataView|Buffer\.\w+)$/.test(textOf(value.callee))
}

/** A RegExp with g or y whose `lastIndex` every use in the file sets first, or leaves at 0 as it was. */
export function isScratchPattern(program: Program, binding: Binding): boolean {
  const value = onlyValue(binding)
  if (!(value?.type === 'Literal' && 'regex' in value)) return false
  const kinds = usesOf(binding).map((use) => patternUse(program, binding, use))
  const uses = new Set(kinds.filter((kind) => kind !== 'leaves'))
  return uses.size === 1 && !uses.has('other')
}

/** All but the declaration, in the order of the text. */
function usesOf(binding: Binding): ESTree.Identifier[] {
  return binding.references
    .filter((reference) => reference.init !== true)
    .map(({ identifier }) => identifier as ESTree.Identifier)
    .sort((one, other) => startOf(one) - startOf(other))
}

/** `list[i]`, `list.length`, `list.fill(0)`: the object itself goes nowhere. */
function isContainerUse(program: Program, use: ESTree.Identifier): boolean {
  const access = program.parentOf(use)
  if (access?.type !== 'MemberExpression' || access.object !== use) return false
  const name = propertyName(access)
  const outer = program.parentOf(access)
  if (outer?.type === 'CallExpression' && outer.callee === access) return name !== undefined && name !== 'subarray'
  return access.computed || name === 'length'
}

/** `list[i] = x`, `list.length = 0`, `list.fill(0)`. */
function overwrites(program: Program, use: ESTree.Identifier): boolean {
  const access = program.parentOf(use) as ESTree.MemberExpression
  const outer = program.parentOf(access)
  if (outer?.type === 'AssignmentExpression') {
    return (
      outer.left === access &&
      outer.operator === '=' &&
      !mentions(outer.right, use.name) &&
      !mentions(access.property, use.name)
    )
  }
  const isCall = outer?.type === 'CallExpression' && outer.callee === access
  return isCall && /^(fill|set|write\w+|set[UIFB]\w+)$/.test(propertyName(access) ?? '')
}

function mentions(node: Node, name: string): boolean {
  if (node.type === 'Identifier') return node.name === name
  let found = false
  forEachChild(node, (child) => {
    found ||= mentions(child, name)
  })
  return found
}

type PatternUse = 'leaves' | 'set before' | 'exhausted' | 'other'

function patternUse(program: Program, binding: Binding, use: ESTree.Identifier): PatternUse {
  const parent = program.parentOf(use)
  if (parent?.type === 'CallExpression') return isTextMethod(parent) ? 'leaves' : 'other'
  if (parent?.type !== 'MemberExpression' || parent.object !== use) return 'other'
  const outer = program.parentOf(parent)
  const name = propertyName(parent)
  if (name === 'lastIndex') return 'leaves'
  if (outer?.type !== 'CallExpression' || outer.callee !== parent || !/^(exec|test)$/.test(name ?? '')) return 'other'
  if (isSetBefore(program, binding, outer)) return 'set before'
  return isExhausted(program, outer) ? 'exhausted' : 'other'
}

/** They start at 0 and end at 0. */
function isTextMethod({ callee }: ESTree.SimpleCallExpression): boolean {
  return (
    callee.type === 'MemberExpression' && /^(replace|replaceAll|match|split|search)$/.test(propertyName(callee) ?? '')
  )
}

/** A statement of the same function that surely comes first assigns `lastIndex`. */
function isSetBefore(program: Program, binding: Binding, call: Node): boolean {
  return binding.references.some(({ identifier }) => {
    const access = program.parentOf(identifier as Node)
    const assignment = access?.type === 'MemberExpression' ? program.parentOf(access) : undefined
    if (assignment?.type !== 'AssignmentExpression' || assignment.left !== access || assignment.operator !== '=') {
      return false
    }
    const block = program.parentOf(program.parentOf(assignment) as Node)
    return (
      access?.type === 'MemberExpression' &&
      propertyName(access) === 'lastIndex' &&
      endOf(assignment) <= startOf(call) &&
      program.routineAround(assignment) === program.routineAround(call) &&
      block !== undefined &&
      endOf(call) <= endOf(block)
    )
  })
}

/** `while ((match = pattern.exec(text))) { ... }` that is never left early: it ends at no match, which resets the pattern. */
function isExhausted(program: Program, call: Node): boolean {
  let from = call
  let at = program.parentOf(call)
  while (at && /^(Assignment|Binary|Logical)Expression$/.test(at.type)) {
    if (at.type === 'LogicalExpression' || (at.type === 'BinaryExpression' && !/^!==?$/.test(at.operator))) return false
    from = at
    at = program.parentOf(at)
  }
  if (at?.type === 'ForStatement' || at?.type === 'WhileStatement') {
    return at.test === from && !isLeftEarly(at.body)
  }
  return false
}

function isLeftEarly(node: Node): boolean {
  if (isFunction(node)) return false
  if (/^(Break|Return|Throw|Continue)Statement$/.test(node.type)) {
    return node.type !== 'ContinueStatement' || (node as ESTree.ContinueStatement).label != null
  }
  let found = false
  forEachChild(node, (child) => {
    found ||= isLeftEarly(child)
  })
  return found
}
