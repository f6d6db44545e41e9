/** What a cache key of one function needs, out of everything that is known to be read of its arguments and of `this`. */

import type { Reliance } from './overridden.js'
import type { Place } from './place.js'
import type { Program, Routine } from './program.js'
import type { From, Reading } from './reading.js'
import type { Readings } from './readings.js'
import type { FieldReads, ReadPlace } from './scanned-site.js'
import { isFunction, type Node } from './syntax.js'

export interface SiteReads {
  reads: FieldReads
  relies: Reliance[]
}

export function siteReads(program: Program, readings: Readings, routine: Routine): SiteReads {
  const unknown = (why: string, at: Node): SiteReads => {
    return { reads: { kind: 'unknown', why, line: program.lineOf(at) }, relies: [] }
  }
  const opaque = readings.opaqueIn(routine)
  if (opaque) return unknown(opaque.type === 'WithStatement' ? 'with' : 'eval', opaque)
  const placed = readings.placedUses(routine)
  const many = placed.find(({ single }) => !single)
  if (many) return unknown('any number of arguments', many.node)

  const { params } = isFunction(routine.node) ? routine.node : { params: [] }
  const roots = new Set<From>([...params.keys(), ...placed.map(({ index }) => index)])
  if (readings.hasThis(routine)) roots.add('this')
  const found = [...roots].map((from) => readings.of(routine, from))
  const places = found.map(placesOf)
  const reads: FieldReads = {
    kind: 'known',
    leaves: places.flatMap(({ leaves }) => leaves),
    tests: places.flatMap(({ tests }) => tests),
    parameters: params.map(nameOf),
    counted: readings.countsArguments(routine),
  }
  return { reads, relies: found.flatMap(({ from, relies }) => [...relies].map(({ name }) => ({ from, name }))) }
}

function nameOf(parameter: Node): string | undefined {
  const bare = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
  return bare.type === 'Identifier' ? bare.name : undefined
}

function placesOf({ from, reads, returns, visits, tests }: Reading): { leaves: ReadPlace[]; tests: ReadPlace[] } {
  const used = new Set([...reads, ...returns])
  const onTheWay = placesAbove([...used, ...visits, ...tests])
  // What is only looked at on the way to a leaf is told by the leaf, which ends there if it is no object.
  for (const place of [...visits, ...tests]) if (!onTheWay.has(place)) used.add(place)
  const leaves = [...used].filter((place) => !isBelow(place, used))
  const above = placesAbove(leaves)
  const readPlace = (place: Place): ReadPlace => ({ from, path: place.names() })
  return { leaves: leaves.map(readPlace), tests: [...tests].filter((place) => above.has(place)).map(readPlace) }
}

function placesAbove(places: Place[]): Set<Place> {
  const found = new Set<Place>()
  for (const place of places) {
    for (let at = place.above; at && !found.has(at); at = at.above) found.add(at)
  }
  return found
}

function isBelow(place: Place, leaves: Set<Place>): boolean {
  for (let at = place.above; at; at = at.above) if (leaves.has(at)) return true
  return false
}
