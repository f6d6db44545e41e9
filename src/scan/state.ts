/** Finds the state that a cache of a function would have to follow: what the function reads and somebody else writes. */
import { argumentWriters } from './argument-writers.js'
import { writtenBinding } from './binding-writes.js'
import type { Callees } from './callee.js'
import { copiedSelves } from './copied-selves.js'
import type { Effect } from './effects.js'
import { exportedSettings, type Setting } from './exported-settings.js'
import type { GetterReads } from './getter-reads.js'
import { GivenAway } from './given-away.js'
import { actorOf, InitTime } from './init-time.js'
import { Instances } from './instances.js'
import { KeptArguments } from './kept-arguments.js'
import { writersInMakers } from './made-objects.js'
import { lookUp } from './member-table.js'
import type { Members } from './members.js'
import type { ModulePlace } from './module-uses.js'
import { definitionOf, onlyValue } from './only-value.js'
import { openRegistries } from './open-registries.js'
import type { Origins } from './origins.js'
import { OtherNames } from './other-names.js'
import { placeWithin } from './plain-exports.js'
import { isWithin, nameOf, type Program, type Routine } from './program.js'
import { replacesItself } from './replaced-helpers.js'
import type { StateReason } from './scanned-site.js'
import { type Binding, parameterPosition, readsOf } from './scopes.js'
import { settledReads } from './settled-reads.js'
import type { SharedMemory } from './shared-memory.js'
import { isOfSingleton, Singletons } from './singletons.js'
import { readProperty } from './state-reads.js'
import type { Summaries } from './summaries.js'
import { isClass, isFunction, type Node } from './syntax.js'
import { type ThisState, thisState } from './this-writers.js'
import { packagesTold } from './told-packages.js'

export interface FileAnalysis {
  program: Program
  members: Members
  callees: Callees
  origins: Origins
  getters: GetterReads
  memory: SharedMemory
  summaries: Summaries
  isHarmless(binding: Binding): boolean
}

/** Whoever loads a module may write its settings. */
export const ANY_USER = 'any user of the module'

/** Stands for every property of a function, beside what it does when it is called. */
export const ANY_OF_ITS_OWN = '...'

export interface Writer {
  /** undefined: the users of the module. */
  routine: Routine | undefined
  line: number
  reassigns: boolean
  /** undefined: any. */
  property: string | undefined
  /** Of an object of settings: whoever reads that as a whole reads them all. */
  isPart?: boolean
  /** How far below the object of the binding it writes, at least; absent: to the object itself. */
  depth?: number
  /** What it writes to, where another file exports that: whether it is an object at all, only that file tells. */
  within?: ModulePlace | undefined
}

type Read = Effect & { kind: 'read' }
type Mutation = Effect & { kind: 'mutate' }

export interface FileState {
  stateOf(routine: Routine): StateReason[]
  writersOf(binding: Binding): Writer[]
  ofThis: ThisState
  singletons: Singletons
  /** Bindings that are written, or whose objects are, after they have been set up. */
  written: [Binding, Writer[]][]
}

export function findState(file: FileAnalysis): FileState {
  const names = new OtherNames(file.program)
  const writers = writersOf(file, names)
  const settings = exportedSettings(file)
  for (const setting of settings) {
    for (const named of [setting.binding, ...twinsOf(file.program, setting.binding)])
      addWriter(writers, named, settingWriter(setting))
  }
  for (const { binding, line } of openRegistries(file))
    addWriter(writers, binding, { routine: undefined, line, reassigns: false, property: undefined, isPart: true })
  for (const [binding, writer] of thisAliases(file)) addWriter(writers, binding, writer)
  const copied = copiedSelves(file.program)
  for (const { binding, read } of copied) {
    const line = file.program.lineOf(read)
    addWriter(writers, binding, { routine: undefined, line, reassigns: false, property: ANY_OF_ITS_OWN })
  }
  const givenAway = new GivenAway(file)
  for (const [binding, gift] of givenAway.bindings) addWriter(writers, binding, { ...gift, reassigns: false })
  const changingThis = thisState(file, givenAway, writers)
  for (const [binding, writer] of staticWrites(file, changingThis)) addWriter(writers, binding, writer)
  const instances = new Instances(file, changingThis)
  for (const { binding, ...write } of instances.writesFromOutside())
    addWriter(writers, binding, { ...write, reassigns: false })
  const singletons = new Singletons(file.callees, changingThis)
  for (const { binding, ...write } of singletons.writes()) addWriter(writers, binding, { ...write, reassigns: false })
  for (const { binding, ...told } of packagesTold(file))
    addWriter(writers, binding, { ...told, reassigns: false, property: undefined })
  for (const [binding, writer] of writersInMakers(file.callees, writers)) addWriter(writers, binding, writer)
  const reads = settledReads(file, writers, { names, instances, singletons, copied })
  const mutatedArguments = argumentWriters(file)
  const initTime = new InitTime(file.program)
  const stateOf = (routine: Routine) => {
    const found = reads.effectsOf(routine).filter((effect): effect is Read => effect.kind === 'read')
    const all = found.flatMap((read) => reasonOf(initTime, routine, read, writers.get(read.binding) ?? []))
    const reasons = all.filter((one, at) => !all.slice(0, at).some((other) => isSameReason(one, other)))
    return [...reasons, ...changingThis.stateOf(routine), ...(mutatedArguments.get(routine) ?? [])].sort(
      (a, b) => a.line - b.line,
    )
  }
  const writersOfBinding = (binding: Binding) => writers.get(binding) ?? []
  return { stateOf, writersOf: writersOfBinding, ofThis: changingThis, singletons, written: [...writers] }
}

