/** Finds the file that another one means by a module, and where it has what it exports from. */
import { posix } from 'node:path'
import { BORROWER } from './borrowed-methods.js'
import type { ExportedState, FileLinks } from './file-links.js'
import { GLOBALS } from './global-state.js'
import type { ModulePlace } from './module-uses.js'
import { OWN_EXPORTS } from './module-writes.js'
import { OWN_MEMBERS } from './replaced-elsewhere.js'

export interface PlaceInFile {
  file: string
  path: string[]
}

const EXTENSIONS = [
  '',
  '.js',
  '.cjs',
  '.mjs',
  '.ts',
  '.mts',
  '.cts',
  '/index.js',
  '/index.cjs',
  '/index.mjs',
  '/index.ts',
]

/** No file says what the variables that all of them share are at first. */
const SHARED: FileLinks = {
  exported: new Map(),
  handsOnAllOf: [],
  settings: new Map(),
  offers: new Map(),
  loads: [],
  writes: [],
  replaced: [],
  changedResults: [],
  plain: new Set(),
  globals: [],
  borrowers: [],
  looseMethods: new Map(),
}

/** To be asked when all files are there. */
export class LinkedFiles {
  readonly #files = new Map<string, FileLinks>([[GLOBALS, SHARED]])
  readonly #resolved = new Map<string, string | undefined>()

  add(file: string, links: FileLinks): void {
    this.#files.set(file, links)
  }

  /** By their paths, and the variables that all of them share by {@link GLOBALS}. */
  get all(): ReadonlyMap<string, FileLinks> {
    return this.#files
  }

  /** There, or on the way to it, is a plain value. */
  isPlain(from: string, place: ModulePlace): boolean {
    return this.placesOf(from, place).some(({ file, path }) =>
      path.some((_, at) => this.#files.get(file)?.plain.has(path.slice(0, at + 1).join('.'))),
    )
  }

  /** The longest part of `path` that is exported, and what of it is left. */
  lookUp(file: string, path: string[]): { states: ExportedState[]; rest: string[] } {
    const { exported } = this.#files.get(file) as FileLinks
    for (let length = path.length; length >= 0; length--) {
      const states = exported.get(path.slice(0, length).join('.'))
      if (states) return { states, rest: path.slice(length) }
    }
    return { states: [], rest: path }
  }

  /** Where what a function of `from` writes to stands: in each file that hands it on, and in the one that has made it. */
  placesOf(from: string, write: ModulePlace & { method?: string }, seen = new Set<string>()): PlaceInFile[] {
    const { module, path } = write
    const file = this.fileOf(from, module)
    const key = `${file}|${path.join('.')}`
    if (file === undefined || seen.has(key)) return []
    seen.add(key)
    const { states, rest } = this.lookUp(file, path)
    const isOfName = rest.length === 0 && path.length > 0 && write.method === undefined
    // `exports.parse = later` gives the name another meaning: what it stood for stays as it is.
    const handedOn = states.flatMap((state) =>
      state.kind === 'other' && !(module === OWN_EXPORTS && isOfName)
        ? [{ module: state.place.module, path: [...state.place.path, ...rest] }]
        : [],
    )
    const all = states.length > 0 || path.length === 0 ? [] : (this.#files.get(file) as FileLinks).handsOnAllOf
    const further = [...handedOn, ...all.map((one) => ({ module: one, path }))]
    return [{ file, path }, ...further.flatMap((place) => this.placesOf(file, { ...write, ...place }, seen))]
  }

  /** The file that `from` means by `module`; undefined: not among the files that were read. */
  fileOf(from: string, module: string): string | undefined {
    if (module === GLOBALS) return GLOBALS
    if (module === '' || module === OWN_EXPORTS || module === OWN_MEMBERS || module === BORROWER) return from
    const path = posix.join(posix.dirname(from), module).replace(/\/$/, '')
    if (!this.#resolved.has(path)) this.#resolved.set(path, this.#fileAt(path))
    return this.#resolved.get(path)
  }

  #fileAt(path: string): string | undefined {
    const asTypeScript = path.replace(/\.([cm]?)js$/, '.$1ts')
    return [...EXTENSIONS.map((extension) => path + extension), asTypeScript].find((file) => this.#files.has(file))
  }
}
