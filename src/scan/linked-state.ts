/** Finds state that functions read through other files: what those files' functions, or yet other files, write. */
import { BORROWER } from './borrowed-methods.js'
import type { ExportedState, FileLinks, StateWriter } from './file-links.js'
import { LinkedBorrowers } from './linked-borrowers.js'
import type { LinkedFiles } from './linked-files.js'
import type { ModulePlace, ModuleUse } from './module-uses.js'
import { OWN_EXPORTS } from './module-writes.js'
import { OpenSettings } from './open-settings.js'
import { OWN_MEMBERS, type Replacement } from './replaced-elsewhere.js'
import type { StateReason } from './scanned-site.js'
import { ANY_USER } from './state.js'

type Found = StateWriter & { file: string }

interface WriteFromOutside {
  path: string[]
  by: Found
  /** By calling one, as `push`. */
  isOfMethod: boolean
}

/** More writers say nothing new. */
const MOST_WRITERS = 4
export class LinkedState {
  /** Of what one file asks for, which many of its functions use: asked once all files are there. */
  readonly #writers = new Map<string, Found[]>()
  /** The same: a use is one object for all functions that hand it to each other. */
  readonly #writersByUse = new Map<ModuleUse, Found[]>()
  /** By file that exports what is written. */
  #replacements: Map<string, (Replacement & { file: string })[]> | undefined
  #writes: Map<string, WriteFromOutside[]> | undefined
  #open: OpenSettings | undefined
  #borrowers: LinkedBorrowers | undefined
  /** Names on the global object that files give values. */
  #globals: Set<string> | undefined

  constructor(readonly files: LinkedFiles) {}

  /** `state` of a function in `file`, without what is none. To be asked when all files are there. */
  settled(file: string, state: readonly StateReason[]): StateReason[] {
    return state
      .filter(({ within }) => !within || !this.files.isPlain(file, within))
      .map(({ within: _within, ...reason }) => reason)
  }

  /**
   * One reason for each writer that `uses`, of a function in `file`, come to: in another file, or in its own by way of
   * another one. `known`: what its own file says already.
   */
  reasonsFor(file: string, uses: readonly ModuleUse[], known: readonly StateReason[]): StateReason[] {
    const reasons = new Map<string, StateReason>()
    for (const use of uses) {
      if (reasons.size === MOST_WRITERS) break
      for (const { code, writer, writerLine, file: writerFile } of this.#writersOfUse(file, use)) {
        if (reasons.size === MOST_WRITERS) break
        const isOwn = writerFile === file
        if (isOwn && (use.module === '' || isOfObject(use) || known.some((one) => one.writer === writer))) continue
        const key = `${writerFile}:${writer}`
        const { line, subject } = use
        const reason = { code, line, subject, writer, writerLine, ...(!isOwn && { writerFile }) }
        if (!reasons.has(key)) reasons.set(key, reason)
      }
    }
    return [...reasons.values()]
  }

