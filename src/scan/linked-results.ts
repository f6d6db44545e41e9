/** Finds who changes what functions of other files have returned. */
import type { LinkedFiles } from './linked-files.js'
import { type ChangedResult, handsOutNew, resultReason } from './result-writers.js'
import type { ScannedSite, StateReason } from './scanned-site.js'

/** More writers say nothing new. */
const MOST_WRITERS = 4

/** To be asked when all files are there. */
export class LinkedResults {
  /** By file and the name that it exports the function by. */
  readonly #changes = new Map<string, (ChangedResult['by'] & { writerFile: string })[]>()

  constructor(files: LinkedFiles) {
    for (const [writerFile, { changedResults }] of files.all) {
      for (const { by, ...place } of changedResults) {
        for (const { file, path } of files.placesOf(writerFile, place)) {
          const key = keyOf(file, path.join('.'))
          this.#changes.set(key, [...(this.#changes.get(key) ?? []), { ...by, writerFile }])
        }
      }
    }
  }

  reasonsFor({ file, line, purity }: ScannedSite, names: readonly string[]): StateReason[] {
    if (!handsOutNew(purity.returns)) return []
    const reasons = new Map<string, StateReason>()
    for (const by of names.flatMap((name) => this.#changes.get(keyOf(file, name)) ?? [])) {
      const key = `${by.writerFile}:${by.writer}`
      if (!reasons.has(key)) reasons.set(key, resultReason(by, line))
    }
    return [...reasons.values()].slice(0, MOST_WRITERS)
  }
}

function keyOf(file: string, name: string): string {
  return `${file}|${name}`
}
