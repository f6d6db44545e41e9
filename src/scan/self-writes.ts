/** What methods write on their object, found by what others read of it. */
import type { Routine } from './program.js'
import type { SelfRead } from './self-reads.js'

export interface SelfWrite {
  routine: Routine
  /** undefined: a computed one, any. */
  property: string | undefined
  line: number
  /** By a call that nobody can follow. */
  isSupposed?: boolean
  /** Not by the file itself: it says by where the property stands that its users may. */
  byUsers?: boolean
}

export function isMeant(write: SelfWrite, { property, isToldOnly, isMethod }: SelfRead): boolean {
  if (isMethod) return write.property === property && !write.isSupposed
  return isOf(write, property) && !(write.isSupposed && isToldOnly)
}

function isOf(write: SelfWrite, property: string | undefined): boolean {
  return write.property === undefined || property === undefined || write.property === property
}

export class SelfWrites {
  readonly #byProperty = new Map<string | undefined, SelfWrite[]>()

  constructor(readonly all: SelfWrite[]) {}

  /** Those that may be meant by a read of `property`, in their order. */
  of(property: string | undefined): SelfWrite[] {
    let found = this.#byProperty.get(property)
    if (!found) {
      found = this.all.filter((write) => isOf(write, property))
      this.#byProperty.set(property, found)
    }
    return found
  }
}

/** Without those that mean the same writes as one before them. */
export function unlikeReads(reads: readonly SelfRead[]): SelfRead[] {
  const found: SelfRead[] = []
  /** By property, a bit for each kind. */
  const kinds = new Map<string | undefined, number>()
  for (const read of reads) {
    const kind = 1 << ((read.isToldOnly ? 1 : 0) + (read.isMethod ? 2 : 0))
    const seen = kinds.get(read.property) ?? 0
    if (seen & kind) continue
    kinds.set(read.property, seen | kind)
    found.push(read)
  }
  return found
}
