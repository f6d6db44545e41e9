/**
 * Connects the methods that a file calls with functions that other files put in their place, `Words.prototype.unit =
 * ...`, `api.unit = ...`: what those depend on, the callers do.
 */
import type { ExportedState, LinkedFile } from './file-links.js'
import { type ModulePlace, type ModuleUse, placeOf } from './module-uses.js'
import type { Routine } from './program.js'
import { type Node, propertyName, textOf, unwrapped } from './syntax.js'

/** The module of a place that stands for all methods of a name that a file knows. */
export const OWN_MEMBERS = '#members'

export interface Replacement extends ModulePlace {
  states: ExportedState[]
}

/** Methods of the file's own that its functions call by name, by routine. */
export function ownMemberCalls({ program, callees }: LinkedFile): Map<Routine, ModuleUse[]> {
  const found = new Map<Routine, ModuleUse[]>()
  for (const routine of program.routines) {
    const uses = routine.calls.flatMap((call): ModuleUse[] => {
      const callee = call.type === 'CallExpression' ? unwrapped(call.callee) : undefined
      const name = callee?.type === 'MemberExpression' ? propertyName(callee) : undefined
      if (!callee || name === undefined || !callees.meaningsOf(callee).some(({ kind }) => kind === 'routine')) return []
      return [{ module: OWN_MEMBERS, path: [name], line: program.lineOf(callee), subject: textOf(callee) }]
    })
    if (uses.length > 0) found.set(routine, uses)
  }
  return found
}

/** Functions that the file puts into what other files export, while it loads too. */
export function replacements(
  { program, callees }: LinkedFile,
  behind: (value: Node) => ExportedState[],
): Replacement[] {
  return program.routines.flatMap(({ writes }) =>
    writes.flatMap(({ target, node }): Replacement[] => {
      if (target.type !== 'MemberExpression' || node.type !== 'AssignmentExpression') return []
      const [place, name] = [placeOf(callees, target.object), propertyName(target)]
      if (!place?.module.startsWith('.') || name === undefined) return []
      const states = behind(node.right).filter((state) => state.kind === 'function' && hasAny(state))
      return states.length > 0 ? [{ module: place.module, path: [...place.path, name], states }] : []
    }),
  )
}

function hasAny({ state, uses }: ExportedState & { kind: 'function' }): boolean {
  return state.length > 0 || uses.length > 0
}
