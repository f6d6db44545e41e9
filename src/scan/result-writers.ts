/**
 * Finds who changes, in place, an object that a function has returned, `const words = parse(text); words.push(end)`: from a
 * cache the next caller would get it changed. A run may not show it, where that is done for some texts only.
 */
import { MUTATES_FIRST_ARGUMENT, MUTATING_METHODS } from './builtins.js'
import type { Callees } from './callee.js'
import type { StateWriter } from './file-links.js'
import { InitTime } from './init-time.js'
import { type ModulePlace, placeOf } from './module-uses.js'
import { onlyValue } from './only-value.js'
import { nameOf, type Program, type Routine } from './program.js'
import type { ResultKind, StateReason } from './scanned-site.js'
import { type CallNode, type Node, propertyName, startOf, textOf, unwrapped } from './syntax.js'

const CODE = 'result-changed-elsewhere'

export interface ChangedResult extends ModulePlace {
  by: StateWriter
}

export interface ResultChanges {
  ofRoutines: ReadonlyMap<Routine, StateReason[]>
  /** Of functions in other files. */
  elsewhere: ChangedResult[]
}

export function resultChanges(program: Program, callees: Callees): ResultChanges {
  const initTime = new InitTime(program)
  const ofRoutines = new Map<Routine, StateReason[]>()
  const elsewhere: ChangedResult[] = []
  for (const routine of program.routines) {
    for (const { object, node } of changesIn(program, routine)) {
      const callee = calleeBehind(program, object, node)
      // What is done while the module loads, every run shows.
      if (!callee || initTime.runsOnlyDuring(program.file, routine)) continue
      const caller = program.routineAround(callee)
      const by = { code: CODE, writer: nameOf(program, caller.node), writerLine: program.lineOf(node) } as const
      const place = placeOf(callees, callee)
      if (place) elsewhere.push({ ...place, by })
      for (const meaning of place ? [] : callees.meaningsOf(callee)) {
        if (meaning.kind !== 'routine') continue
        const known = ofRoutines.get(meaning.routine) ?? []
        if (known.some(({ writer }) => writer === by.writer)) continue
        ofRoutines.set(meaning.routine, [...known, resultReason(by, program.lineOf(meaning.routine.node))])
      }
    }
  }
  return { ofRoutines, elsewhere }
}

/** `line` is that of the function whose result it is. */
export function resultReason({ within: _within, ...by }: StateWriter, line: number): StateReason {
  return { ...by, line, subject: 'result' }
}

/** What is a value, or others have anyway, is the same with a cache. */
export function handsOutNew(returns: readonly ResultKind[] | undefined): boolean {
  return returns?.some((kind) => kind !== 'primitive' && kind !== 'shared object') ?? true
}

interface Change {
  object: Node
  node: Node
}

/** To the object itself: what it holds others may have as well. */
function changesIn(program: Program, routine: Routine): Change[] {
  const written = routine.writes.flatMap(({ target, node }) =>
    target.type === 'MemberExpression' ? [{ object: unwrapped(target.object), node }] : [],
  )
  return [...written, ...routine.calls.flatMap((call) => changeByCall(program, call) ?? [])]
}

/** Of names that objects of other kinds have too, those whose result nobody asks for: `day.add(1)` may return another. */
function changeByCall(program: Program, call: CallNode): Change | undefined {
  if (call.type !== 'CallExpression') return undefined
  const callee = unwrapped(call.callee)
  const [first] = call.arguments
  if (first && MUTATES_FIRST_ARGUMENT.has(textOf(callee))) return { object: unwrapped(first), node: call }
  const method = callee.type === 'MemberExpression' ? propertyName(callee) : undefined
  if (callee.type !== 'MemberExpression' || method === undefined || !MUTATING_METHODS.has(method)) return undefined
  const isOfLists = /^(push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin)$/.test(method)
  const isOrder = program.parentOf(call)?.type === 'ExpressionStatement'
  return isOfLists || isOrder ? { object: unwrapped(callee.object), node: call } : undefined
}

/** Of the only call that the object can come from. */
function calleeBehind(program: Program, object: Node, change: Node): Node | undefined {
  const binding = object.type === 'Identifier' ? program.scopes.bindingOf(object) : undefined
  const value = binding ? onlyValue(binding) : object
  const made = value?.type === 'AwaitExpression' ? unwrapped(value.argument) : value
  if (made?.type !== 'CallExpression' || (binding && startOf(made) > startOf(change))) return undefined
  return made.callee.type === 'Super' ? undefined : made.callee
}
