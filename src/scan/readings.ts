/** Works out what the functions of a file read of their arguments and of `this`, callers from what they call. */
import type * as ESTree from 'estree'
import type { CallTargets } from './call-targets.js'
import { Place } from './place.js'
import { type Program, type Routine, thisRoutineOf } from './program.js'
import { type From, type Heir, Reading } from './reading.js'
import type { Receivers } from './receivers.js'
import { type Binding, isArgumentsObject, readsOf } from './scopes.js'
import { isFunction, type Node, propertyName } from './syntax.js'
import { ValueUses } from './value-uses.js'

/** Uses of an argument by its place: `arguments[1]`, `rest[0]`. */
interface PlacedUse {
  node: Node
  /** Place of the argument, or of the first one where several are meant. */
  index: number
  /** That argument alone; false: any that follow as well. */
  single: boolean
}

export class Readings {
  readonly root = Place.root()
  readonly #known = new Map<Routine, Map<From, Reading>>()
  readonly #waiting: (() => void)[] = []
  readonly #thisReads = new Map<Routine, Node[]>()
  readonly #superReads = new Map<Routine, ESTree.MemberExpression[]>()
  readonly #arguments = new Map<Routine, Binding>()
  readonly #opaque = new Map<Routine, Node>()

  constructor(
    readonly program: Program,
    readonly receivers: Receivers,
    readonly targets: CallTargets,
  ) {
    for (const routine of program.routines) {
      const owner = thisRoutineOf(routine)
      addAll(this.#thisReads, owner, routine.thisReads)
      addAll(this.#superReads, owner, routine.superReads)
      if (routine.opaque)
        for (let at: Routine | undefined = routine; at; at = at.outer) this.#opaque.set(at, routine.opaque)
    }
    for (const binding of program.scopes.bindings) {
      if (isArgumentsObject(binding) && binding.references.length > 0)
        this.#arguments.set(program.ownerOf(binding), binding)
    }
  }

  /** All that `routine` reads, settled. */
  of(routine: Routine, from: From): Reading {
    const reading = this.#open(routine, from)
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) next()
    return reading
  }

  /** Tells `heir` what `routine` reads and returns, as soon as it is known. */
  follow(routine: Routine, from: From, heir: Heir): void {
    this.#open(routine, from).passTo((kind, place) => this.#waiting.push(() => heir(kind, place)))
  }

  /** The object `arguments`, where the text of `routine` mentions it. */
  argumentsOf(routine: Routine): Binding | undefined {
    return this.#arguments.get(routine)
  }

  /** `with` or a direct `eval` in its text. */
  opaqueIn(routine: Routine): Node | undefined {
    return this.#opaque.get(routine)
  }

  /** `arguments.length`, or the length of a rest parameter, is read. */
  countsArguments(routine: Routine): boolean {
    return this.#lists(routine).some(({ binding }) =>
      readsOf(binding).some((node) => {
        const access = this.program.parentOf(node)
        return access?.type === 'MemberExpression' && propertyName(access) === 'length'
      }),
    )
  }

  /** `this` or `super` is mentioned. */
  hasThis(routine: Routine): boolean {
    return this.#thisReads.has(routine) || this.#superReads.has(routine)
  }

  #superReadsOf(routine: Routine): ESTree.MemberExpression[] {
    return this.#superReads.get(routine) ?? []
  }

  /** Uses of arguments by way of `arguments` and of a rest parameter. */
  placedUses(routine: Routine): PlacedUse[] {
    const last = restOf(routine)
    const isTakenApart = last && last.argument.type !== 'Identifier'
    const index = isFunction(routine.node) ? routine.node.params.length - 1 : 0
    const uses = this.#lists(routine).flatMap(({ binding, first }) => this.#usesByPlace(binding, first))
    return isTakenApart ? [...uses, { node: last, index, single: false }] : uses
  }

  /** Bindings that hold arguments by their place. */
  #lists(routine: Routine): { binding: Binding; first: number }[] {
    const { node } = routine
    const own = this.#arguments.get(routine)
    const rest = restOf(routine)?.argument
    const binding = rest?.type === 'Identifier' ? this.program.scopes.bindingOf(rest) : undefined
    return [
      ...(own ? [{ binding: own, first: 0 }] : []),
      ...(binding && isFunction(node) ? [{ binding, first: node.params.length - 1 }] : []),
    ]
  }

  #usesByPlace(binding: Binding, first: number): PlacedUse[] {
    const isWritten = binding.references.some((reference) => reference.isWrite())
    return readsOf(binding).flatMap((node): PlacedUse[] => {
      const access = this.program.parentOf(node)
      const name = access?.type === 'MemberExpression' && access.object === node ? propertyName(access) : undefined
      // How many arguments there are is part of every key.
      if (name === 'length' && !isWritten) return []
      const isPlace = access && name !== undefined && /^\d{1,3}$/.test(name) && !isWritten
      return [
        isPlace ? { node: access, index: first + Number(name), single: true } : { node, index: first, single: false },
      ]
    })
  }

  #open(routine: Routine, from: From): Reading {
    let readings = this.#known.get(routine)
    if (!readings) {
      readings = new Map()
      this.#known.set(routine, readings)
    }
    let reading = readings.get(from)
    if (!reading) {
      reading = new Reading(routine, from)
      readings.set(from, reading)
      const opened = reading
      this.#waiting.push(() => this.#start(opened))
    }
    return reading
  }

  #start(reading: Reading): void {
    const { routine, from } = reading
    const opaque = this.#opaque.get(routine)
    const uses = new ValueUses(this, reading)
    if (opaque) reading.add('reads', this.root)
    else if (from === 'this') this.#startThis(uses, routine)
    else this.#startArgument(uses, routine, from)
  }

  #startThis(uses: ValueUses, routine: Routine): void {
    for (const node of this.#thisReads.get(routine) ?? []) uses.use(node, this.root)
    for (const access of this.#superReadsOf(routine)) uses.superUse(access)
  }

  #startArgument(uses: ValueUses, routine: Routine, from: number): void {
    const { node } = routine
    const parameter = isFunction(node) ? node.params[from] : undefined
    if (parameter && parameter.type !== 'RestElement') uses.take(parameter, this.root)
    for (const { node: use, index, single } of this.placedUses(routine)) {
      if (single && index === from) uses.use(use, this.root)
      else if (!single && index <= from) uses.reading.add('reads', this.root)
    }
  }
}

function restOf({ node }: Routine): ESTree.RestElement | undefined {
  const last = isFunction(node) ? node.params.at(-1) : undefined
  return last?.type === 'RestElement' ? last : undefined
}

function addAll<K, V>(lists: Map<K, V[]>, key: K, values: V[]): void {
  if (values.length === 0) return
  const list = lists.get(key)
  if (list) list.push(...values)
  else lists.set(key, [...values])
}
