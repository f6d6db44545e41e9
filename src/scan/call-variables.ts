/**
 * Finds variables that stand outside of a function and belong to its calls all the same, as the position of many a parser
 * does: it sets them before anything else, and nobody uses them but itself and what is called from it alone.
 */
import type * as ESTree from 'estree'
import type { DirectEffects } from './direct-effects.js'
import { InitTime, isInExport } from './init-time.js'
import { isWithin, type Program, type Routine } from './program.js'
import { type Binding, parameterPosition } from './scopes.js'
import { endOf, isFunction, type Node, someChild, startOf } from './syntax.js'

export function callVariables(
  program: Program,
  direct: ReadonlyMap<Routine, DirectEffects>,
): ReadonlyMap<Binding, Routine> {
  const initTime = new InitTime(program)
  const found = new Map<Binding, Routine>()
  const changed = changedInPlace(direct)
  for (const routine of program.routines) {
    const first = setFirst(program, routine)
    for (const [binding, place] of first) {
      if (changed.has(binding) || !isOutside(program, binding, routine)) continue
      const isOwn = binding.references.every((reference) => {
        const { identifier, init } = reference
        const user = program.routineAround(identifier as Node)
        if (init) return true
        // `seed = seed * 3`: what the last call left.
        if (user === routine) return reference.isWriteOnly() || startOf(identifier as Node) >= place
        return !outlivesCall(user, routine) && initTime.runsOnlyDuring(routine, user)
      })
      if (isOwn && !callsItself(routine, direct)) found.set(binding, routine)
    }
  }
  return found
}

/** It goes on when the call has returned. */
function outlivesCall(user: Routine, routine: Routine): boolean {
  for (let at: Routine | undefined = user; at && at !== routine; at = at.outer) {
    if (isFunction(at.node) && (at.node.async || at.node.generator)) return true
  }
  return false
}

/** Another call can find what was put into an object, where the object itself is not new. */
function changedInPlace(direct: ReadonlyMap<Routine, DirectEffects>): Set<Binding> {
  const found = new Set<Binding>()
  for (const { effects } of direct.values()) {
    for (const effect of effects) {
      if (effect.kind === 'mutate' && effect.origin.root.kind === 'binding') found.add(effect.origin.root.binding)
    }
  }
  return found
}

function isOutside(program: Program, binding: Binding, routine: Routine): boolean {
  // What nobody in the file reads is written for somebody else.
  if (!binding.references.some((reference) => reference.isRead())) return false
  const isVariable = binding.defs.length === 1 && binding.defs[0]?.type === 'Variable' && !parameterPosition(binding)
  const isExported = binding.identifiers.some((identifier) => isInExport(program, identifier as Node))
  return isVariable && !isExported && !isWithin(program.ownerOf(binding), routine)
}

/** Variables that are assigned in the body itself before anything of the file is called, and from where on. */
function setFirst(program: Program, { node }: Routine): Map<Binding, number> {
  const found = new Map<Binding, number>()
  if (!isFunction(node) || node.async || node.generator || node.body.type !== 'BlockStatement') return found
  if (node.params.some((parameter) => callsOfFile(program, parameter))) return found
  for (const statement of node.body.body) {
    if (statement.type === 'FunctionDeclaration') continue
    if (callsOfFile(program, statement)) break
    let value = statement.type === 'ExpressionStatement' ? (statement.expression as Node) : undefined
    while (value?.type === 'AssignmentExpression' && value.operator === '=') {
      const binding = value.left.type === 'Identifier' ? program.scopes.bindingOf(value.left) : undefined
      if (binding && !found.has(binding)) found.set(binding, endOf(statement))
      value = value.right
    }
  }
  return found
}

/** Anything but what the language gives may lead to whoever reads the variable. */
function callsOfFile(program: Program, node: Node): boolean {
  if (isFunction(node)) return false
  if (/^(TaggedTemplate|Await|Yield|Import)Expression$/.test(node.type)) return true
  if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    const { callee } = node as ESTree.SimpleCallExpression
    if (callee.type !== 'Identifier' || program.scopes.bindingOf(callee)) return true
  }
  return someChild(node, (child) => callsOfFile(program, child))
}

/** The inner call would set what the outer one goes on with. */
function callsItself(routine: Routine, direct: ReadonlyMap<Routine, DirectEffects>): boolean {
  const seen = new Set<Routine>()
  const waiting = [routine]
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    for (const { routine: callee } of direct.get(at)?.edges ?? []) {
      if (callee === routine) return true
      if (!seen.has(callee)) waiting.push(callee)
      seen.add(callee)
    }
  }
  return false
}
