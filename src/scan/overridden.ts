/**
 * What a method reads rests on which methods its object has, as the file says it. A class of another file may inherit
 * and have others: where one has a member of such a name, everything is read.
 */
import type { Members } from './members.js'
import type { Program } from './program.js'
import type { ReplacedMembers } from './replaced-members.js'
import type { FieldReads } from './scanned-site.js'
import { propertyName } from './syntax.js'

/** What is known to be read of `from` is right only while `this` has the member `name` that its file gives it. */
export interface Reliance {
  from: number | 'this'
  name: string
}

/** Names of the members that objects of a file may have in place of inherited ones. */
export function overridingNames(program: Program, members: Members, replaced: ReplacedMembers): Set<string> {
  const names = new Set(replaced.names)
  const derived = program.classes.filter(({ superClass }) => superClass)
  for (const member of derived.flatMap(({ body }) => body.body)) {
    const name = member.type === 'StaticBlock' ? undefined : propertyName(member)
    if (name !== undefined) names.add(name)
  }
  // Constructor functions may inherit in any way.
  for (const node of [...derived, ...program.routines.map((routine) => routine.node)]) {
    for (const name of members.instanceTable(node)?.values.keys() ?? []) names.add(name)
  }
  return names
}

/** The files that each name may be given another meaning in. */
export class Overriders {
  readonly #files = new Map<string, Set<string>>()

  add(file: string, names: Iterable<string>): void {
    for (const name of names) {
      const files = this.#files.get(name)
      if (files) files.add(file)
      else this.#files.set(name, new Set([file]))
    }
  }

  /** A file other than `file` has the name. */
  has(name: string, file: string): boolean {
    const files = this.#files.get(name)
    return files !== undefined && (files.size > 1 || !files.has(file))
  }
}

/** `reads` where those names may be of others: all of what they are relied on for. */
export function withoutReliance(
  reads: FieldReads,
  relies: readonly Reliance[],
  isOverridden: (name: string) => boolean,
): FieldReads {
  const broken = new Set(relies.filter(({ name }) => isOverridden(name)).map(({ from }) => from))
  if (reads.kind === 'unknown' || broken.size === 0) return reads
  const kept = (place: { from: number | 'this' }) => !broken.has(place.from)
  const whole = [...broken].map((from) => ({ from, path: [] }))
  return { ...reads, leaves: [...reads.leaves.filter(kept), ...whole], tests: reads.tests.filter(kept) }
}
