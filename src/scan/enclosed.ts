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
  let captured: Map<Routine, Binding[]> | undefined
  return (node) => {
    captured ??= capturedBindings(program)
    const routine = program.routineOf(node)
    return routine && namesFor(program, captured, routine)
  }
}

/** What each function reads or writes of the functions around it; variables outside of all functions and blocks left out. */
function capturedBindings(program: Program): Map<Routine, Binding[]> {
  const captured = new Map<Routine, Binding[]>()
  for (const binding of program.scopes.bindings) {
    if (binding.scope.block === program.root) continue
    const owner = program.ownerOf(binding)
    const users = new Set<Routine>()
    for (const { identifier } of binding.references) {
      let at: Routine | undefined = program.routineAround(identifier as Node)
      for (; at && at !== owner; at = at.outer) users.add(at)
    }
    for (const user of users) captured.set(user, [...(captured.get(user) ?? []), binding])
  }
  return captured
}

function namesFor(program: Program, captured: Map<Routine, Binding[]>, routine: Routine): string[] | undefined {
  const names = new Set<string>()
  const seen = new Set<Routine>([routine])
  const position = thisRoutineOf(program.routineAround(routine.node))
  for (const one of seen) {
    if (program.routines.some((inner) => inner.opaque && isWithin(inner, one))) return undefined
    if (readsSurroundings(program, one, 'superReads')) return undefined
    if (readsSurroundings(program, one, 'thisReads')) {
      if (thisRoutineOf(one) !== position || isInField(program, one.node)) return undefined
      if (position !== program.file) names.add('this')
    }
    for (const binding of captured.get(one) ?? []) {
      const helper = helperOf(program, binding, one)
      if (helper) seen.add(helper)
      else if (isReadable(program, binding, routine)) names.add(binding.name)
      else return undefined
    }
  }
  // What one of the functions declares for itself, the others capture from inside of it.
  return names.size > MOST ? undefined : [...names].sort()
}

/** Arrows have those of the function around them. */
function readsSurroundings(program: Program, routine: Routine, what: 'thisReads' | 'superReads'): boolean {
  if (routine.node.type !== 'ArrowFunctionExpression') return false
  const owner = thisRoutineOf(routine)
  return program.routines.some(
    (inner) => inner[what].length > 0 && isWithin(inner, routine) && thisRoutineOf(inner) === owner,
  )
}

/** There `this` is the instance, though no function stands around it. */
function isInField(program: Program, node: Node): boolean {
  let at: Node | undefined = node
  do at = program.parentOf(at)
  while (at && !isFunction(at) && at.type !== 'PropertyDefinition' && at.type !== 'StaticBlock')
  return at !== undefined && !isFunction(at)
}

/** The function that `binding` is bound to once and for all, where `user` does nothing but call it. */
function helperOf(program: Program, binding: Binding, user: Routine): Routine | undefined {
  const node = boundFunction(binding)
  const helper = node && program.routineOf(node)
  const isCalled = (identifier: Node) => {
    const parent = program.parentOf(identifier)
    return parent?.type === 'CallExpression' && parent.callee === identifier
  }
  const uses = binding.references.flatMap(({ identifier, init }) => {
    const isInside = init !== true && isWithin(program.routineAround(identifier as Node), user)
    return isInside ? [identifier as Node] : []
  })
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
