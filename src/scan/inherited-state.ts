/**
 * Follows objects whose class inherits from one of another file, or is one: what their methods read, methods that they
 * inherit or that stand there may write.
 */
import type { ExportedState, LinkedFile, StateWriter } from './file-links.js'
import { lentTables } from './lent-methods.js'
import { inheritedFrom, lookUp, type MemberTable } from './member-table.js'
import { type ModulePlace, type ModuleUse, placeOf } from './module-uses.js'
import { nameOf, type Program, type Routine, thisRoutineOf } from './program.js'
import type { SelfRead } from './self-reads.js'
import { isClass, isFunction, type Node, propertyName, textOf } from './syntax.js'

/** What methods, and those of their object that they call, read by `this`, as parts of the class that they inherit from. */
export class InheritedUses {
  readonly #found = new Map<Routine, ModuleUse[]>()
  /** Methods that call each other share what they read. */
  readonly #ofReads = new Map<MemberTable, Map<SelfRead, ModuleUse>>()

  constructor(
    readonly file: LinkedFile,
    readonly exported: ExportedTables,
  ) {}

  /** One for each property. */
  of(routine: Routine): ModuleUse[] {
    const found = this.#found.get(routine) ?? this.#find(routine)
    this.#found.set(routine, found)
    return found
  }

  #find(routine: Routine): ModuleUse[] {
    const { members, state } = this.file
    const table = members.thisTable(routine)
    if (!table || routine !== thisRoutineOf(routine)) return []
    const base = foreignBaseOf(this.file, table) ?? ownPlaceOf(this.file, table, routine, this.exported)
    if (!base) return []
    const uses = this.#ofReads.get(table) ?? new Map<SelfRead, ModuleUse>()
    this.#ofReads.set(table, uses)
    const use = (read: SelfRead): ModuleUse => {
      const { property, line, subject } = read
      const made = uses.get(read) ?? { ...partOf(base, property), line, subject }
      uses.set(read, made)
      return made
    }
    return [...oneOfEach(state.ofThis.readsOf(routine)), ...superReadsOf(this.file, routine)].map(use)
  }
}

function oneOfEach(reads: readonly SelfRead[]): Iterable<SelfRead> {
  const found = new Map<string | undefined, SelfRead>()
  for (const read of reads) if (!found.has(read.property)) found.set(read.property, read)
  return found.values()
}

/** Instances of the file's own classes, by what these are exported as. */
export type ExportedTables = ReadonlyMap<MemberTable, string>

/** Other files may put further methods there; who makes such an object has one of its own. */
function ownPlaceOf(
  { program, members }: LinkedFile,
  table: MemberTable,
  { node }: Routine,
  exported: ExportedTables,
): ModulePlace | undefined {
  const name = exported.get(table)
  const parent = program.parentOf(node)
  const makes =
    members.instanceTable(node) === table || (parent?.type === 'MethodDefinition' && parent.kind === 'constructor')
  return name === undefined || makes ? undefined : { module: '', path: name.split('.').filter(Boolean) }
}

function superReadsOf({ program }: LinkedFile, { superReads }: Routine): SelfRead[] {
  return superReads.map((read) => ({
    property: propertyName(read),
    line: program.lineOf(read),
    subject: textOf(read),
  }))
}

/** What the instances of an exported class have: who writes to them, each method, and what they inherit. */
export function instanceStates(
  file: LinkedFile,
  node: Node,
  ofMethod: (method: Routine) => ExportedState,
): [path: string[], states: ExportedState[]][] {
  const { members, program } = file
  const table = isClass(node) || isFunction(node) ? members.instanceTable(node) : undefined
  if (!table) return []
  const base = foreignBaseOf(file, table)
  const inherited: ExportedState[] = base ? [{ kind: 'other', place: partOf(base, undefined) }] : []
  const written: ExportedState = { kind: 'variable', writes: writesOn(file, table) }
  const methods = methodsOf(program, table).map(({ name, routines }): [string[], ExportedState[]] => [
    ['prototype', name],
    routines.map(ofMethod),
  ])
  return [[['prototype'], [written, ...inherited]], ...methods]
}

export function methodsOf(program: Program, table: MemberTable): { name: string; routines: Routine[] }[] {
  return [...table.values.keys()].flatMap((name) => {
    const nodes = lookUp(table, name).filter(isFunction)
    const routines = nodes.flatMap((node) => program.routineOf(node) ?? [])
    return routines.length > 0 ? [{ name, routines }] : []
  })
}

export function writesOn(
  { program, state }: LinkedFile,
  table: MemberTable,
): { property: string | undefined; by: StateWriter }[] {
  return state.ofThis.writesOn(table).map(({ routine, property, line }) => ({
    property,
    by: { code: 'reads-changing-this', writer: nameOf(program, routine.node), writerLine: line },
  }))
}

function foreignBaseOf(file: LinkedFile, table: MemberTable): ModulePlace | undefined {
  const lent = lentTables(file)
  for (const each of inheritedFrom(table)) {
    const place = lent.get(each) ?? (each.superClass && placeOf(file.callees, each.superClass))
    if (place) return place
  }
  return undefined
}

function partOf({ module, path }: ModulePlace, property: string | undefined): ModulePlace {
  return { module, path: [...path, 'prototype', ...(property === undefined ? [] : [property])] }
}
