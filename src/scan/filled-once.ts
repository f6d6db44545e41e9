/**
 * Finds what a function fills when it is first needed, `if (loaded) return; loaded = true; for (...) table[x] = y`, out of
 * nothing that a call brings along: whoever comes first leaves the same behind, so filling it makes no function impure.
 */
import type * as ESTree from 'estree'
import type { Effect } from './effects.js'
import { isInExport, runsWithItsOuter } from './init-time.js'
import { asksWhetherUnset, isInstanceTest } from './lazy-fields.js'
import { patternFlags } from './pattern-flags.js'
import { isWithin, type Program, type Routine } from './program.js'
import { type Binding, parameterPosition, writesTo } from './scopes.js'
import {
  endOf,
  everyChild,
  forEachChild,
  isFunction,
  isInside,
  type Node,
  someChild,
  startOf,
  textOf,
} from './syntax.js'

type Writing = Effect & ({ kind: 'assign' } | { kind: 'mutate' })

/** What runs only where the guard's binding was never set. */
interface Once {
  routine: Routine
  guard: Binding
  /** What asks for that. */
  test: Node
  /** The block in which all that follows comes after it. */
  block: Node
  /** Statements in a row. */
  region: Node[]
}

export function filledOnce(program: Program, writesOf: ReadonlyMap<Binding, Writing[]>): Set<Binding> {
  const found = new Set<Binding>()
  const naming = routinesNaming(program, writesOf.keys())
  for (const routine of program.routines.filter((one) => naming.has(one))) {
    for (const once of oncesIn(program, routine, writesOf)) {
      const filled = [...writesOf.keys()].filter((binding) => isFilledIn(program, binding, once, writesOf))
      if (!filled.includes(once.guard) || !isSetAtOnce(program, once, filled)) continue
      if (isTheSameForAll(program, once, filled)) for (const binding of filled) found.add(binding)
    }
  }
  return found
}

/** In whose text one of them is named, functions inside of it included. */
function routinesNaming(program: Program, bindings: Iterable<Binding>): Set<Routine> {
  const found = new Set<Routine>()
  for (const { references } of bindings) {
    for (const { identifier } of references) {
      let at: Routine | undefined = program.routineAround(identifier as Node)
      for (; at && !found.has(at); at = at.outer) found.add(at)
    }
  }
  return found
}

function oncesIn(program: Program, routine: Routine, writesOf: ReadonlyMap<Binding, Writing[]>): Once[] {
  const { node } = routine
  if (!isFunction(node) || node.async || node.generator || node.body.type !== 'BlockStatement') return []
  const { body } = node.body
  const isKept = (guard: Binding | undefined): guard is Binding =>
    guard !== undefined && writesOf.has(guard) && !isWithin(program.ownerOf(guard), routine)
  const leavingEarly = body.flatMap((statement, index): Once[] => {
    if (statement.type !== 'IfStatement' || statement.alternate) return []
    const guard = testedIn(program, statement.test)
    const region = body.slice(index + 1)
    if (!isKept(guard) || !asksWhetherSet(statement.test) || !leavesAlike(statement.consequent, region)) return []
    return [{ routine, guard, test: statement.test, block: node.body, region }]
  })
  const filling = statementsBelow(node.body).flatMap((statement): Once[] => {
    const block = program.parentOf(statement)
    const found = block && /^(BlockStatement|SwitchCase)$/.test(block.type) ? fillingAt(program, statement) : undefined
    return found && isKept(found.guard) ? [{ routine, block: block as Node, ...found, guard: found.guard }] : []
  })
  return [...leavingEarly, ...filling]
}

/** `if (!table) table = make()`, `table = table || make()`. */
function fillingAt(
  program: Program,
  statement: Node,
): (Pick<Once, 'test' | 'region'> & { guard: Binding | undefined }) | undefined {
  if (statement.type === 'IfStatement' && !statement.alternate) {
    const { test, consequent } = statement
    const guard = testedIn(program, test)
    const region = consequent.type === 'BlockStatement' ? consequent.body : [consequent]
    const asks = guard && asksWhetherUnset(test, isReadOf(program, guard))
    return asks && leaves(region).length === 0 && !jumpsOut(region) ? { guard, test, region } : undefined
  }
  const expression = statement.type === 'ExpressionStatement' ? statement.expression : undefined
  if (expression?.type !== 'AssignmentExpression' || expression.left.type !== 'Identifier') return undefined
  const { left, operator, right } = expression
  const isOr = operator === '=' && right.type === 'LogicalExpression' && right.operator !== '&&'
  // What is found there cannot be told to keep its place in the text.
  if (isOr && /[gy]/.test(patternFlags(right.right) ?? '')) return undefined
  const asked = isOr ? right.left : left
  const guard = program.scopes.bindingOf(left)
  const asks = isOr || /^(\|\||\?\?)=$/.test(operator)
  return guard && asks && isReadOf(program, guard)(asked) ? { guard, test: asked, region: [statement] } : undefined
}

