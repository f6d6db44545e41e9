/**
 * Finds the settings that a package offers its users though another of its files keeps them: `exports.defaults =
 * require('./defaults')` in a file that no other one loads. Programs offer none: what they begin with exports nothing. One
 * that is installed with a package is no user of its only.
 */
import type { ExportedNames } from './exported-names.js'
import type { FileLinks } from './file-links.js'
import type { LinkedFiles } from './linked-files.js'
import type { Program } from './program.js'
import { requiredModule } from './required-module.js'
import { importedName } from './scopes.js'
import { isConstantName, isSettingsName } from './setting-values.js'

export interface OpenSetting {
  path: string[]
  /** Where it is offered. */
  file: string
  line: number
}

/** Exported names, dotted paths among them, that sound like settings, and their lines. */
export function offeredSettings(program: Program, { values, handedOn }: ExportedNames): Map<string, number> {
  const found = new Map<string, number>()
  const add = (name: string, line: number) => {
    const last = name.split('.').at(-1) as string
    if (isSettingsName(last) && !isConstantName(last)) found.set(name, line)
  }
  for (const [name, [value]] of values) if (value) add(name, program.lineOf(value))
  for (const [name, { line }] of handedOn) add(name, line)
  return found
}

/** Modules of the same package that it loads, as the source names them. */
export function modulesLoaded(program: Program): string[] {
  const imported = program.scopes.bindings.flatMap((binding) => importedName(binding)?.module ?? [])
  const required = program.routines.flatMap(({ calls }) => calls.flatMap((call) => requiredModule(call) ?? []))
  return [...new Set([...imported, ...required])].filter((module) => module.startsWith('.'))
}

export class OpenSettings {
  readonly #byFile = new Map<string, OpenSetting[]>()

  constructor(readonly linked: LinkedFiles) {
    const { all } = linked
    const loaders = [...all].filter(([file, links]) => !isInstalledProgram(file, links))
    const loaded = new Set(loaders.flatMap(([file, { loads }]) => loads.map((one) => linked.fileOf(file, one))))
    const seen = new Set<string>()
    for (const file of all.keys()) if (!loaded.has(file)) this.#offer(file, [], seen)
  }

  /** One that holds what is read at `path` of `file`. */
  at(file: string, path: readonly string[]): OpenSetting | undefined {
    return this.#byFile.get(file)?.find((open) => open.path.every((step, at) => path[at] === step))
  }

  /** What `file` has at `path` is anybody's. */
  #offer(file: string, path: string[], seen: Set<string>): void {
    const links = this.linked.all.get(file)
    const key = `${file}|${path.join('.')}`
    if (!links || seen.has(key)) return
    seen.add(key)
    const isOffered = (name: string) => path.every((step, at) => name.split('.')[at] === step)
    for (const [name, line] of links.offers) {
      if (!isOffered(name)) continue
      for (const place of this.linked.placesOf(file, { module: '', path: name.split('.') }))
        this.#byFile.set(place.file, [...(this.#byFile.get(place.file) ?? []), { path: place.path, file, line }])
    }
    const further = [...links.exported].flatMap(([name, states]) =>
      isOffered(name) ? states.flatMap((state) => (state.kind === 'other' ? [state.place] : [])) : [],
    )
    const all = path.length === 0 ? links.handsOnAllOf.map((module) => ({ module, path: [] })) : []
    for (const place of [...further, ...all])
      for (const inner of this.linked.placesOf(file, place)) this.#offer(inner.file, inner.path, seen)
  }
}

/** `node_modules/words/bin/words.js` */
function isInstalledProgram(file: string, { exported, plain, handsOnAllOf }: FileLinks): boolean {
  return /(^|\/)node_modules\//.test(file) && exported.size + plain.size + handsOnAllOf.length === 0
}
