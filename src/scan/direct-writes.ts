/** The bindings and objects that a routine's own text writes. */
import type * as ESTree from 'estree'
import type { Effect } from './effects.js'
import { LazyFields } from './lazy-fields.js'
import { isPrivateName } from './open-fields.js'
import type { Origin } from './origin.js'
import type { Origins } from './origins.js'
import { startsPatternAnew } from './pattern-set-first.js'
import { isWithin, type Program, type Routine } from './program.js'
import { type Node, propertyName, textOf } from './syntax.js'

export class DirectWrites {
  readonly #lazyFields: LazyFields

  constructor(
    readonly program: Program,
    readonly origins: Origins,
  ) {
    this.#lazyFields = new LazyFields(program)
  }

  of(routine: Routine, writes = routine.writes): Effect[] {
    return writes.flatMap(({ target, node }) => {
      if (target.type === 'Identifier') return this.#assignment(target, routine)
      if (this.#lazyFields.isFilledBy(target, node, routine)) return this.#filling(target)
      if (startsPatternAnew(this.program, target, node, routine)) return []
      return this.mutation(target.object, propertyName(target), routine, node, textOf(target))
    })
  }

  #assignment(target: ESTree.Identifier, routine: Routine): Effect[] {
    const binding = this.program.scopes.bindingOf(target)
    if (binding && isWithin(this.program.ownerOf(binding), routine)) return []
    const key = binding ? `assign|${this.origins.ids.of(binding)}` : `assign|${target.name}`
    const line = this.program.lineOf(target)
    return [{ kind: 'assign', key, binding, line, subject: target.name, writer: routine }]
  }

  /** What nobody takes notice of: nobody empties it again, and what it is given may have parts of other names. */
  #filling(target: ESTree.MemberExpression): Effect[] {
    const name = propertyName(target)
    if (name === undefined || this.#lazyFields.isEmptiedLater(name)) return []
    if (!isPrivateName(name) && target.object.type !== 'ThisExpression') return []
    return [{ kind: 'fill', key: `fill|${name}`, name, line: this.program.lineOf(target), subject: textOf(target) }]
  }

  /** Effects of changing `property` (undefined: any) of the object that `object` evaluates to. */
  mutation(object: Node, property: string | undefined, routine: Routine, at: Node, subject: string): Effect[] {
    const line = this.program.lineOf(at)
    return this.origins
      .of(object, routine)
      .map((origin) => ({ ...this.mutationAt(origin, property, routine, line, subject), at }))
  }

  mutationAt(
    origin: Origin,
    property: string | undefined,
    writer: Routine,
    line: number,
    subject: string,
  ): Effect & { kind: 'mutate' } {
    const [first, part] = [...origin.path, property]
    const place = `${this.origins.ids.ofRoot(origin.root)}|${origin.path.length}|${first}`
    const key = origin.root.kind === 'binding' ? `mutate|${place}|${part}` : `mutate|${place}`
    return { kind: 'mutate', key, origin, property: first, part, line, subject, writer }
  }
}
