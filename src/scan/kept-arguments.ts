/**
 * Finds writes to an object through what kept it when it was handed over: the functions inside of one that got it,
 * `makeStore(settings)`, the methods of an instance that did, `new Store(settings)`, one that it was bound to, and
 * containers that it was put into.
 */
import { BoundFunctions } from './bound-functions.js'
import { argumentsFrom } from './call-arguments.js'
import type { Effect } from './effects.js'
import { HeldObjects } from './held-objects.js'
import type { MemberTable } from './member-table.js'
import type { Edge, Origin, Path } from './origin.js'
import { placeWithin } from './plain-exports.js'
import type { Program, Routine } from './program.js'
import { type Binding, parameterPosition } from './scopes.js'
import type { FileAnalysis, Writer } from './state.js'
import { isFunction, type Node, propertyName, unwrapped } from './syntax.js'

type Mutation = Effect & { kind: 'mutate' }

/** One object is followed back through so many parameters, as functions that hand on to each other have no end of them. */
const MOST_HANDS = 16

export class KeptArguments {
  readonly #calls = new Map<Routine, Edge['call'][]>()
  readonly #bound: BoundFunctions
  readonly #held: HeldObjects

  constructor(readonly file: FileAnalysis) {
    this.#bound = new BoundFunctions(file.program, file.callees)
    this.#held = new HeldObjects(file.origins)
    for (const caller of file.program.routines) {
      for (const { routine, call, elementsOf } of file.summaries.edgesOf(caller)) {
        if (elementsOf !== undefined) continue
        const calls = this.#calls.get(routine)
        if (calls) calls.push(call)
        else this.#calls.set(routine, [call])
      }
    }
  }

  /** To variables of the file that are no parameters. */
  *writesBy(routine: Routine, effect: Mutation): Iterable<[Binding, Writer]> {
    for (const origin of this.#keptBy(routine, effect.origin)) {
      const { root, path } = origin
      if (root.kind !== 'binding') continue
      const within = placeWithin(this.file.callees, origin)
      const property = changedAt(effect, path)
      yield [root.binding, { routine, line: effect.line, reassigns: false, property, depth: path.length, within }]
    }
  }

  #keptBy(routine: Routine, origin: Origin): Origin[] {
    const { root, path } = origin
    const follow = (given: Node[]) => given.flatMap((one) => this.file.origins.of(one, routine, path))
    if (root.kind === 'this')
      return [...this.#keptInField(root.routine, path), ...follow(this.#bound.receiversOf(root.routine))]
    if (root.kind !== 'binding') return []
    const position = parameterPosition(root.binding)
    if (!position) return this.#held.at(origin, routine).flatMap((one) => this.#given(one, routine, new Set()))
    if (this.file.program.ownerOf(root.binding) !== routine) return this.#given(origin, routine, new Set())
    return position.rest || position.destructured ? [] : follow(this.#bound.argumentsOf(routine, position.index))
  }

  /** What the callers of the function whose parameter the root is gave for it, as `user` sees it. */
  #given(origin: Origin, user: Routine, seen: Set<string>): Origin[] {
    const { program, origins } = this.file
    const { root, path } = origin
    const parameter = root.kind === 'binding' ? parameterPosition(root.binding) : undefined
    if (root.kind !== 'binding' || !parameter) return [origin]
    const inside = pathInParameter(program, root.binding)
    const key = origins.ids.ofOrigin(origin)
    if (!inside || seen.has(key) || seen.size === MOST_HANDS) return []
    seen.add(key)
    const calls = this.#calls.get(program.ownerOf(root.binding)) ?? []
    const given = calls.flatMap((call) => {
      const [argument] = argumentsFrom(call, parameter.index)
      if (!argument) return inside.otherwise ? origins.of(inside.otherwise, user, path) : []
      return argument.type === 'SpreadElement' ? [] : origins.of(argument, user, [...inside.path, ...path])
    })
    return given.flatMap((one) => this.#given(one, user, seen))
  }

  /** `this.settings.unit = x`, where the constructor puts something from outside there. */
  #keptInField(method: Routine, [field, ...path]: Path): Origin[] {
    const { members, origins } = this.file
    const table = members.thisTable(method)
    if (!table || field === undefined || !members.isOfInstances(table)) return []
    const values = [...(table.values.get(field) ?? []), ...this.#initialValues(table, field)].map(unwrapped)
    return values.flatMap((value) =>
      isFunction(value) ? [] : origins.of(value, method, path).flatMap((kept) => this.#given(kept, method, new Set())),
    )
  }

  /** `class Store { settings = defaults }` */
  #initialValues(table: MemberTable, field: string): Node[] {
    const { members, program } = this.file
    const classes = program.classes.filter((node) => members.instanceTable(node) === table)
    return classes
      .flatMap((node) => node.body.body)
      .flatMap((member) => {
        const isIt = member.type === 'PropertyDefinition' && !member.static && propertyName(member) === field
        return isIt && member.value ? [member.value] : []
      })
  }
}

interface InParameter {
  path: Path
  /** What the whole parameter is without an argument. */
  otherwise: Node | undefined
}

/** Where the binding stands in its parameter; undefined: it is what is left of others. */
function pathInParameter(program: Program, binding: Binding): InParameter | undefined {
  let path: Path = []
  let at = binding.identifiers[0] as Node
  for (;;) {
    const parent = program.parentOf(at) as Node
    if (isFunction(parent)) return { path, otherwise: undefined }
    if (parent.type === 'RestElement' || parent.type === 'ArrayPattern') return undefined
    if (parent.type === 'Property') path = [propertyName(parent), ...path]
    if (parent.type === 'AssignmentPattern') {
      const outer = program.parentOf(parent)
      if (outer && isFunction(outer)) return { path, otherwise: path.length === 0 ? parent.right : undefined }
    }
    at = parent
  }
}

/** The property of what the root holds that changes, which may be what only a property of another was before. */
function changedAt({ origin, property, part }: Mutation, path: Path): string | undefined {
  if (path.length > 0) return path[0]
  return origin.path.length === 0 ? property : origin.path.length === 1 ? part : undefined
}
