/** Clears functions of the suspicion that rests on calls of other files' functions, where those turn out to be pure. */
import type { FileLinks } from './file-links.js'
import type { LinkedFiles } from './linked-files.js'
import { verdictOf } from './reasons.js'
import type { PureNeed, StaticPurity, StaticReason } from './scanned-site.js'

/** An exported function, as its own file has it. */
export interface ExportedPurity {
  reasons: StaticReason[]
  /** Its result holds nothing of others. */
  own: boolean
}

type Located = ExportedPurity & { file: string }

interface LinkedFile {
  functions: Map<string, Located[]>
  links: FileLinks
}

const MOST_HANDS = 16

export class LinkedPurity {
  readonly #files = new Map<string, LinkedFile>()
  /** `file|path` of what some file puts another value into. */
  readonly #written = new Set<string>()
  #impure: Set<Located> | undefined

  constructor(readonly linked: LinkedFiles) {}

  add(file: string, exported: ReadonlyMap<string, ExportedPurity[]>, links: FileLinks): void {
    const functions = new Map<string, Located[]>()
    for (const [name, all] of exported)
      functions.set(
        name,
        all.map((one) => ({ ...one, file })),
      )
    this.#files.set(file, { functions, links })
  }

  /** `purity` of a function in `file`, without the reasons that are none. To be asked when all files are there. */
  settled(file: string, purity: StaticPurity): StaticPurity {
    if (!purity.reasons.some(({ needs }) => needs)) return purity
    const left = purity.reasons.filter(({ needs }) => !needs || !this.#isMet(file, needs, this.#settle()))
    const reasons = left.map(({ needs: _needs, ...reason }) => reason)
    return { ...purity, reasons, verdict: verdictOf(reasons) }
  }

  /** All are taken for pure until something speaks against it, so that functions may call each other in a ring. */
  #settle(): Set<Located> {
    if (this.#impure) return this.#impure
    for (const [file, { links }] of this.#files) {
      for (const write of [...links.writes, ...links.replaced]) {
        for (const place of this.linked.placesOf(file, write))
          this.#written.add(`${place.file}|${place.path.join('.')}`)
      }
    }
    const impure = new Set<Located>()
    const all = [...this.#files.values()].flatMap(({ functions }) => [...functions.values()].flat())
    for (let before = -1; before < impure.size; ) {
      before = impure.size
      for (const one of all) {
        const isCleared = one.reasons.every(({ needs }) => needs && this.#isMet(one.file, needs, impure))
        if (!isCleared) impure.add(one)
      }
    }
    this.#impure = impure
    return impure
  }

  #isMet(file: string, { module, path, own }: PureNeed, impure: ReadonlySet<Located>): boolean {
    const target = this.linked.fileOf(file, module)
    const found = target === undefined ? [] : this.#find(target, path, 0)
    return found.length > 0 && found.every((one) => !impure.has(one) && (one.own || !own))
  }

  #find(file: string, path: readonly string[], hands: number): Located[] {
    const known = this.#files.get(file)
    if (!known || hands > MOST_HANDS || this.#written.has(`${file}|${path.join('.')}`)) return []
    const functions = known.functions.get(path.join('.'))
    if (functions) return functions
    for (let length = path.length; length >= 0; length--) {
      const [state, ...others] = known.links.exported.get(path.slice(0, length).join('.')) ?? []
      if (state?.kind !== 'other' || others.length > 0) continue
      const target = this.linked.fileOf(file, state.place.module)
      return target === undefined ? [] : this.#find(target, [...state.place.path, ...path.slice(length)], hands + 1)
    }
    return known.links.handsOnAllOf.flatMap((module) => {
      const target = this.linked.fileOf(file, module)
      return target === undefined || path.length === 0 ? [] : this.#find(target, path, hands + 1)
    })
  }
}
