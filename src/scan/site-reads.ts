/** What a cache key of one function needs, out of everything that is known to be read of its arguments and of `this`. */
import type { Program, Routine } from './program.js'
import type { Fact, From, Reading } from './reading.js'
import type { Readings } from './readings.js'
import type { FieldReads, ReadPlace } from './scanned-site.js'
import { isFunction, type Node } from './syntax.js'

export function siteReads(program: Program, readings: Readings, routine: Routine): FieldReads {
  const unknown = (why: string, at: Node): FieldReads => ({ kind: 'unknown', why, line: program.lineOf(at) })
  const opaque = readings.opaqueIn(routine)
  if (opaque) return unknown(opaque.type === 'WithStatement' ? 'with' : 'eval', opaque)
  const placed = readings.placedUses(routine)
  const many = placed.find(({ single }) => !single)
  if (many) return unknown('any number of arguments', many.node)

  const { params } = isFunction(routine.node) ? routine.node : { params: [] }
  const roots = new Set<From>([...params.keys(), ...placed.map(({ index }) => index), 'this'])
  const found = [...roots].map((from) => placesOf(readings.of(routine, from)))
  return {
    kind: 'known',
    leaves: found.flatMap(({ leaves }) => leaves),
    tests: found.flatMap(({ tests }) => tests),
    parameters: params.map(nameOf),
    counted: readings.countsArguments(routine),
  }
}

function nameOf(parameter: Node): string | undefined {
  const bare = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
  return bare.type === 'Identifier' ? bare.name : undefined
}

function placesOf(reading: Reading): { leaves: ReadPlace[]; tests: ReadPlace[] } {
  const facts = [...reading.facts.values()]
  const used = facts.filter(({ kind }) => kind === 'reads' || kind === 'returns').map(({ path }) => path)
  // What is only looked at on the way to a leaf is told by the leaf, which ends there if it is no object.
  const seen = facts.filter(({ kind }) => kind === 'visits' || kind === 'tests').map(({ path }) => path)
  const ends = seen.filter((path) => ![...used, ...seen].some((other) => isAbove(path, other)))
  const leaves = distinct([...used, ...ends]).filter((path, _, all) => !all.some((other) => isAbove(other, path)))
  const tests = facts.filter((fact) => fact.kind === 'tests' && leaves.some((leaf) => isAbove(fact.path, leaf)))
  const place = (path: Fact['path']): ReadPlace => ({ from: reading.from, path: [...path] })
  return { leaves: leaves.map(place), tests: tests.map(({ path }) => place(path)) }
}

/** `path` goes through `above`, and on. */
function isAbove(above: Fact['path'], path: Fact['path']): boolean {
  return above.length < path.length && above.every((name, step) => path[step] === name)
}

function distinct(paths: Fact['path'][]): Fact['path'][] {
  return [...new Map(paths.map((path) => [path.join('\0'), path])).values()]
}
