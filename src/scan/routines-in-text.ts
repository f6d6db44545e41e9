/** Finds the function around a node by its place in the text, which is quicker than by way of all that is between them. */
import type { Routine } from './program.js'
import { endOf, isInside, type Node, startOf } from './syntax.js'

export class RoutinesInText {
  readonly #inOrder: Routine[]
  readonly #starts: number[]

  /** All of a file. */
  constructor(routines: readonly Routine[]) {
    this.#inOrder = [...routines].sort((a, b) => startOf(a.node) - startOf(b.node) || endOf(b.node) - endOf(a.node))
    this.#starts = this.#inOrder.map(({ node }) => startOf(node))
  }

  /** The innermost that holds `node` and is not it; undefined: none, or `node` is not in the text. */
  around(node: Node): Routine | undefined {
    let at = this.#inOrder[this.#lastStartingBy(startOf(node))]
    while (at && !isBelow(node, at.node)) at = at.outer
    return at
  }

  /** Index of the last that starts at `offset` or before; 0: none does. */
  #lastStartingBy(offset: number): number {
    let low = 0
    let high = this.#starts.length
    while (low + 1 < high) {
      const middle = (low + high) >> 1
      if ((this.#starts[middle] as number) <= offset) low = middle
      else high = middle
    }
    return low
  }
}

/** `inner` lies in the text of `outer`, and is not all of it: what is all of it is around it. */
function isBelow(inner: Node, outer: Node): boolean {
  return isInside(inner, outer) && endOf(inner) - startOf(inner) < endOf(outer) - startOf(outer)
}
