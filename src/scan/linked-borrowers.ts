/** Joins the methods that classes take from other files: for each, who else writes to its object. */
import type { SelfWriteElsewhere } from './borrowed-methods.js'
import type { StateWriter } from './file-links.js'
import type { LinkedFiles } from './linked-files.js'

type Found = StateWriter & { file: string }
type Written = SelfWriteElsewhere & { file: string; method: string | undefined }

export class LinkedBorrowers {
  /** By file and exported name of a method. */
  readonly #writes = new Map<string, Written[]>()

  constructor(linked: LinkedFiles) {
    for (const [file, { borrowers }] of linked.all) {
      for (const { methods, writes } of borrowers) {
        const places = methods.flatMap((method) => linked.placesOf(file, method))
        const all = places.flatMap(({ file: other, path }) => {
          const method = path.join('.')
          const written = linked.all.get(other)?.looseMethods.get(method) ?? []
          return written.map((write) => ({ ...write, file: other, method: keyOf(other, method) }))
        })
        const own = writes.map((write) => ({ ...write, file, method: undefined }))
        for (const { file: other, path } of places) {
          const key = keyOf(other, path.join('.'))
          this.#writes.set(key, [...(this.#writes.get(key) ?? []), ...all, ...own])
        }
      }
    }
  }

  /** By others than the method itself. */
  writersOf(file: string, [name = '', property]: readonly string[]): Found[] {
    const key = keyOf(file, name)
    return (this.#writes.get(key) ?? [])
      .filter((write) => write.method !== key)
      .filter((write) => write.property === undefined || property === undefined || write.property === property)
      .map(({ by, file: writerFile }) => ({ ...by, file: writerFile }))
  }
}

function keyOf(file: string, name: string): string {
  return `${file}#${name}`
}
