/** Finds methods that read what other methods of their object write: `this` in a key tells objects apart, not their states. */
import { partsChangedBy } from './called-for-effect.js'
import { ConstructorReads } from './constructor-reads.js'
import type { Effect } from './effects.js'
import type { GivenAway } from './given-away.js'
import { InitTime } from './init-time.js'
import { inheritedFrom, inherits, type MemberTable } from './member-table.js'
import { definitionOf } from './only-value.js'
import { openTables } from './open-tables.js'
import { isOfAnother, methodsCalledBy } from './own-calls.js'
import { nameOf, type Program, type Routine, thisRoutineOf } from './program.js'
import type { StateReason } from './scanned-site.js'
import { type Binding, readsOf } from './scopes.js'
import { selfNames } from './self-names.js'
import { type SelfRead, SelfReads } from './self-reads.js'
import { isMeant, type SelfWrite, SelfWrites, unlikeReads } from './self-writes.js'
import { SettingUp } from './setting-up.js'
import { ANY_USER, type FileAnalysis, type Writer } from './state.js'
import { readProperty } from './state-reads.js'
import { textOf } from './syntax.js'

export interface ThisState {
  stateOf(routine: Routine): StateReason[]
  /** What a method and those that it calls read of their object. */
  readsOf(method: Routine): SelfRead[]
  /** What the methods of such objects write, those aside that are part of making one. */
  writesOn(table: MemberTable): SelfWrite[]
  /** The names that methods give to their object for functions within them. */
  selves: ReadonlyMap<Binding, MemberTable>
}

const NOTHING_WRITTEN = new SelfWrites([])

/** @param byName writes to variables of the file: a method may know its own object by one. */
export function thisState(file: FileAnalysis, givenAway: GivenAway, byName: Map<Binding, Writer[]>): ThisState {
  const selves = selfNames(file.program, file.members)
  const writes = writesByTable(file, selves)
  const reads = readsByRoutine(file)
  const ofClasses = classStateByRoutine(file, writes)
  for (const { table, ...write } of writesToNamed(file, byName)) {
    writes.set(table, [...(writes.get(table) ?? []), write])
  }
  for (const [table, own] of writes) writes.set(table, file.memory.writesSeen(table, own))
  const initTime = new InitTime(file.program)
  const onTable = new Map<MemberTable, SelfWrites>()
  const unlike = new Map([...reads].map(([routine, all]) => [routine, unlikeReads(all)]))
  const writesOn = (table: MemberTable) => {
    let found = onTable.get(table)
    if (!found) {
      const heirs = [...writes.keys()].filter((each) => inherits(each, table) && file.members.isOfInstances(each))
      const all = [...inheritedFrom(table), ...heirs].flatMap((each) => [
        ...(writes.get(each) ?? []),
        ...givenAway.giftsOf(each),
      ])
      found = new SelfWrites(all)
      onTable.set(table, found)
    }
    return found
  }
  const isMadeHere = isOfAnother(file.program)
  const known = new Map<Routine, Set<Routine>>()
  const calledBy = (method: Routine) => {
    const called = known.get(method) ?? methodsCalledBy(file, method)
    known.set(method, called)
    return called
  }
  const stateOf = (routine: Routine) => {
    const table = file.members.thisTable(routine)
    const written = table ? writesOn(table) : NOTHING_WRITTEN
    if (written.all.length === 0 && ofClasses.size === 0) return []
    const called = calledBy(routine)
    let own: Set<Routine> | undefined
    const method = thisRoutineOf(routine)
    const isPart = routine !== method && initTime.runsOnlyDuring(method, routine)
    const meanwhile = isPart ? calledBy(method) : undefined
    const isByOthers = (write: SelfWrite) => {
      own ??= methodsCalledBy(file, routine, isMadeHere)
      return !own.has(write.routine) && (!meanwhile || (write.routine !== method && meanwhile.has(write.routine)))
    }
    const seen = [...called].flatMap((method) => unlike.get(method) ?? [])
    const ofClass = [...called].flatMap((method) => ofClasses.get(method) ?? [])
    return [...reasonsOf(file.program, seen, written, isByOthers), ...ofClass]
  }
  const readsOf = (method: Routine) => {
    const table = file.members.thisTable(method)
    const isReplaced = (read: SelfRead) =>
      table !== undefined &&
      writesOn(table)
        .of(read.property)
        .some((write) => isMeant(write, read))
    const all = [...calledBy(method)].flatMap((each) => reads.get(each) ?? [])
    return all.filter((read) => !read.isMethod || isReplaced(read))
  }
  return { stateOf, readsOf, writesOn: (table) => writesOn(table).all, selves }
}

/** What methods read of `this.constructor` and static methods write. */
function classStateByRoutine(file: FileAnalysis, writes: Map<MemberTable, SelfWrite[]>): Map<Routine, StateReason[]> {
  const { program, members } = file
  const constructors = new ConstructorReads(program, members)
  const found = new Map<Routine, StateReason[]>()
  for (const node of [...program.classes, ...program.routines.map((routine) => routine.node)]) {
    const table = members.staticTable(node)
    const written = table && writes.get(table)
    for (const use of written ? constructors.usesOfClass(node) : []) {
      const method = thisRoutineOf(program.routineAround(use))
      const property = readProperty(program, members, use)
      const subject = property === undefined ? textOf(use) : `${textOf(use)}.${property}`
      const reads = [{ property, line: program.lineOf(use), subject }]
      const reasons = reasonsOf(program, reads, new SelfWrites(written ?? []))
      found.set(method, [...(found.get(method) ?? []), ...reasons])
    }
  }
  return found
}

