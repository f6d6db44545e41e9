/** Finds methods that read what other methods of their object write: `this` in a key tells objects apart, not their states. */
import type * as ESTree from 'estree'
import { lookUp, type MemberTable } from './members.js'
import { nameOf, type Program, type Routine, thisRoutineOf } from './program.js'
import type { StateReason } from './scanned-site.js'
import type { FileAnalysis } from './state.js'
import { isFunction, type Node, propertyName } from './syntax.js'

interface Write {
  routine: Routine
  property: string
  line: number
}

interface Read {
  property: string
  line: number
}

export function thisState(file: FileAnalysis): (routine: Routine) => StateReason[] {
  const writes = writesByTable(file)
  const reads = readsByRoutine(file)
  return (routine) => {
    const table = file.members.thisTable(routine)
    if (!table || routine !== thisRoutineOf(routine)) return []
    const own = methodsCalledBy(file, routine)
    const others = chainOf(table)
      .flatMap((each) => writes.get(each) ?? [])
      .filter((write) => !own.has(write.routine))
    if (others.length === 0) return []
    const seen = [...own].flatMap((method) => reads.get(method) ?? [])
    return reasonsOf(file.program, seen, others)
  }
}

/** One reason for each property. */
function reasonsOf(program: Program, reads: Read[], writes: Write[]): StateReason[] {
  const reasons = new Map<string, StateReason>()
  for (const { property, line } of reads) {
    const write = writes.find((candidate) => candidate.property === property)
    if (!write || reasons.has(property)) continue
    const writer = nameOf(program, write.routine.node)
    reasons.set(property, {
      code: 'reads-changing-this',
      line,
      subject: `this.${property}`,
      writer,
      writerLine: write.line,
    })
  }
  return [...reasons.values()]
}

/** Writes of each method's own text, those aside that are part of making the object. */
function writesByTable({ program, members, summaries }: FileAnalysis): Map<MemberTable, Write[]> {
  const found = new Map<MemberTable, Write[]>()
  for (const routine of program.routines) {
    const table = members.thisTable(routine)
    if (!table || isSetUp({ program, members, table }, routine)) continue
    for (const effect of summaries.effectsOf(routine)) {
      if (effect.kind !== 'mutate' || effect.writer !== routine || effect.origin.root.kind !== 'this') continue
      const property = effect.origin.path[0] ?? effect.property
      if (property === undefined) continue
      const write = { routine: thisRoutineOf(routine), property, line: effect.line }
      found.set(table, [...(found.get(table) ?? []), write])
    }
  }
  return found
}

interface ClassOf {
  program: Program
  members: FileAnalysis['members']
  table: MemberTable
}

/** The constructor, or a method that every constructor run calls and nobody else in the file. */
function isSetUp(owner: ClassOf, routine: Routine): boolean {
  if (isConstructor(owner, routine)) return true
  const uses = usesOf(owner, routine)
  return (
    uses.length > 0 && uses.every((use) => isConstructor(owner, use.routine) && isAlwaysRun(owner.program, use.node))
  )
}

function isConstructor({ program, members, table }: ClassOf, routine: Routine): boolean {
  const { node } = thisRoutineOf(routine)
  const parent = program.parentOf(node)
  if (parent?.type === 'MethodDefinition') return parent.kind === 'constructor'
  return members.instanceTable(node) === table
}

/** Calls `this.m()` of the method in its class. */
function usesOf({ program, members, table }: ClassOf, method: Routine): { node: Node; routine: Routine }[] {
  return program.routines.flatMap((routine) => {
    if (members.thisTable(routine) !== table) return []
    return routine.calls
      .filter((call) => call.type === 'CallExpression' && isOwnCall(call, table, method))
      .map((node) => ({ node, routine }))
  })
}

function isOwnCall({ callee }: ESTree.SimpleCallExpression, table: MemberTable, method: Routine): boolean {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'ThisExpression') return false
  const name = propertyName(callee)
  return name !== undefined && lookUp(table, name).includes(method.node)
}

/** No condition stands between it and the body of its function. */
function isAlwaysRun(program: Program, node: Node): boolean {
  for (let at = program.parentOf(node); at && !isFunction(at); at = program.parentOf(at)) {
    if (/^(If|Switch|Try)Statement$|^(Conditional|Logical)Expression$/.test(at.type)) return false
  }
  return true
}

/** The method itself and the methods of the same object that it calls, directly or not. */
function methodsCalledBy({ members, summaries }: FileAnalysis, method: Routine): Set<Routine> {
  const tables = new Set(chainOf(members.thisTable(method)))
  const found = new Set([method])
  for (const routine of found) {
    for (const edge of summaries.edgesOf(routine)) {
      const table = members.thisTable(edge.routine)
      if (table && tables.has(table)) found.add(thisRoutineOf(edge.routine))
    }
  }
  return found
}

function readsByRoutine({ program, members }: FileAnalysis): Map<Routine, Read[]> {
  const found = new Map<Routine, Read[]>()
  for (const routine of program.routines) {
    const table = members.thisTable(routine)
    if (!table) continue
    const reads = routine.thisReads.flatMap((node) => readOf(program, table, node))
    const method = thisRoutineOf(routine)
    found.set(method, [...(found.get(method) ?? []), ...reads])
  }
  return found
}

function readOf(program: Program, table: MemberTable, node: ESTree.ThisExpression): Read[] {
  const access = program.parentOf(node)
  if (access?.type !== 'MemberExpression' || access.object !== node) return []
  const property = propertyName(access)
  const outer = program.parentOf(access)
  const isTarget = outer?.type === 'AssignmentExpression' && outer.left === access && outer.operator === '='
  if (property === undefined || isTarget || lookUp(table, property).some(isFunction)) return []
  return [{ property, line: program.lineOf(access) }]
}

function chainOf(table: MemberTable | undefined): MemberTable[] {
  const chain: MemberTable[] = []
  for (let at = table; at && !chain.includes(at); at = at.base) chain.push(at)
  return chain
}
