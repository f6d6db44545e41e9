/** Turns what a routine does into the reasons that a report gives, as seen from that routine. */
import type { Effect, Via } from './effects.js'
import { isWithin, nameOf, type Program, type Routine } from './program.js'
import type { StaticPurity, StaticReason } from './scanned-site.js'

/** More reasons of one kind say nothing new. */
const MOST_PER_CODE = 10

export function reasonsOf(program: Program, routine: Routine, effects: Effect[]): StaticReason[] {
  const reasons: StaticReason[] = []
  const seen = new Set<string>()
  const perCode = new Map<string, number>()
  for (const effect of effects) {
    const code = codeOf(program, routine, effect)
    const needs = effect.kind === 'reason' ? effect.needs : undefined
    const key = needs ? effect.key : `${code}|${effect.subject}`
    const count = code === undefined ? 0 : (perCode.get(code) ?? 0)
    if (code === undefined || seen.has(key) || (!needs && count === MOST_PER_CODE)) continue
    seen.add(key)
    perCode.set(code, count + 1)
    const path = pathTo(program, routine, effect)
    reasons.push({ code, line: effect.line, subject: effect.subject, ...(path && { path }), ...(needs && { needs }) })
  }
  return reasons.sort((a, b) => a.line - b.line)
}

/** Longer ones say no more: recursion aside, the first and the last of it count. */
const MOST_STEPS = 12

function pathTo(program: Program, routine: Routine, { via }: Effect): string[] | undefined {
  if (!via) return undefined
  const names = [nameOf(program, routine.node)]
  for (let at: Via | undefined = via; at && names.length < MOST_STEPS; at = at.next)
    names.push(nameOf(program, at.routine.node))
  return names
}

function codeOf(program: Program, routine: Routine, effect: Effect): StaticReason['code'] | undefined {
  switch (effect.kind) {
    case 'reason':
      return effect.code
    case 'assign':
      return 'assigns-outer'
    case 'invoke':
      return isWithin(program.ownerOf(effect.binding), routine) ? 'calls-argument' : 'calls-unknown'
    case 'read':
    case 'fill':
      return undefined
    case 'mutate': {
      const { root } = effect.origin
      if (root.kind === 'lost') return 'changes-unfollowed'
      if (root.kind === 'this') return 'mutates-this'
      // The list of them is the call's own.
      if (root.kind === 'arguments') return effect.origin.path.length === 0 ? undefined : 'mutates-argument'
      const isParameter = root.kind === 'binding' && isWithin(program.ownerOf(root.binding), routine)
      if (isParameter) return 'mutates-argument'
      return effect.property === 'lastIndex' ? 'assigns-outer' : 'mutates-outer'
    }
  }
}

/** Impure: it surely does what a cache would lose. Unknown: it may, in functions that cannot be looked into. */
export function verdictOf(reasons: StaticReason[]): StaticPurity['verdict'] {
  const codes = new Set(reasons.map(({ code }) => code))
  if (codes.size === 0) return 'pure'
  codes.delete('calls-unknown')
  codes.delete('calls-argument')
  codes.delete('changes-unfollowed')
  return codes.size === 0 ? 'unknown' : 'impure'
}