  #writersOfUse(file: string, use: ModuleUse): Found[] {
    const writers = this.#writersByUse.get(use) ?? this.#writersOf(file, use)
    this.#writersByUse.set(use, writers)
    return writers
  }

  #writersOf(file: string, { module, path, ...use }: ModuleUse): Found[] {
    const key = `${file}|${module}|${path.join('.')}|${use.isAnybodys}`
    let writers = this.#writers.get(key)
    if (!writers) {
      const found = this.#behind(file, { module, path, ...use }, new Set())
      writers = found.length > 0 ? found : this.#setting(file, { module, path })
      this.#writers.set(key, writers)
    }
    return writers
  }

  /** What nobody in the files that were read writes, the module's users may: where it asks for it by that name. */
  #setting(file: string, { module, path }: ModulePlace): Found[] {
    const line = module === OWN_EXPORTS ? this.files.all.get(file)?.settings.get(path[0] ?? '') : undefined
    return line === undefined ? [] : [{ code: 'reads-mutated-binding', writer: ANY_USER, writerLine: line, file }]
  }

  #behind(from: string, place: ModulePlace & { line?: number }, seen: Set<string>): Found[] {
    const found = this.#foundBehind(from, place, seen)
    return found.length === 0 && place.isAnybodys === true ? this.#ofAnybody(from, place) : found
  }

  /** What no file puts there at any time, those who use the program do. */
  #ofAnybody(file: string, { path: [name], line = 1 }: ModulePlace & { line?: number }): Found[] {
    this.#globals ??= new Set([...this.files.all.values()].flatMap(({ globals }) => globals))
    if (name === undefined || this.#globals.has(name) || this.#globals.has('*')) return []
    return [{ code: 'reads-mutated-binding', writer: ANY_USER, writerLine: line, file }]
  }

  #foundBehind(from: string, { module, path }: ModulePlace, seen: Set<string>): Found[] {
    if (module === BORROWER) return this.#writtenByMethods(from, path)
    const file = this.files.fileOf(from, module)
    const key = `${file}|${module === OWN_MEMBERS}|${path.join('.')}`
    if (file === undefined || seen.has(key)) return []
    seen.add(key)
    // What such a method reads of the caller's own objects is the caller's affair.
    if (module === OWN_MEMBERS)
      return this.#replacedIn(
        file,
        (written) => written.at(-1) === path[0],
        seen,
        (use) => !isOfObject(use),
      )
    const { states, rest } = this.files.lookUp(file, path)
    const isCalled = states.some(({ kind }) => kind === 'function')
    return [
      ...states.flatMap((state) => this.#ofState(file, state, rest, seen)),
      ...(isCalled ? [] : [...this.#writtenFromOutside(file, path), ...this.#offeredToAll(file, path)]),
      ...(isCalled || isOfObject({ path })
        ? this.#replacedIn(file, (written) => written.join('.') === path.join('.'), seen)
        : []),
      ...(states.length > 0 ? [] : this.#handedOn(file, path, seen)),
    ]
  }

  #ofState(
    file: string,
    state: ExportedState,
    rest: string[],
    seen: Set<string>,
    isAsked: (use: ModuleUse) => boolean = () => true,
  ): Found[] {
    switch (state.kind) {
      case 'function':
        // What a function has by a name of its own was not found: calling that is another thing.
        if (rest[0] !== undefined && !/^(call|apply|\(\))$/.test(rest[0])) return []
        return [
          ...state.state
            .filter(({ within }) => !within || !this.files.isPlain(file, within))
            .map((by) => ({ ...by, file })),
          ...state.uses.filter(isAsked).flatMap((use) => this.#behind(file, use, seen)),
        ]
      case 'variable':
        return state.writes
          .filter(({ property }) => property === undefined || rest[0] === undefined || property === rest[0])
          .map(({ by }) => ({ ...by, file }))
      case 'other':
        return this.#behind(file, { ...state.place, path: [...state.place.path, ...rest] }, seen)
    }
  }

  #handedOn(file: string, path: string[], seen: Set<string>): Found[] {
    const { handsOnAllOf } = this.files.all.get(file) as FileLinks
    return handsOnAllOf.flatMap((module) => this.#behind(file, { module, path }, seen))
  }

  /** By functions that are put into its exports, at any time: who does so later, and what those functions depend on. */
  #replacedIn(
    file: string,
    isMeant: (path: string[]) => boolean,
    seen: Set<string>,
    isAsked: (use: ModuleUse) => boolean = () => true,
  ): Found[] {
    this.#writes ??= this.#writesByFile()
    this.#replacements ??= this.#replacementsByFile()
    const later = (this.#writes.get(file) ?? []).filter(({ path, isOfMethod }) => !isOfMethod && isMeant(path))
    const put = (this.#replacements.get(file) ?? []).filter(({ path }) => isMeant(path))
    return [
      ...later.map(({ by }) => by),
      ...put.flatMap(({ file: from, states }) =>
        states.flatMap((state) => this.#ofState(from, state, [], seen, isAsked)),
      ),
    ]
  }

  /** On the object that it is a method of, by others. */
  #writtenByMethods(file: string, path: string[]): Found[] {
    this.#borrowers ??= new LinkedBorrowers(this.files)
    return this.#borrowers.writersOf(file, path)
  }

  #replacementsByFile(): Map<string, (Replacement & { file: string })[]> {
    const found = new Map<string, (Replacement & { file: string })[]>()
    for (const [file, { replaced }] of this.files.all) {
      for (const one of replaced) {
        for (const { file: target, path } of this.files.placesOf(file, one))
          found.set(target, [...(found.get(target) ?? []), { ...one, path, file }])
      }
    }
    return found
  }

  #writtenFromOutside(file: string, path: string[]): Found[] {
    this.#writes ??= this.#writesByFile()
    const agrees = (written: string[]) => written.every((step, at) => at >= path.length || path[at] === step)
    return (this.#writes.get(file) ?? []).filter((write) => agrees(write.path)).map(({ by }) => by)
  }

  #offeredToAll(file: string, path: string[]): Found[] {
    this.#open ??= new OpenSettings(this.files)
    const open = this.#open.at(file, path)
    return open ? [{ code: 'reads-mutated-binding', writer: ANY_USER, writerLine: open.line, file: open.file }] : []
  }

  #writesByFile(): Map<string, WriteFromOutside[]> {
    const found = new Map<string, WriteFromOutside[]>()
    for (const [file, { writes }] of this.files.all) {
      for (const write of writes) {
        const { by, method } = write
        if (by.within && this.files.isPlain(file, by.within)) continue
        for (const { file: target, path } of this.files.placesOf(file, write)) {
          if (method !== undefined && !this.#isData(target, path, method)) continue
          const from = { path, by: { ...by, file }, isOfMethod: method !== undefined }
          found.set(target, [...(found.get(target) ?? []), from])
        }
      }
    }
    return found
  }

  /** Nothing of the file's own by the name of the method, which is one of the language's then. */
  #isData(file: string, path: string[], method: string): boolean {
    const { states, rest } = this.files.lookUp(file, [...path, method])
    const isWhole = path.length === 0 && rest.length === 1
    return isWhole ? states.some(({ kind }) => kind === 'variable') : states.every(({ kind }) => kind === 'variable')
  }
}

/** Of instances of a class, not of what a file exports. */
function isOfObject({ path }: { path: readonly string[] }): boolean {
  return path.includes('prototype')
}
