/**
 * Finds the outer objects that a function uses as scratch paper: what it finds there from earlier calls does not matter,
 * and nobody else looks. Writing to them makes no function impure.
 */
import type * as ESTree from 'estree'
import { isExhausted } from './exhausted-pattern.js'
import { fillsElementsFirst } from './filled-first.js'
import { isInExport, runsWithItsOuter } from './init-time.js'
import { definitionOf, onlyValue } from './only-value.js'
import { patternFlags } from './pattern-flags.js'
import type { Program, Routine } from './program.js'
import { isReplacedAfter } from './replaced-after.js'
import { type Binding, declaredNode, writesTo } from './scopes.js'
import { type CallNode, endOf, isFunction, type Node, propertyName, someChild, startOf, textOf } from './syntax.js'

/** A container that `routine` alone uses, by its elements and methods, and surely overwrites before it reads. */
export function isScratchContainer(program: Program, binding: Binding, routine: Routine): boolean {
  const uses = usesOf(binding)
  const value = onlyValue(binding)
  return (
    uses.length > 0 &&
    holdsElements(value) &&
    uses.every((use) => runsInOrder(program, use, routine) && isContainerUse(program, use)) &&
    (emptiesFirst(program, uses[0] as ESTree.Identifier, routine, value as Node) ||
      setsEachFirst(program, uses, routine) ||
      fillsElementsFirst(program, uses, routine)) &&
    runsUndisturbed(program, routine)
  )
}

/** An array, a typed one or a buffer: what it holds is told apart by position, not by keys that stay. */
function holdsElements(value: Node | undefined): boolean {
  if (value?.type === 'ArrayExpression') return true
  if (value?.type !== 'NewExpression' && value?.type !== 'CallExpression') return false
  return /^(\w*Array|DataView|Buffer\.\w+)$/.test(textOf(value.callee))
}

/** No other call of it can come between its writing and its reading. */
function runsUndisturbed(program: Program, routine: Routine): boolean {
  const { node } = routine
  if (!isFunction(node) || node.async || node.generator) return false
  const entered = new Set([routine])
  for (const { calls } of entered) {
    for (const call of calls) {
      const called = calledByName(program, call)
      if (called === routine) return false
      if (called) entered.add(called)
    }
  }
  return true
}

function calledByName(program: Program, call: CallNode): Routine | undefined {
  const callee = call.type === 'TaggedTemplateExpression' ? call.tag : call.callee
  const binding = callee.type === 'Identifier' ? program.scopes.bindingOf(callee) : undefined
  const called = binding && definitionOf(binding)
  return called && program.routineOf(called)
}

/** In the function, and not in one below it that could be called before its text is reached, or when it has returned. */
function runsInOrder(program: Program, use: Node, routine: Routine): boolean {
  for (let at: Routine | undefined = program.routineAround(use); at; at = at.outer) {
    if (at === routine) return true
    if (!runsWithItsOuter(program, at)) return false
  }
  return false
}

/** The statement stands in the body of the function itself, where nothing decides whether it runs. */
function isUnconditional(program: Program, expression: Node, { node }: Routine): boolean {
  const statement = program.parentOf(expression)
  return statement?.type === 'ExpressionStatement' && isFunction(node) && program.parentOf(statement) === node.body
}

/** `list.length = 0`, or `codes.fill(0)` where there is a fixed number of elements. */
function emptiesFirst(program: Program, first: ESTree.Identifier, routine: Routine, value: Node): boolean {
  const access = program.parentOf(first) as ESTree.MemberExpression
  const outer = program.parentOf(access)
  if (!outer || !isUnconditional(program, outer, routine)) return false
  if (outer.type === 'AssignmentExpression') {
    const { left, operator, right } = outer
    const isEmptied = operator === '=' && right.type === 'Literal' && right.value === 0
    return left === access && isEmptied && propertyName(access) === 'length' && !hasFixedLength(value)
  }
  const isFill = outer.type === 'CallExpression' && outer.callee === access && propertyName(access) === 'fill'
  return (
    isFill && outer.arguments.length === 1 && hasFixedLength(value) && !mentions(outer.arguments[0] as Node, first.name)
  )
}

function hasFixedLength(value: Node): boolean {
  if (value.type !== 'NewExpression' && value.type !== 'CallExpression') return false
  return /^(\w+Array|Buffer\.\w+)$/.test(textOf(value.callee))
}

