/** Says which code is part of making an object: constructors, and the methods that these have do it. */
import { InitTime } from './init-time.js'
import { inheritedFrom, type MemberTable } from './member-table.js'
import type { Members } from './members.js'
import { type Program, type Routine, thisRoutineOf } from './program.js'
import { isFunction, type Node, propertyName } from './syntax.js'

interface Classes {
  program: Program
  members: Members
}

export class SettingUp {
  readonly #file: Classes
  readonly #initTime: InitTime
  readonly #uses: ReadonlyMap<string, Use[]>

  constructor(file: Classes) {
    this.#file = file
    this.#initTime = new InitTime(file.program)
    this.#uses = usesByName(file.program)
  }

  /** `routine` is, or is a part of, a method of such objects. */
  isPart(table: MemberTable, routine: Routine): boolean {
    const method = thisRoutineOf(routine)
    return isSetUp(this.#file, table, method, this.#uses) && !isLeftBehind(this.#initTime, method, routine)
  }
}

/** Arrow functions that may be called when their method has returned: listeners, timers, and what the object keeps. */
function isLeftBehind(initTime: InitTime, method: Routine, routine: Routine): boolean {
  if (routine === method || initTime.runsOnlyDuring(method, routine)) return false
  const call = initTime.program.parentOf(routine.node)
  const isHelper =
    call?.type === 'CallExpression' && call.callee.type === 'Identifier' && !TIMERS.test(call.callee.name)
  return !isHelper || (routine.outer !== undefined && isLeftBehind(initTime, method, routine.outer))
}

/** Other functions that have only a name mostly call what they are given before they return. */
const TIMERS = /^(set(Timeout|Interval|Immediate)|queueMicrotask|request\w+)$/

interface Use {
  node: Node
  routine: Routine
}

/** Calls `this.m()`, by m. */
function usesByName(program: Program): Map<string, Use[]> {
  const found = new Map<string, Use[]>()
  for (const routine of program.routines) {
    for (const node of routine.calls) {
      if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') continue
      const name = node.callee.object.type === 'ThisExpression' ? propertyName(node.callee) : undefined
      if (name !== undefined) found.set(name, [...(found.get(name) ?? []), { node, routine }])
    }
  }
  return found
}

/** Names of methods that nobody calls once more: what else takes something to keep, as `seed(n)`, is there for users too. */
const SETS_UP = /^[_#$]|^(init|setup|build|make|create|parse|compile|construct|process|prepare|normali[sz]e)/i

/** The constructor, or a method that every constructor run calls and nobody else in the file. */
function isSetUp(file: Classes, table: MemberTable, method: Routine, uses: ReadonlyMap<string, Use[]>): boolean {
  if (isConstructor(file, table, method)) return true
  const names = [...table.values].filter(([, values]) => values.includes(method.node)).map(([name]) => name)
  const own = names
    .flatMap((name) => uses.get(name) ?? [])
    .filter(({ routine }) => isOf(file.members.thisTable(routine), table))
  return (
    own.length > 0 &&
    (!takesParameters(method) || names.every((name) => SETS_UP.test(name))) &&
    own.every(({ node, routine }) => {
      const its = file.members.thisTable(routine)
      return its && isConstructor(file, its, routine) && isAlwaysRun(file.program, node, routine)
    })
  )
}

/** Objects of `table` are of that one too. */
function isOf(base: MemberTable | undefined, table: MemberTable): boolean {
  return base !== undefined && inheritedFrom(table).includes(base)
}

function takesParameters({ node }: Routine): boolean {
  return isFunction(node) && node.params.length > 0
}

function isConstructor({ program, members }: Classes, table: MemberTable, routine: Routine): boolean {
  const { node } = thisRoutineOf(routine)
  const parent = program.parentOf(node)
  if (parent?.type === 'MethodDefinition') return parent.kind === 'constructor'
  return members.instanceTable(node) === table
}

/** No condition and no loop, which may run more than once or never, stands between it and the body of its function. */
function isAlwaysRun(program: Program, node: Node, routine: Routine): boolean {
  if (routine !== thisRoutineOf(routine)) return false
  for (let at = program.parentOf(node); at && !isFunction(at); at = program.parentOf(at)) {
    if (/^(If|Switch|Try|For|ForIn|ForOf|While|DoWhile)Statement$|^(Conditional|Logical)Expression$/.test(at.type))
      return false
  }
  return true
}
