/** Where the first statement of a program or function body may be put. */
import type { AnyNode } from './parse.js'

/** `lead` ends a directive that has no semicolon of its own. */
export interface BodyStart {
  offset: number
  lead: '' | ';'
}

/** After the directives of `body`, or at `offset` when it has none. */
export function bodyStart(code: string, body: readonly AnyNode[], offset: number): BodyStart {
  let last: AnyNode | undefined
  for (const node of body) {
    if (node.type !== 'ExpressionStatement' || node.directive === undefined) break
    last = node
  }
  if (last === undefined) return { offset, lead: '' }
  return { offset: last.end, lead: code[last.end - 1] === ';' ? '' : ';' }
}

/** After a byte order mark or the line of a hashbang. */
export function programStart(code: string): number {
  const hashbang = /^\uFEFF?#![^\n\r\u2028\u2029]*(?:\r\n?|[\n\u2028\u2029])/.exec(code)
  if (hashbang) return hashbang[0].length
  return code.startsWith('\uFEFF') ? 1 : 0
}