function addWriter(writers: Map<Binding, Writer[]>, binding: Binding, writer: Writer): void {
  const list = writers.get(binding)
  if (list) list.push(writer)
  else writers.set(binding, [writer])
}

/** Writes by functions that run after the scope of the binding has been set up. */
function writersOf(file: FileAnalysis, names: OtherNames): Map<Binding, Writer[]> {
  const { program, callees, summaries, memory, isHarmless } = file
  const initTime = new InitTime(program)
  const kept = new KeptArguments(file)
  const writers = new Map<Binding, Writer[]>()
  const isSetUpBy = (binding: Binding, routine: Routine) => {
    const owner = program.ownerOf(binding)
    return isWithin(owner, routine) || initTime.runsOnlyDuring(owner, routine)
  }
  for (const routine of program.routines) {
    for (const effect of summaries.effectsOf(routine)) {
      if ((effect.kind !== 'assign' && effect.kind !== 'mutate') || effect.writer !== routine) continue
      const mutation = effect.kind === 'mutate' ? effect : undefined
      if (mutation && isNoProof(mutation)) continue
      for (const [binding, writer] of mutation ? kept.writesBy(routine, mutation) : []) {
        if (!isHarmless(binding) && !isSetUpBy(binding, routine)) addWriter(writers, binding, writer)
      }
      const binding = writtenBinding(effect)
      // What nobody reads by that name may be read by another.
      for (const named of mutation && binding && !isSetUpBy(binding, routine) ? memory.variablesWith(binding) : [])
        addWriter(writers, named, { routine, line: effect.line, reassigns: false, property: undefined })
      if (!binding || (isHarmless(binding) && isNamedIn(program, binding, routine))) continue
      if (!mutation && replacesItself(program, binding, routine)) continue
      if (isSetUpBy(binding, routine)) continue
      const property = mutation?.property
      const depth = mutation?.origin.path.length ?? 0
      const within = mutation && placeWithin(callees, mutation.origin)
      const writer = { routine, line: effect.line, reassigns: !mutation, property, depth, within }
      const others = mutation ? sameObjects(program, binding) : []
      for (const named of [binding, ...twinsOf(program, binding), ...others]) addWriter(writers, named, writer)
      // `api.options.unit = x` changes what the binding `options` holds, when that is the object that `api` was given.
      if (!mutation || property === undefined || depth === 0) continue
      for (const other of names.heldBy(binding, property)) {
        addWriter(writers, other, { routine, line: mutation.line, reassigns: false, property: mutation.part })
      }
    }
  }
  return writers
}

function isNoProof({ subject, byHelper, origin }: Mutation): boolean {
  // Whoever depends on lastIndex changes it too, and is impure for that.
  if (/\.lastIndex$/.test(subject)) return true
  // A helper that may change some element of what it is given is no proof that this one is changed.
  return byHelper === true && origin.path.includes(undefined)
}

/** Or in what it is part of; otherwise it got the object from another function, as `get()` in `get().x = y`. */
function isNamedIn(program: Program, binding: Binding, routine: Routine): boolean {
  const owner = program.ownerOf(binding)
  let outermost = routine
  while (outermost.outer && outermost.outer !== owner) outermost = outermost.outer
  return binding.references.some(({ identifier }) => isWithin(program.routineAround(identifier as Node), outermost))
}

/** A class has its name once more inside of itself. */
function twinsOf(program: Program, binding: Binding): Binding[] {
  const [definition] = binding.defs
  if (definition?.type !== 'ClassName') return []
  return program.scopes.bindings.filter((other) => other !== binding && other.defs[0]?.node === definition.node)
}