/** Of a function's own text, however deep. */
function statementsBelow(body: Node): Node[] {
  const found: Node[] = []
  const visit = (node: Node): void => {
    if (/Statement$/.test(node.type)) found.push(node)
    if (!isFunction(node)) forEachChild(node, visit)
  }
  forEachChild(body, visit)
  return found
}

/** The only variable of a test. */
function testedIn(program: Program, test: Node): Binding | undefined {
  const names = new Set<Binding | undefined>()
  const visit = (node: Node): void => {
    if (node.type === 'Identifier' && node.name !== 'undefined') names.add(program.scopes.bindingOf(node))
    if (isInstanceTest(node)) visit(node.left)
    else forEachChild(node, visit)
  }
  visit(test)
  const [only] = names
  return names.size === 1 ? only : undefined
}

function isReadOf(program: Program, binding: Binding): (node: Node) => boolean {
  return (node) => node.type === 'Identifier' && program.scopes.bindingOf(node) === binding
}

/** `loaded`, `table !== null`. */
function asksWhetherSet(test: Node): boolean {
  if (test.type === 'Identifier') return true
  if (test.type !== 'BinaryExpression' || !/^!==?$/.test(test.operator) || test.left.type !== 'Identifier') return false
  const { right } = test
  return right.type === 'Literal' ? right.value === null : textOf(right) === 'undefined'
}

function leaves(region: Node[]): ESTree.ReturnStatement[] {
  const found: ESTree.ReturnStatement[] = []
  const visit = (node: Node): void => {
    if (node.type === 'ReturnStatement') found.push(node)
    if (!isFunction(node)) forEachChild(node, visit)
  }
  for (const part of region) visit(part)
  return found
}

/** `break` or `continue` of what is around it. */
function jumpsOut(region: Node[]): boolean {
  const jumps = (node: Node, isIn: boolean): boolean => {
    if (isFunction(node)) return false
    if (node.type === 'BreakStatement' || node.type === 'ContinueStatement') return !isIn || Boolean(node.label)
    const isBody = isIn || /^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type)
    return someChild(node, (child) => jumps(child, isBody))
  }
  return region.some((part) => jumps(part, false))
}

/** `if (table) return table; ...; return table`, or nothing is returned on either way. */
function leavesAlike(consequent: Node, region: Node[]): boolean {
  const first = consequent.type === 'BlockStatement' ? consequent.body[0] : consequent
  if (first?.type !== 'ReturnStatement') return false
  const [last, ...others] = leaves(region)
  if (!first.argument) return last === undefined
  if (others.length > 0 || last !== region.at(-1) || last?.argument?.type !== 'Identifier') return false
  return first.argument.type === 'Identifier' && first.argument.name === last.argument.name
}

/** Nobody else writes it, and whoever reads it has made sure that it is filled. */
function isFilledIn(
  program: Program,
  binding: Binding,
  once: Once,
  writesOf: ReadonlyMap<Binding, Writing[]>,
): boolean {
  if (parameterPosition(binding) || binding.defs[0]?.type === 'ImportBinding') return false
  if (isWithin(program.ownerOf(binding), once.routine)) return false
  if (binding.identifiers.some((identifier) => isInExport(program, identifier as Node))) return false
  const uses = binding.references.filter(({ init }) => init !== true).map(({ identifier }) => identifier as Node)
  const inRegion = uses.filter((use) => runsInRegion(program, use, once))
  const isWritten = writesOf
    .get(binding)
    ?.every((write) => isWithin(write.writer, once.routine) && !changesLater(write, once))
  return (
    isWritten === true &&
    inRegion.length > 0 &&
    writesTo(binding).every(({ identifier, init }) => init || inRegion.includes(identifier)) &&
    uses.every((use) => inRegion.includes(use) || isInside(use, once.test) || isAfter(program, use, once))
  )
}

/** `list.push(x)`, `pattern.test(s)` with g: not where it is filled. */
function changesLater(write: Writing, { region }: Once): boolean {
  const { at } = write.kind === 'mutate' ? write : {}
  return at !== undefined && !region.some((part) => isInside(at, part))
}