/** One reason for each property. */
function reasonsOf(
  program: Program,
  reads: SelfRead[],
  writes: SelfWrites,
  isAsked: (write: SelfWrite) => boolean = () => true,
): StateReason[] {
  const reasons = new Map<string | undefined, StateReason>()
  for (const read of unlikeReads(reads)) {
    const { property, line, subject } = read
    if (reasons.has(property)) continue
    const write = writes.of(property).find((one) => isMeant(one, read) && isAsked(one))
    if (!write) continue
    const writer = write.byUsers ? ANY_USER : nameOf(program, write.routine.node)
    reasons.set(property, {
      code: 'reads-changing-this',
      line,
      subject,
      writer,
      writerLine: write.line,
    })
  }
  return [...reasons.values()]
}

/** Writes of each method's own text, those aside that are part of making the object. */
function writesByTable(file: FileAnalysis, selves: ThisState['selves']): Map<MemberTable, SelfWrite[]> {
  const { program, members, summaries } = file
  const settingUp = new SettingUp(file)
  const found = new Map<MemberTable, SelfWrite[]>()
  for (const routine of program.routines) {
    const table = members.thisTable(routine)
    const known = table ? summaries.effectsOf(routine).flatMap((effect) => writeOf(effect, routine)) : []
    const supposed = table ? partsChangedBy(file, routine) : []
    const method = thisRoutineOf(routine)
    const writes = [...known, ...supposed.map((part) => ({ ...part, routine: method, isSupposed: true }))]
    if (!table || writes.length === 0 || settingUp.isPart(table, routine)) continue
    found.set(table, [...(found.get(table) ?? []), ...writes])
  }
  for (const { table, ...write } of [
    ...writesByOtherNames(file, selves),
    ...writesToPrototypes(file),
    ...openTables(file),
  ])
    found.set(table, [...(found.get(table) ?? []), write])
  return found
}

/** `const self = this` in a method, `self.unit = u` in a function that it leaves behind. */
function writesByOtherNames(
  { program, summaries }: FileAnalysis,
  selves: ThisState['selves'],
): (SelfWrite & { table: MemberTable })[] {
  const initTime = new InitTime(program)
  return (selves.size === 0 ? [] : program.routines).flatMap((routine) =>
    summaries.effectsOf(routine).flatMap((effect) => {
      const root = effect.kind === 'mutate' && effect.writer === routine ? effect.origin.root : undefined
      const table = root?.kind === 'binding' ? selves.get(root.binding) : undefined
      if (effect.kind !== 'mutate' || root?.kind !== 'binding' || !table) return []
      if (initTime.runsOnlyDuring(program.ownerOf(root.binding), routine)) return []
      const property = effect.origin.path[0] ?? effect.property
      return [{ table, routine, property, line: effect.line }]
    }),
  )
}

/** `Money.prototype.digits = n`, by what runs after the file has been set up. */
function writesToPrototypes({ program, members, summaries }: FileAnalysis): (SelfWrite & { table: MemberTable })[] {
  const initTime = new InitTime(program)
  return program.routines.flatMap((routine) =>
    summaries.effectsOf(routine).flatMap((effect) => {
      if (effect.kind !== 'mutate' || effect.writer !== routine || effect.property !== 'prototype') return []
      // Under any name it gets methods.
      if (effect.part === undefined) return []
      const { root } = effect.origin
      const node = root.kind === 'binding' ? definitionOf(root.binding) : undefined
      const table = node && members.instanceTable(node)
      if (!table || root.kind !== 'binding' || initTime.runsOnlyDuring(program.ownerOf(root.binding), routine))
        return []
      return [{ table, routine, property: effect.part, line: effect.line }]
    }),
  )
}

/** `api.unit = u`, `Registry.items.push(x)`, where methods of `api`, and static ones of `Registry`, say `this`. */
function* writesToNamed(
  { members }: FileAnalysis,
  byName: Map<Binding, Writer[]>,
): Iterable<SelfWrite & { table: MemberTable }> {
  for (const [binding, writers] of byName) {
    const node = definitionOf(binding)
    const [read] = node?.type === 'ObjectExpression' ? readsOf(binding) : []
    const table = read ? members.tableOf(read) : node && members.staticTable(node)
    if (!table) continue
    for (const { routine, property, line, reassigns } of writers) {
      if (routine && !reassigns) yield { table, routine: thisRoutineOf(routine), property, line }
    }
  }
}

function writeOf(effect: Effect, routine: Routine): SelfWrite[] {
  if (effect.kind !== 'mutate' || effect.writer !== routine || effect.origin.root.kind !== 'this') return []
  // A helper that may change some element of what it is given is no proof that this one is changed.
  if (effect.byHelper && effect.origin.path.includes(undefined)) return []
  if (effect.byHelper && effect.property === undefined) return []
  const property = effect.origin.path[0] ?? effect.property
  return [{ routine: thisRoutineOf(routine), property, line: effect.line }]
}

/** `routine`, and the functions around it up to the method whose `this` it means. */
function sharingThis(routine: Routine): Routine[] {
  return routine.sharesThis && routine.outer ? [routine, ...sharingThis(routine.outer)] : [routine]
}

function readsByRoutine({ program, members, callees }: FileAnalysis): Map<Routine, SelfRead[]> {
  const self = new SelfReads(program, callees)
  const found = new Map<Routine, SelfRead[]>()
  for (const routine of program.routines) {
    const table = members.thisTable(routine)
    if (!table) continue
    const reads = routine.thisReads.flatMap((node) => self.of(node, table))
    // An arrow function is a part of its method, and may be asked for itself.
    for (const each of sharingThis(routine)) found.set(each, [...(found.get(each) ?? []), ...reads])
  }
  return found
}
