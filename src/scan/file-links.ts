/** What one file's functions have to do with the state of other files: plain facts that outlive its syntax tree. */

import {
  type Borrower,
  borrowers,
  isLooseMethod,
  readsOfMethod,
  type SelfWriteElsewhere,
  writesOfMethod,
} from './borrowed-methods.js'
import type { Callees } from './callee.js'
import { modulesCopied } from './copied-exports.js'
import { type ExportedNames, exportedNames } from './exported-names.js'
import { asWrite, ExportedStates } from './exported-states.js'
import { globalsMade } from './global-state.js'
import { InheritedUses } from './inherited-state.js'
import { writesOfLent } from './lent-methods.js'
import type { MemberTable } from './member-table.js'
import type { Members } from './members.js'
import { type ModulePlace, type ModuleUse, moduleUses, placeOf } from './module-uses.js'
import { moduleWrites, ownExportReads } from './module-writes.js'
import { modulesLoaded, offeredSettings } from './open-settings.js'
import { plainExports } from './plain-exports.js'
import { nameOf, type Program, type Routine } from './program.js'
import { ownMemberCalls, type Replacement, replacements } from './replaced-elsewhere.js'
import type { ChangedResult, ResultChanges } from './result-writers.js'
import type { StateReason } from './scanned-site.js'
import { readsOf } from './scopes.js'
import { settingsOnExports } from './settings-on-exports.js'
import type { FileState } from './state.js'
import { readProperty } from './state-reads.js'
import type { Summaries } from './summaries.js'
import { type Node, textOf } from './syntax.js'

/** Who writes it, and the line in its file. */
export interface StateWriter {
  code: StateReason['code']
  writer: string
  writerLine: number
  /** It writes nothing if that holds a plain value: a place that its own file names. */
  within?: ModulePlace
}

/** What stands behind an exported name. */
export type ExportedState =
  /** Calling it depends on that. */
  | { kind: 'function'; state: StateWriter[]; uses: ModuleUse[] }
  /** Data: who writes to it in its own file, and to which property (undefined: any, or all of it). */
  | { kind: 'variable'; writes: { property: string | undefined; by: StateWriter }[] }
  /** The same as in another module. */
  | { kind: 'other'; place: ModulePlace }

export interface FileLinks {
  /** By dotted path, `` for the default export. */
  exported: Map<string, ExportedState[]>
  handsOnAllOf: string[]
  /** Properties of its own exports that its users may set, and the lines where they get their first values. */
  settings: Map<string, number>
  /** Names of settings among what it exports, and their lines: its users may change those if they get at them. */
  offers: Map<string, number>
  /** Other files of the package, as the source names them. */
  loads: string[]
  /** Writes by its functions to what other files export, and to its own exports by that name. */
  writes: WriteElsewhere[]
  /** Functions that it puts into what other files export. */
  replaced: Replacement[]
  /** What functions of other files return, and its functions change. */
  changedResults: ChangedResult[]
  /** Of what it exports, what is no object: dotted paths. */
  plain: Set<string>
  /** Names on the global object that it gives a value, at any time; `*`: it may be any. */
  globals: string[]
  /** Classes that have functions of other files for methods. */
  borrowers: Borrower[]
  /** Exported functions that may be methods of such, and what they write to their object. */
  looseMethods: Map<string, SelfWriteElsewhere[]>
}

export interface WriteElsewhere extends ModulePlace {
  by: StateWriter
  /** Only where this is no function of the place's own. */
  method?: string
}

export interface LinkedFile {
  program: Program
  members: Members
  callees: Callees
  summaries: Summaries
  state: FileState
  results: ResultChanges
}

export class Linking {
  readonly #uses: Map<Routine, ModuleUse[]>
  readonly #states: ExportedStates
  readonly #names: ExportedNames
  readonly #loose: Map<string, Routine[]>
  /** Made at the first question. */
  #inherited: InheritedUses | undefined
  /** The same. */
  #settled: Map<Routine, Map<string, ModuleUse>> | undefined

