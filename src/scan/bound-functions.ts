/** Finds what functions are given beforehand, `set.bind(settings, unit)`: whoever has the result changes that. */
import type * as ESTree from 'estree'
import type { Callees } from './callee.js'
import type { Program, Routine } from './program.js'
import { type Node, propertyName, unwrapped } from './syntax.js'

export class BoundFunctions {
  readonly #calls = new Map<Routine, ESTree.SimpleCallExpression[]>()
  constructor(
    readonly program: Program,
    readonly callees: Callees,
  ) {
    for (const routine of program.routines) for (const call of routine.calls) this.#add(call)
  }

  /** Objects that `routine` calls `this`. */
  receiversOf(routine: Routine): Node[] {
    return this.#givenTo(routine, 0)
  }

  /** What its parameter at `index` is from then on. */
  argumentsOf(routine: Routine, index: number): Node[] {
    return this.#givenTo(routine, index + 1)
  }

  #givenTo(routine: Routine, place: number): Node[] {
    const calls = this.#calls.get(routine) ?? []
    return calls.flatMap(({ arguments: given }) => {
      const isPlain = given.slice(0, place + 1).every(({ type }) => type !== 'SpreadElement')
      return isPlain && given[place] ? [given[place] as Node] : []
    })
  }

  #add(call: Node): void {
    const callee = call.type === 'CallExpression' ? unwrapped(call.callee) : undefined
    if (call.type !== 'CallExpression' || callee?.type !== 'MemberExpression' || propertyName(callee) !== 'bind') return
    const bound = unwrapped(callee.object)
    const routines = this.callees.meaningsOf(bound).flatMap((one) => (one.kind === 'routine' ? [one.routine] : []))
    for (const routine of routines) this.#calls.set(routine, [...(this.#calls.get(routine) ?? []), call])
  }
}