function runsInRegion(program: Program, use: Node, { routine, region }: Once): boolean {
  if (!region.some((part) => isInside(use, part))) return false
  for (let at = program.routineAround(use); at !== routine; at = at.outer as Routine) {
    if (!runsWithItsOuter(program, at)) return false
  }
  return true
}

/** A read behind the guard, or behind an unconditional call of the function that fills. */
function isAfter(program: Program, use: Node, once: Once): boolean {
  if (isWritingUse(program, use)) return false
  for (let at: Routine | undefined = program.routineAround(use); at?.outer; at = at.outer) {
    if (at === once.routine) return startOf(use) > endOf(once.test) && isInside(use, once.block)
    if (callsFirst(program, at, use, once)) return true
    // It could be called before its text is reached.
    if (at.node.type === 'FunctionDeclaration') return false
  }
  return false
}

/** `table.x = y`, `delete table.x`, `table.set(x, y)` as a statement: another change than those of the region. */
function isWritingUse(program: Program, use: Node): boolean {
  let at = use
  let parent = program.parentOf(at)
  while (parent?.type === 'MemberExpression' && parent.object === at) {
    at = parent
    parent = program.parentOf(at)
  }
  if (parent?.type === 'AssignmentExpression') return parent.left === at
  if (parent?.type === 'UpdateExpression') return true
  if (parent?.type === 'UnaryExpression') return parent.operator === 'delete'
  return parent?.type === 'CallExpression' && program.parentOf(parent)?.type === 'ExpressionStatement'
}

function callsFirst(program: Program, { node }: Routine, use: Node, once: Once): boolean {
  if (!isFunction(node) || node.body.type !== 'BlockStatement' || program.parentOf(once.block) !== once.routine.node)
    return false
  return node.body.body.some((statement) => {
    const called = statement.type === 'ExpressionStatement' ? statement.expression : undefined
    if (called?.type !== 'CallExpression' || endOf(statement) > startOf(use)) return false
    const binding = called.callee.type === 'Identifier' ? program.scopes.bindingOf(called.callee) : undefined
    return binding?.defs.length === 1 && binding.defs[0]?.node === once.routine.node && writesTo(binding).length === 0
  })
}

/** The guard is set on every way, and to what passes it: where only it is filled, being filled again does no harm. */
function isSetAtOnce(program: Program, { guard, region, test }: Once, filled: Binding[]): boolean {
  const [write, ...others] = writesTo(guard).filter(({ init }) => !init)
  const initial = writesTo(guard).find(({ init }) => init)?.value
  if (!write?.value || others.length > 0 || (initial && !isUnset(initial))) return false
  let at = program.parentOf(write.identifier)
  while (at?.type === 'AssignmentExpression' && /^(=|\|\|=|\?\?=)$/.test(at.operator)) at = program.parentOf(at)
  const isPlain = at?.type === 'ExpressionStatement' && region.includes(at)
  const isSure = isSurelySet(write.value) && !(test.type === 'UnaryExpression' && isInstanceTest(test.argument))
  return isPlain && (isSure || (filled.length === 1 && !isUnset(write.value)))
}

function isUnset(value: Node): boolean {
  if (value.type === 'Literal') return value.value === null || value.value === false
  return textOf(value) === 'undefined' || (value.type === 'UnaryExpression' && value.operator === 'void')
}

function isSurelySet(value: Node): boolean {
  if (value.type === 'Literal') return value.value === true
  if (value.type === 'AssignmentExpression') return isSurelySet(value.right)
  if (value.type === 'CallExpression') return textOf(value.callee) === 'Object.create'
  return /^(Object|Array|New)Expression$/.test(value.type)
}

/** What is filled in comes from outside of all calls, or is made in the region itself. */
function isTheSameForAll(program: Program, { region }: Once, filled: Binding[]): boolean {
  const owners = filled.map((binding) => program.ownerOf(binding))
  const visit = (node: Node): boolean => {
    if (/^(ThisExpression|Super|YieldExpression|AwaitExpression)$/.test(node.type)) return false
    const binding = node.type === 'Identifier' ? program.scopes.bindingOf(node) : undefined
    if (binding && !isMadeIn(binding, region)) {
      const owner = program.ownerOf(binding)
      if (!owners.every((outer) => isWithin(outer, owner))) return false
    }
    return everyChild(node, visit)
  }
  return region.every(visit)
}

function isMadeIn(binding: Binding, region: Node[]): boolean {
  const { identifiers } = binding
  return identifiers.length > 0 && identifiers.every((made) => region.some((part) => isInside(made as Node, part)))
}
