/**
 * What a function is given beside another function: whoever is given both may call the one with the other, or with parts
 * of it.
 */
import type * as ESTree from 'estree'
import type { Edge } from './origin.js'
import type { Origins } from './origins.js'
import type { Routine } from './program.js'
import { isFunction, type Node } from './syntax.js'

/** Is any of it made by somebody else than `caller`? */
export function isInCompanyOfOthers(origins: Origins, { call, routine }: Edge, caller: Routine): boolean {
  if (call.type !== 'CallExpression') return false
  return call.arguments.some((argument) => {
    const given = argument.type === 'SpreadElement' ? argument.argument : argument
    const meanings = origins.callees.meaningsOf(given)
    const isItself = meanings.some((one) => one.kind === 'routine' && one.routine === routine)
    if (isItself || isFunction(given)) return false
    return origins.of(given, caller).length > 0 || origins.of(somePartOf(given), caller).length > 0
  })
}

function somePartOf(object: ESTree.Expression): Node {
  return { type: 'MemberExpression', object, property: object, computed: true, optional: false }
}