/** `const own = shared`: whatever changes the object of the one changes that of the other. */
function sameObjects(program: Program, binding: Binding): Binding[] {
  const value = onlyValue(binding)
  const other = value?.type === 'Identifier' ? program.scopes.bindingOf(value) : undefined
  return other && other !== binding ? [other, ...sameObjects(program, other)] : []
}

/** `static add(x) { this.list.push(x) }` changes what others read as `Registry.list`. */
function* staticWrites({ program, members }: FileAnalysis, ofThis: ThisState): Iterable<[Binding, Writer]> {
  for (const binding of program.scopes.bindings) {
    const node = definitionOf(binding)
    const table = node && (isClass(node) || isFunction(node)) ? members.staticTable(node) : undefined
    for (const { isSupposed, ...write } of table ? ofThis.writesOn(table) : []) {
      if (!isSupposed) yield [binding, { ...write, reassigns: false }]
    }
  }
}

function settingWriter({ line, property, isPart }: Setting): Writer {
  return { routine: undefined, line, reassigns: false, property, isPart }
}

/** `var self = this`: the object belongs to whoever holds it, and a key made of arguments knows nothing of it. */
function thisAliases({ program, members }: FileAnalysis): [Binding, Writer][] {
  const aliases: [Binding, Writer][] = []
  for (const binding of program.scopes.bindings) {
    if (onlyValue(binding)?.type !== 'ThisExpression') continue
    const routine = program.ownerOf(binding)
    if (routine === program.file) continue
    const table = members.thisTable(routine)
    const names = new Set(readsOf(binding).map((read) => readProperty(program, members, read)))
    for (const property of names) {
      const isMethod = property !== undefined && table !== undefined && lookUp(table, property).some(isFunction)
      if (property === undefined || isMethod) continue
      const line = program.lineOf(binding.identifiers[0] as never)
      aliases.push([binding, { routine, line, reassigns: false, property }])
    }
  }
  return aliases
}

function reasonOf(initTime: InitTime, routine: Routine, read: Read, writers: Writer[]): StateReason[] {
  const { program } = initTime
  const reader = actorOf(program, routine, read.binding)
  const isOwn = (writer: Routine) => actorOf(program, writer, read.binding) === reader
  // What a call of `lexer` hands out goes on when `lexer` is called again and assigns anew.
  const isLater = (writer: Routine) => !isWithin(writer, routine) && !initTime.runsOnlyDuring(reader, routine)
  // What a table holds for itself is filled and asked in one call.
  const isLeftBehind = (writer: Routine) => writer !== routine && isWithin(routine, writer)
  const possible = nearestFirst(writers).filter((candidate) => {
    const own = candidate.routine && isOwn(candidate.routine) ? candidate.routine : undefined
    if (own && !((candidate.reassigns || isLeftBehind(own)) && isLater(own))) return false
    if (isOfSingleton(candidate.property)) return read.property === candidate.property
    if (candidate.reassigns || read.property === undefined || candidate.property === undefined) {
      return candidate.routine !== undefined || candidate.isPart === true
    }
    return read.property === candidate.property
  })
  const certain = possible.find(({ within }) => !within)
  return (certain ? [certain] : possible).map((writer) => ({
    code: codeOf(read.binding, writer),
    line: read.line,
    subject: read.subject,
    writer: writer.routine ? nameOf(program, writer.routine.node) : ANY_USER,
    writerLine: writer.line,
    ...(writer.within && { within: writer.within }),
  }))
}

/** Who writes to the object itself is a better answer than who writes to something that it may hold. */
function nearestFirst(writers: Writer[]): Writer[] {
  return [...writers].sort((one, other) => (one.depth ?? 0) - (other.depth ?? 0))
}

/** Under both names of a class. */
function isSameReason(a: StateReason, b: StateReason): boolean {
  const isOfOnePlace = a.within?.path.join('.') === b.within?.path.join('.')
  const isOfOneWriter = a.writer === b.writer && a.writerLine === b.writerLine
  return a.subject === b.subject && a.line === b.line && isOfOneWriter && isOfOnePlace
}

function codeOf(binding: Binding, writer: Writer): StateReason['code'] {
  if (onlyValue(binding)?.type === 'ThisExpression') return 'reads-this-alias'
  if (parameterPosition(binding) && writer.routine) return 'reads-mutable-parameter'
  return writer.reassigns ? 'reads-reassigned-binding' : 'reads-mutated-binding'
}
