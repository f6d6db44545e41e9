/**
 * Tells which fields that a function fills when they are first needed nobody else takes notice of: those that have a
 * private name, and those that no other file of the program names.
 */
import type { LinkedFiles } from './linked-files.js'

export class OpenFields {
  /** By file, the others of the same program. */
  readonly #others = new Map<string, string[]>()
  readonly #named = new Map<string, boolean>()
  #neighbours: Map<string, Set<string>> | undefined

  /** @param textOf of a file; undefined: it cannot be read. */
  constructor(
    readonly linked: LinkedFiles,
    readonly textOf: (file: string) => string | undefined,
  ) {}

  /** Of the fields that a function in `file` fills. To be asked when all files are there. */
  settled(file: string, filled: readonly string[]): string[] {
    return filled.filter((name) => isPrivateName(name) || !this.#isNamedElsewhere(file, name))
  }

  #isNamedElsewhere(file: string, name: string): boolean {
    const key = `${file}|${name}`
    let known = this.#named.get(key)
    if (known === undefined) {
      const mention = new RegExp(`(\\.|['"\`]|[{,]\\s*)${name}(?![\\w$])`)
      known = this.#othersOf(file).some((other) => mention.test(this.textOf(other) ?? name))
      this.#named.set(key, known)
    }
    return known
  }

  /** Files that load it or that it loads, by way of others too. */
  #othersOf(file: string): string[] {
    let known = this.#others.get(file)
    if (!known) {
      this.#neighbours ??= this.#loading()
      const reached = new Set([file])
      for (const one of reached) for (const next of this.#neighbours.get(one) ?? []) reached.add(next)
      reached.delete(file)
      known = [...reached]
      this.#others.set(file, known)
    }
    return known
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

/** By convention: `_table`, `$table`, `table_`. */
export function isPrivateName(name: string): boolean {
  return /^[_$]|[_$]$/.test(name)
}
