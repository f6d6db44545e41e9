/** Says which functions run only while what they belong to is being set up, so that their writes are initialisation. */
import { ITERATING_METHODS } from './builtins.js'
import { definitionOf } from './only-value.js'
import type { Program, Routine } from './program.js'
import { type Binding, readsOf } from './scopes.js'
import { isFunction, type Node, propertyName, textOf, unwrapped } from './syntax.js'

/**
 * The function is called where it stands: `(function () {})()`, or given to a method such as `forEach` that calls it
 * before it returns, to make a promise, or as the factory of a UMD header.
 */
export function runsWithItsOuter(program: Program, routine: Routine): boolean {
  const { node } = routine
  if (!isFunction(node) || node.type === 'FunctionDeclaration') return false
  const parent = program.parentOf(node)
  if (parent?.type === 'MemberExpression' && /^(call|apply)$/.test(propertyName(parent) ?? '')) {
    return isCallee(program, parent)
  }
  if (parent?.type === 'UnaryExpression') return isCallee(program, node)
  if (parent?.type === 'NewExpression') return textOf(parent.callee) === 'Promise' && parent.arguments[0] === node
  if (parent?.type !== 'CallExpression') return false
  if (parent.callee === node) return true
  const callee = unwrapped(parent.callee)
  if (isFunction(callee)) return true
  const method = callee.type === 'MemberExpression' ? propertyName(callee) : undefined
  if (/(each|every|for(own|in)|times|reduce|filter)$/i.test(method ?? textOf(callee))) return true
  return method !== undefined && ITERATING_METHODS.has(method) && !/^(then|catch|finally)$/.test(method)
}

function isCallee(program: Program, node: Node): boolean {
  const parent = program.parentOf(node)
  return parent?.type === 'CallExpression' && parent.callee === node
}

/** The outermost routine that holds `inner` and is entered anew while `binding` stays; its owner: none, it is set-up. */
export function actorOf(program: Program, inner: Routine, binding: Binding): Routine {
  return outermostActor(program, inner, program.ownerOf(binding))
}

/** The same for what `owner` has. */
export function outermostActor(program: Program, inner: Routine, owner = program.file): Routine {
  let actor = owner
  for (let at: Routine | undefined = inner; at && at !== owner; at = at.outer) {
    if (!runsWithItsOuter(program, at)) actor = at
  }
  return actor
}

const byProgram = new WeakMap<Program, Map<Node, Binding>>()

function bindingsOfFunctions(program: Program): Map<Node, Binding> {
  let found = byProgram.get(program)
  if (!found) {
    found = new Map()
    for (const binding of program.scopes.bindings) {
      const node = definitionOf(binding)
      if (node && isFunction(node)) found.set(node, binding)
    }
    byProgram.set(program, found)
  }
  return found
}

/** Functions that call one another are taken to run while it is set up until something speaks against it. */
class Answers {
  readonly #no = new Set<Routine>()
  readonly #yes = new Set<Routine>()
  /** Those of `#yes` in the order in which they were asked for. */
  readonly #taken: Routine[] = []

  of(routine: Routine, decide: () => boolean): boolean {
    if (this.#no.has(routine)) return false
    if (this.#yes.has(routine)) return true
    this.#yes.add(routine)
    const place = this.#taken.push(routine) - 1
    if (decide()) return true
    // What was found since may rest on this one.
    for (const doubtful of this.#taken.splice(place)) this.#yes.delete(doubtful)
    this.#no.add(routine)
    return false
  }
}

/** Answers whether `routine` can run only while `owner` itself runs: it is never seen but in calls made from there. */
export class InitTime {
  readonly #known = new Map<Routine, Answers>()
  readonly #bindingOf: ReadonlyMap<Node, Binding>

  constructor(readonly program: Program) {
    this.#bindingOf = bindingsOfFunctions(program)
  }

  runsOnlyDuring(owner: Routine, routine: Routine): boolean {
    if (routine === owner) return true
    const known = this.#known.get(owner) ?? new Answers()
    this.#known.set(owner, known)
    return known.of(routine, () => this.#decide(owner, routine))
  }

  #decide(owner: Routine, routine: Routine): boolean {
    if (!routine.outer) return false
    if (runsWithItsOuter(this.program, routine)) return this.runsOnlyDuring(owner, routine.outer)
    const uses = this.#usesOf(routine)
    if (!uses || uses.length === 0) return false
    return uses.every(
      (use) => isCallee(this.program, use) && this.runsOnlyDuring(owner, this.program.routineAround(use)),
    )
  }

  /** undefined: it may be reached by other ways than a name. */
  #usesOf({ node }: Routine): readonly Node[] | undefined {
    const binding = this.#bindingOf.get(node)
    if (!binding) return undefined
    const isExported = binding.identifiers.some((identifier) => isInExport(this.program, identifier as Node))
    return isExported ? undefined : readsOf(binding)
  }
}

export function isInExport(program: Program, identifier: Node): boolean {
  for (let at = program.parentOf(identifier), steps = 0; at && steps < 3; at = program.parentOf(at), steps++) {
    if (at.type === 'ExportNamedDeclaration' || at.type === 'ExportDefaultDeclaration') return true
  }
  return false
}
