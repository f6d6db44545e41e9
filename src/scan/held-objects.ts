/** Finds the objects that a container of the file holds: `[settings]`, `all.push(settings)`, `byName.set(name, settings)`. */
import { partsOfLiteral } from './call-arguments.js'
import { onlyValue } from './only-value.js'
import type { Origin, Path } from './origin.js'
import type { Origins } from './origins.js'
import type { Routine } from './program.js'
import { type Binding, importedName, parameterPosition } from './scopes.js'
import { type Node, textOf } from './syntax.js'

/** Containers are opened within each other so often. */
const MOST_HANDS = 4

export class HeldObjects {
  constructor(readonly origins: Origins) {}

  /** What else is meant by `path` of the object that a variable holds, as `user` sees it. */
  at({ root, path }: Origin, user: Routine, hands = 0): Origin[] {
    if (root.kind !== 'binding' || path.length === 0 || parameterPosition(root.binding) || hands === MOST_HANDS)
      return []
    const found = this.#partsAt(root.binding, path).flatMap(({ value, path: rest }) =>
      this.origins.of(value, user, rest),
    )
    const others = found.filter((one) => this.#isOther(one, root.binding))
    return [...others, ...others.flatMap((one) => this.at(one, user, hands + 1))]
  }

  /** What other files have comes into containers by way of many guesses. */
  #isOther({ root }: Origin, binding: Binding): boolean {
    if (root.kind !== 'binding') return true
    return root.binding !== binding && !importedName(root.binding) && !isRequired(onlyValue(root.binding))
  }

  #partsAt(binding: Binding, path: Path) {
    const made = onlyValue(binding)
    const put = this.origins.contents.of(binding, path)
    if (made?.type === 'ArrayExpression' || made?.type === 'ObjectExpression')
      return [...put, ...partsOfLiteral(made, path)]
    const [given] = made?.type === 'NewExpression' ? made.arguments : []
    if (made?.type !== 'NewExpression' || !given || given.type === 'SpreadElement') return put
    // Of a map, the second of each pair.
    const pair: Path = [undefined, '1', ...path.slice(1)]
    const inside = { Map: pair, Set: path }[textOf(made.callee)]
    return inside ? [...put, { value: given, path: inside }] : put
  }
}

function isRequired(value: Node | undefined): boolean {
  return value?.type === 'CallExpression' && /require/i.test(textOf(value.callee))
}
