/**
 * Finds methods that a file puts on a class of another one, `Color.prototype.set = function () {...}`: what one of them
 * writes to its object, those of other files read.
 */
import type { LinkedFile, WriteElsewhere } from './file-links.js'
import type { MemberTable } from './member-table.js'
import { type ModulePlace, placeOf } from './module-uses.js'
import { nameOf } from './program.js'
import { readsOf } from './scopes.js'

const known = new WeakMap<LinkedFile, Map<MemberTable, ModulePlace>>()

/** What the file puts on instances of other files' classes, and which those are. */
export function lentTables(file: LinkedFile): Map<MemberTable, ModulePlace> {
  let found = known.get(file)
  if (!found) {
    found = new Map()
    for (const [key, table] of file.members.instances()) {
      const [read] = table.values.size === 0 ? [] : 'references' in key ? readsOf(key) : [key]
      const place = read && placeOf(file.callees, read)
      if (place?.module.startsWith('.')) found.set(table, place)
    }
    known.set(file, found)
  }
  return found
}

/** Writes by such methods to their objects. */
export function writesOfLent(file: LinkedFile): WriteElsewhere[] {
  return [...lentTables(file)].flatMap(([table, { module, path }]) =>
    file.state.ofThis.writesOn(table).map(({ routine, property, line }) => ({
      module,
      path: [...path, 'prototype', ...(property === undefined ? [] : [property])],
      by: { code: 'reads-changing-this' as const, writer: nameOf(file.program, routine.node), writerLine: line },
    })),
  )
}