/** `pair[0] = x` for every index, all constant, that is used at all. */
function setsEachFirst(program: Program, uses: ESTree.Identifier[], routine: Routine): boolean {
  const set = new Set<string>()
  return uses.every((use) => {
    const access = program.parentOf(use) as ESTree.MemberExpression
    const index = access.computed ? propertyName(access) : undefined
    if (index === undefined) return false
    if (set.has(index)) return true
    set.add(index)
    const outer = program.parentOf(access)
    const isSet = outer?.type === 'AssignmentExpression' && outer.left === access && outer.operator === '='
    return isSet && !mentions(outer.right, use.name) && isUnconditional(program, outer, routine)
  })
}

/**
 * A RegExp with g or y whose `lastIndex` every use in the file sets first, or leaves at 0 as it was. Of one that somebody
 * made, or that other files may use, it is not known whether it was 0.
 */
export function isScratchPattern(program: Program, binding: Binding): boolean {
  const value = onlyValue(binding)
  const flags = value && patternFlags(value)
  const isMade = flags === undefined && value?.type === 'CallExpression'
  if (flags === undefined && !isMade) return false
  const uses = patternUses(program, { binding, flags: flags ?? '', holders: new Set() })
  if (uses.size !== 1) return false
  return uses.has('set before') || (uses.has('exhausted') && !isMade && !isExported(program, binding))
}

function isExported(program: Program, { identifiers }: Binding): boolean {
  return identifiers.some((identifier) => isInExport(program, identifier as Node))
}

/** But those that leave it as it was. */
function patternUses(program: Program, pattern: NamedPattern): Set<PatternUse> {
  const kinds = usesOf(pattern.binding).map((use) => patternUse(program, pattern, use))
  return new Set(kinds.filter((kind) => kind !== 'leaves'))
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
  if (outer?.type === 'CallExpression' && outer.callee === access) {
    if (/^(sort|reverse|fill|copyWithin)$/.test(name ?? ''))
      return program.parentOf(outer)?.type === 'ExpressionStatement'
    return name !== undefined && name !== 'subarray'
  }
  return access.computed || name === 'length'
}

function mentions(node: Node, name: string): boolean {
  if (node.type === 'Identifier') return node.name === name
  return someChild(node, (child) => mentions(child, name))
}

type PatternUse = 'leaves' | 'set before' | 'exhausted' | 'other'

/** A pattern under one of its names. */
interface NamedPattern {
  binding: Binding
  flags: string
  /** The parameters that it came through. */
  holders: ReadonlySet<Binding>
}

function patternUse(program: Program, pattern: NamedPattern, use: ESTree.Identifier): PatternUse {
  const { binding, flags } = pattern
  const parent = program.parentOf(use)
  if (parent?.type === 'CallExpression') {
    if (isTextMethod(parent, flags)) return 'leaves'
    return isGivenToExhaust(program, pattern, parent, use) ? 'exhausted' : 'other'
  }
  if (parent?.type !== 'MemberExpression' || parent.object !== use) return 'other'
  const outer = program.parentOf(parent)
  const name = propertyName(parent)
  if (name === 'lastIndex') return 'leaves'
  if (outer?.type !== 'CallExpression' || outer.callee !== parent || !/^(exec|test)$/.test(name ?? '')) return 'other'
  if (isSetBefore(program, binding, outer)) return 'set before'
  if (isExhausted(program, binding, outer)) return 'exhausted'
  return flags.includes('g') && isReplacedAfter(program, binding, outer) ? 'exhausted' : 'other'
}

/** The function called by its name searches with it until there is no match, and does nothing else with it. */
function isGivenToExhaust(
  program: Program,
  { flags, holders }: NamedPattern,
  { callee, arguments: given }: ESTree.SimpleCallExpression,
  use: ESTree.Identifier,
): boolean {
  const name = callee.type === 'Identifier' ? program.scopes.bindingOf(callee) : undefined
  const called = name && (writesTo(name).length === 0 ? declaredNode(name) : onlyValue(name))
  const index = given.indexOf(use)
  if (!called || !isFunction(called) || given.slice(0, index + 1).some(({ type }) => type === 'SpreadElement'))
    return false
  const parameter = called.params[index]
  const binding = parameter?.type === 'Identifier' ? program.scopes.bindingOf(parameter) : undefined
  if (!binding || holders.has(binding) || binding.defs.length > 1 || writesTo(binding).length > 0) return false
  const uses = patternUses(program, { binding, flags, holders: new Set([...holders, binding]) })
  return uses.size === 1 && uses.has('exhausted')
}

/** They start at 0 and end at 0: `replace` and `match` only with g, for with y alone they start where the last one ended. */
function isTextMethod({ callee }: ESTree.SimpleCallExpression, flags: string): boolean {
  const name = callee.type === 'MemberExpression' ? propertyName(callee) : undefined
  return /^(split|search)$/.test(name ?? '') || (flags.includes('g') && /^(replace|replaceAll|match)$/.test(name ?? ''))
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
