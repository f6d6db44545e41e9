/** Lists what a closure captures: the variables of the functions around it that decide its results beside its arguments. */
import { isWithin, type Program, type Routine, thisRoutineOf } from './program.js'
import { type Binding, declaredNode, isArgumentsObject, writesTo } from './scopes.js'
import { isFunction, type Node } from './syntax.js'

/** A key of more values than this is none that anybody would write. */
const MOST = 8

/** Words that cannot be read as variables wherever a function stands that reads them. */
const RESERVED_SOMEWHERE = new Set(['arguments', 'await', 'yield'])

/**
 * For a function of the file: names that can be read beside it, `this` among them where it is an arrow that reads its
 * surroundings'. A helper that is only called stands for what it captures itself: each closure has one of its own.
 * undefined: too many, or it cannot be told.
 */
export function enclosedNames(program: Program): (node: Node) => string[] | undefined {
  let captures: Captures | undefined
  return (node) => {
    captures ??= capturesOf(program)
    const routine = program.routineOf(node)
    return routine && namesFor(captures, routine)
  }
}

interface Captures {
  program: Program
  /**
   * What each function reads or writes of the functions around it, and where, but for what the variable is declared with;
   * variables outside of all functions and blocks left out.
   */
  uses: Map<Routine, Map<Binding, Node[]>>
  /** With a `with` or a direct `eval`. */
  opaque: Routine[]
  readers: Record<'thisReads' | 'superReads', Routine[]>
}

function capturesOf(program: Program): Captures {
  const readers = (what: 'thisReads' | 'superReads') => program.routines.filter((routine) => routine[what].length > 0)
  return {
    program,
    uses: capturedBindings(program),
    opaque: program.routines.filter((routine) => routine.opaque),
    readers: { thisReads: readers('thisReads'), superReads: readers('superReads') },
  }
}

function capturedBindings(program: Program): Captures['uses'] {
  const captured: Captures['uses'] = new Map()
  for (const binding of program.scopes.bindings) {
    if (binding.scope.block === program.root) continue
    const owner = program.ownerOf(binding)
    for (const { identifier, init } of binding.references) {
      let at: Routine | undefined = program.routineAround(identifier as Node)
      for (; at && at !== owner; at = at.outer) {
        const uses = openIn(
          openIn(captured, at, () => new Map()),
          binding,
          () => [],
        )
        if (init !== true) uses.push(identifier as Node)
      }
    }
  }
  return captured
}

function openIn<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make()
  map.set(key, value)
  return value
}

function namesFor(captures: Captures, routine: Routine): string[] | undefined {
  const { program } = captures
  const names = new Set<string>()
  const seen = new Set<Routine>([routine])
  const position = thisRoutineOf(program.routineAround(routine.node))
  for (const one of seen) {
    if (captures.opaque.some((inner) => isWithin(inner, one))) return undefined
    if (readsSurroundings(captures, one, 'superReads')) return undefined
    if (readsSurroundings(captures, one, 'thisReads')) {
      if (thisRoutineOf(one) !== position || isInField(program, one.node)) return undefined
      if (position !== program.file) names.add('this')
    }
    for (const [binding, uses] of captures.uses.get(one) ?? []) {
      const helper = helperOf(program, binding, uses)
      if (helper) seen.add(helper)
      else if (isReadable(program, binding, routine)) names.add(binding.name)
      else return undefined
    }
  }
  // What one of the functions declares for itself, the others capture from inside of it.
  return names.size > MOST ? undefined : [...names].sort()
}

/** Arrows have those of the function around them. */
function readsSurroundings({ readers }: Captures, routine: Routine, what: keyof Captures['readers']): boolean {
  if (routine.node.type !== 'ArrowFunctionExpression') return false
  const owner = thisRoutineOf(routine)
  return readers[what].some((inner) => isWithin(inner, routine) && thisRoutineOf(inner) === owner)
}

/** There `this` is the instance, though no function stands around it. */
function isInField(program: Program, node: Node): boolean {
  let at: Node | undefined = node
  do at = program.parentOf(at)
  while (at && !isFunction(at) && at.type !== 'PropertyDefinition' && at.type !== 'StaticBlock')
  return at !== undefined && !isFunction(at)
}

/** The function that `binding` is bound to once and for all, where `uses` of it are nothing but calls. */
function helperOf(program: Program, binding: Binding, uses: Node[]): Routine | undefined {
  const node = boundFunction(binding)
  const helper = node && program.routineOf(node)
  const isCalled = (identifier: Node) => {
    const parent = program.parentOf(identifier)
    return parent?.type === 'CallExpression' && parent.callee === identifier
  }
  return uses.every(isCalled) ? helper : undefined
}

function boundFunction(binding: Binding): Node | undefined {
  const writes = writesTo(binding)
  const declared = declaredNode(binding)
  if (declared) return writes.length === 0 && isFunction(declared) ? declared : undefined
  const [only, ...others] = writes
  const isConstant = only?.init === true && !only.partial && others.length === 0 && binding.defs.length === 1
  return isConstant && only.value && isFunction(only.value) ? only.value : undefined
}

/** Its name means the same variable where `routine` stands: a helper's may be another one there. */
function isReadable(program: Program, binding: Binding, { node }: Routine): boolean {
  if (isArgumentsObject(binding) || RESERVED_SOMEWHERE.has(binding.name)) return false
  return program.scopes.visibleFrom(node, binding.name) === binding
}