  constructor(readonly file: LinkedFile) {
    this.#uses = moduleUses(file.program, file.callees)
    for (const found of [ownExportReads(file.program), ownMemberCalls(file)])
      for (const [routine, uses] of found) this.#addUses(routine, uses)
    this.#states = new ExportedStates(file, (routine) => this.usesOf(routine))
    this.#names = exportedNames(file.program, file.members)
    for (const [name, values] of this.#names.values) for (const value of values) this.#addUsesOfOwn(name, value)
    this.#loose = this.#looseMethods()
    for (const [name, routines] of this.#loose)
      for (const routine of routines) this.#addUses(routine, readsOfMethod(file, name, routine))
  }

  links(): FileLinks {
    const exported = new Map<string, ExportedState[]>()
    for (const [name, { module, name: inner }] of this.#names.handedOn) {
      exported.set(name, [{ kind: 'other', place: { module, path: inner === '' ? [] : inner.split('.') } }])
    }
    for (const [name, values] of this.#names.values) {
      const states = values.flatMap((value) => this.#states.behind(value))
      // Of a property that holds a plain value, the object says who writes it.
      if (states.length > 0) exported.set(name, states)
    }
    for (const [name, values] of this.#names.values) {
      for (const [path, states] of values.flatMap((value) => this.#states.within(name, value))) {
        const inner = [name, ...path].filter(Boolean).join('.')
        exported.set(inner, [...(exported.get(inner) ?? []), ...states])
      }
    }
    const settings = settingsOnExports(this.file.program)
    const replaced = replacements(this.file, (value) => this.#states.behind(value))
    const plain = plainExports(this.file.program, this.#names)
    const [offers, loads] = [offeredSettings(this.file.program, this.#names), modulesLoaded(this.file.program)]
    const handsOnAllOf = [...this.#names.all, ...modulesCopied(this.file.program)]
    const writes = this.#writesElsewhere()
    const written = [...this.#loose].map(([name, routines]) => {
      return [name, routines.flatMap((routine) => writesOfMethod(this.file, routine))] as const
    })
    const [lenders, looseMethods] = [borrowers(this.file), new Map(written)]
    return {
      exported,
      handsOnAllOf,
      settings,
      offers,
      loads,
      writes,
      replaced,
      changedResults: this.file.results.elsewhere,
      plain,
      globals: globalsMade(this.file.program, this.file.callees),
      borrowers: lenders,
      looseMethods,
    }
  }

  #looseMethods(): Map<string, Routine[]> {
    const loose = [...this.exportedRoutines()].map(([name, routines]) => {
      return [name, routines.filter((routine) => isLooseMethod(this.file, routine))] as const
    })
    return new Map(loose.filter(([, routines]) => routines.length > 0))
  }

  /** Functions, by the names under which they are exported; names that may mean something else too are left out. */
  exportedRoutines(): Map<string, Routine[]> {
    const found = new Map<string, Routine[]>()
    for (const [name, values] of this.#names.values) {
      const meanings = values.flatMap((value) => this.file.callees.meaningsOf(value))
      const routines = meanings.flatMap((meaning) => (meaning.kind === 'routine' ? [meaning.routine] : []))
      if (routines.length > 0 && routines.length === meanings.length) found.set(name, routines)
    }
    return found
  }

  /** What `routine` uses of other modules, itself and through the functions of its file that it calls. */
  usesOf(routine: Routine): ModuleUse[] {
    this.#settled ??= this.#settle()
    this.#inherited ??= new InheritedUses(this.file, this.#exportedTables())
    return [...(this.#settled.get(routine)?.values() ?? []), ...this.#inherited.of(routine)]
  }

  #exportedTables(): Map<MemberTable, string> {
    const found = new Map<MemberTable, string>()
    for (const [name, values] of this.#names.values) {
      for (const node of values.flatMap((value) => this.#states.madeBy(value))) {
        const table = this.file.members.instanceTable(node)
        if (table) found.set(table, name)
      }
    }
    return found
  }

  /** Hands the uses of each routine, one for each place, to its callers until nothing is new. */
  #settle(): Map<Routine, Map<string, ModuleUse>> {
    const callers = callersOf(this.file)
    const settled = new Map<Routine, Map<string, ModuleUse>>()
    const waiting = new Set<Routine>()
    const hand = (routine: Routine, uses: Iterable<[place: string, use: ModuleUse]>) => {
      const known = settled.get(routine) ?? new Map<string, ModuleUse>()
      settled.set(routine, known)
      const before = known.size
      for (const [place, use] of uses) if (!known.has(place)) known.set(place, use)
      if (known.size > before) waiting.add(routine)
    }
    for (const [routine, uses] of this.#uses) hand(routine, uses.map(byPlace))
    for (const routine of waiting) {
      waiting.delete(routine)
      for (const caller of callers.get(routine) ?? []) hand(caller, settled.get(routine) as Map<string, ModuleUse>)
    }
    return settled
  }

  /** Other files may write to what this one exports. */
  #addUsesOfOwn(name: string, value: Node): void {
    const { program, members } = this.file
    const binding = this.#states.variable(value)
    for (const read of binding ? readsOf(binding) : []) {
      const property = readProperty(program, members, read)
      const path = [name, property].filter((step) => step !== undefined && step !== '') as string[]
      const routine = program.routineAround(read)
      const use = { module: '', path, line: program.lineOf(read), subject: [textOf(read), property].join('.') }
      this.#addUses(routine, [use])
    }
  }

  #addUses(routine: Routine, uses: ModuleUse[]): void {
    this.#uses.set(routine, [...(this.#uses.get(routine) ?? []), ...uses])
  }

  /** Those that go by a variable first: what was found out about it says more. */
  #writesElsewhere(): WriteElsewhere[] {
    const { program, callees, state } = this.file
    const byVariable = state.written.flatMap(([binding, writers]) => {
      const [read] = readsOf(binding)
      const place = read && placeOf(callees, read)
      if (!place) return []
      // Giving the variable another value leaves what it stood for as it is.
      const changing = writers.filter(({ reassigns }) => !reassigns)
      return changing.map((writer) => {
        const { property, by } = asWrite(this.file)(writer)
        return { module: place.module, path: [...place.path, ...(property === undefined ? [] : [property])], by }
      })
    })
    const direct = moduleWrites(program, callees).map(({ routine, line, ...place }) => ({
      ...place,
      by: { code: 'reads-mutated-binding' as const, writer: nameOf(program, routine.node), writerLine: line },
    }))
    return [...byVariable, ...direct, ...writesOfLent(this.file)]
  }
}

function byPlace(use: ModuleUse): [place: string, use: ModuleUse] {
  return [`${use.module}|${use.path.join('.')}`, use]
}

function callersOf({ program, summaries }: LinkedFile): Map<Routine, Set<Routine>> {
  const callers = new Map<Routine, Set<Routine>>()
  for (const caller of program.routines) {
    for (const { routine } of summaries.edgesOf(caller)) {
      callers.set(routine, (callers.get(routine) ?? new Set()).add(caller))
    }
  }
  return callers
}
