/** Finds the variables in which a function keeps its last key and result: `if (key === lastKey) return lastResult`. */
import { type BindingEffect, isImportOrParameter, soleKeeper } from './binding-writes.js'
import { isWithin, type Program, type Routine } from './program.js'
import { type Binding, readsOf } from './scopes.js'
import type { Node } from './syntax.js'

interface LastKey {
  binding: Binding
  routine: Routine
  line: number
}

/** Of a cache of one entry the key, the result and what else is assigned together with them; `known`: caches already. */
export function lastKeys(
  program: Program,
  writesOf: ReadonlyMap<Binding, BindingEffect[]>,
  known: ReadonlyMap<Binding, unknown>,
): LastKey[] {
  const byRoutine = new Map<Routine, Binding[]>()
  for (const [binding, effects] of writesOf) {
    if (isImportOrParameter(binding) || effects.some(({ kind }) => kind !== 'assign')) continue
    const routine = soleKeeper(program, binding, effects)
    if (!routine || known.has(binding) || !isPlainlyAssigned(program, binding, routine)) continue
    byRoutine.set(routine, [...(byRoutine.get(routine) ?? []), binding])
  }
  return [...byRoutine].flatMap(([routine, bindings]) => {
    const key = bindings.find((binding) => comparedIn(program, binding, routine) !== undefined)
    const result = bindings.find((binding) => binding !== key && returnedIn(program, binding, routine))
    if (!key || !result) return []
    const line = program.lineOf(comparedIn(program, key, routine) as Node)
    return bindings.map((binding) => ({ binding, routine, line }))
  })
}

function isPlainlyAssigned(program: Program, binding: Binding, routine: Routine): boolean {
  return binding.references
    .filter(
      (reference) => reference.isWrite() && isWithin(program.routineAround(reference.identifier as Node), routine),
    )
    .every((reference) => {
      const parent = program.parentOf(reference.identifier as Node)
      return parent?.type === 'AssignmentExpression' && parent.operator === '='
    })
}

function comparedIn(program: Program, binding: Binding, routine: Routine): Node | undefined {
  return readsOf(binding).find((read) => {
    const parent = program.parentOf(read)
    return (
      parent?.type === 'BinaryExpression' &&
      /^[!=]==?$/.test(parent.operator) &&
      isWithin(program.routineAround(read), routine)
    )
  })
}

function returnedIn(program: Program, binding: Binding, routine: Routine): boolean {
  return readsOf(binding).some((read) => {
    const parent = program.parentOf(read)
    return parent?.type === 'ReturnStatement' && isWithin(program.routineAround(read), routine)
  })
}
