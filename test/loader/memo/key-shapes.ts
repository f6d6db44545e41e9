/** The shapes of keys that a cache tells apart, each as calls to draw from. */
import type { SeededRandom } from './seeded-random.js'

export interface CallKey {
  receiver: unknown
  list: unknown[]
}

export interface KeyShape {
  name: string
  /** Parameters that the function declares: there is a wrapper for each number. */
  arity: number
  /** Call number `index`; the same call for the same number, given as equal values. */
  callAt(index: number): CallKey
}

const objects = Array.from({ length: 300 }, (_, index) => ({ index }))
const objectAt = (index: number) => objects[index % objects.length]
const plain = (...list: unknown[]): CallKey => ({ receiver: undefined, list })

/** Integers in a row, doubles with the value of an integer, both zeros, the ends of 32 bits and beyond, and the rest. */
const MIXED = [
  0,
  -0,
  1,
  1 / 3,
  Number.NaN,
  2 ** 31 - 1,
  -(2 ** 31),
  2 ** 31,
  -1,
  2 ** 53,
  Number.POSITIVE_INFINITY,
  '',
  '0',
  'NaN',
  undefined,
  null,
  true,
  false,
  1n,
  Symbol('one'),
  Symbol('one'),
  objectAt(1),
  objectAt(2),
  () => 1,
  8,
  16,
  24,
  32,
  1e9,
]
const mixedAt = (index: number) => (index < MIXED.length ? MIXED[index] : index % 3 === 0 ? `${index}` : index * 0.5)

export const KEY_SHAPES: readonly KeyShape[] = [
  { name: 'integers', arity: 1, callAt: (index) => plain(index) },
  { name: 'integers far apart', arity: 1, callAt: (index) => plain(Math.imul(index, 2 ** 20)) },
  { name: 'strings, made anew', arity: 1, callAt: (index) => plain(['key', index].join('-')) },
  { name: 'objects', arity: 1, callAt: (index) => plain(objectAt(index)) },
  { name: 'values of all kinds', arity: 1, callAt: (index) => plain(mixedAt(index)) },
  { name: 'two integers', arity: 2, callAt: (index) => plain(index % 7, index) },
  { name: 'two values of all kinds', arity: 2, callAt: (index) => plain(mixedAt(index % 31), mixedAt(index % 29)) },
  { name: 'an object and a string', arity: 2, callAt: (index) => plain(objectAt(index >> 2), `${index % 4}`) },
  {
    name: 'three arguments',
    arity: 3,
    callAt: (index) => plain('all', mixedAt(index % 31), index % 5 === 0 ? -0 : index),
  },
  { name: 'five arguments', arity: 5, callAt: (index) => plain(0, index >> 4, 'x', mixedAt(index % 16), -index) },
  {
    name: 'twelve arguments',
    arity: 12,
    callAt: (index) => plain(...new Array(11).fill(index >> 3), mixedAt(index % 8)),
  },
  {
    name: 'any number of arguments',
    arity: 2,
    callAt: (index) => plain(...Array.from({ length: index % 6 }, () => (index % 11 === 0 ? undefined : index >> 3))),
  },
  {
    name: 'receivers of which some have many keys',
    arity: 1,
    callAt: (index) => ({ receiver: index % 3 === 0 ? objectAt(0) : objectAt(index), list: [mixedAt(index % 31)] }),
  },
  { name: 'receivers alone', arity: 0, callAt: (index) => ({ receiver: mixedAt(index), list: [] }) },
]

export function sameCall(one: CallKey, other: CallKey): boolean {
  return (
    Object.is(one.receiver, other.receiver) &&
    one.list.length === other.list.length &&
    one.list.every((value, place) => Object.is(value, other.list[place]))
  )
}

/** Numbers of calls, in the order in which they are made. */
export type Trace = (random: SeededRandom, steps: number) => number[]

function drawn(steps: number, at: (step: number) => number): number[] {
  return Array.from({ length: steps }, (_, step) => at(step))
}

export const TRACES: Record<string, Trace> = {
  random: (random, steps) => drawn(steps, () => random.below(100)),
  zipf: (random, steps) => drawn(steps, () => Math.floor(200 ** random.unit()) - 1),
  loop: (_random, steps) => drawn(steps, (step) => step % 60),
  scan: (_random, steps) => drawn(steps, (step) => step),
  'hot keys within a scan': (random, steps) => drawn(steps, (step) => (random.below(3) === 0 ? step : random.below(6))),
}
