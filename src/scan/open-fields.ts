/**
 * Tells which fields that a function fills when they are first needed nobody else takes notice of: those that have a
 * private name, and those that no other file of the program names.
 */
import type { LinkedFiles } from './linked-files.js'
import type { ScannedSite } from './scanned-site.js'

type Filling = Pick<ScannedSite, 'file' | 'filled'>

export class OpenFields {
  /** By file, all that load it or that it loads, by way of others too, and itself. */
  readonly #programs = new Map<string, ReadonlySet<string>>()
  #neighbours: Map<string, Set<string>> | undefined

  /** @param textOf of a file; undefined: it cannot be read. */
  constructor(
    readonly linked: LinkedFiles,
    readonly textOf: (file: string) => string | undefined,
  ) {}

  /** Takes the others away from what is `filled`. To be asked when all files are there. */
  settle(sites: readonly Filling[]): void {
    const naming = this.#filesNaming(sites)
    for (const site of sites) {
      if (!site.filled) continue
      const others = this.#programOf(site.file)
      const isOwn = (name: string) =>
        ![...(naming.get(name) ?? [])].some((file) => file !== site.file && others.has(file))
      const filled = site.filled.filter(isOwn)
      if (filled.length > 0) site.filled = filled
      else delete site.filled
    }
  }

  /** By open name. Each file is read once, and none where there is no such name. */
  #filesNaming(sites: readonly Filling[]): Map<string, Set<string>> {
    const found = new Map<string, Set<string>>()
    const files = new Set<string>()
    for (const { file, filled = [] } of sites) {
      const open = filled.filter((name) => !isPrivateName(name))
      for (const name of open) found.set(name, new Set())
      if (open.length > 0) for (const other of this.#programOf(file)) files.add(other)
    }
    if (found.size === 0) return found
    const mention = mentionOf([...found.keys()])
    for (const file of files) {
      const text = this.textOf(file)
      const named = text === undefined ? found.keys() : [...text.matchAll(mention)].map(([, name]) => name)
      for (const name of named) found.get(name as string)?.add(file)
    }
    return found
  }

  #programOf(file: string): ReadonlySet<string> {
    const known = this.#programs.get(file)
    if (known) return known
    this.#neighbours ??= this.#loading()
    const reached = new Set([file])
    for (const one of reached) for (const next of this.#neighbours.get(one) ?? []) reached.add(next)
    for (const one of reached) this.#programs.set(one, reached)
    return reached
  }

  #loading(): Map<string, Set<string>> {
    const found = new Map<string, Set<string>>()
    const join = (one: string, other: string) => found.set(one, (found.get(one) ?? new Set()).add(other))
    for (const [file, { loads }] of this.linked.all) {
      for (const module of loads) {
        const other = this.linked.fileOf(file, module)
        if (other === undefined || other === file) continue
        join(file, other)
        join(other, file)
      }
    }
    return found
  }
}

/** `x.name`, `'name'`, `{ name }`, `{ a, name }`. */
function mentionOf(names: readonly string[]): RegExp {
  const escaped = names.map((name) => name.replace(/\W/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`))
  return new RegExp(`(?:\\.|['"\`]|[{,]\\s*)(${escaped.join('|')})(?![\\w$])`, 'gu')
}

/** By convention: `_table`, `$table`, `table_`. */
export function isPrivateName(name: string): boolean {
  return /^[_$]|[_$]$/.test(name)
}
