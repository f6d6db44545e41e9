/** Tells which captured variables of a module have got another value since a moment ago; they are only read when asked. */
import { type CapturedPlace, placeText } from '../../src/wire/captured-place.js'
import type { Captured } from '../armed-site.js'
import { is, isProxy, ownValue } from '../intrinsics.js'

const LOOKS_ENOUGH = 8
const RESTLESS = 0.5
const UNREAD = Symbol('unread')

export class CapturedState {
  /** Grows with each value that is seen to be another one than before. */
  private version = 0
  private looks = 0
  private readonly places: { text: string; read: () => unknown; last: unknown; changedIn: number; changes: number }[]

  constructor(places: readonly CapturedPlace[], captured: Captured) {
    this.places = places.flatMap((place) => {
      const get = captured[place.name]
      if (get === undefined) return []
      const read = () => valueAt(get, place.property)
      return [{ text: placeText(place), read, last: read(), changedIn: 0, changes: 0 }]
    })
  }

  /** Reads all of them; what it returns stands for their values now. */
  look(): number {
    this.looks++
    for (const place of this.places) {
      const value = place.read()
      if (is(value, place.last)) continue
      place.last = value
      place.changes++
      place.changedIn = ++this.version
    }
    return this.version
  }

  /** Those that have another value nearly whenever they are looked at, as a count of calls has: no result follows them. */
  restless(): string[] {
    if (this.looks < LOOKS_ENOUGH) return []
    return this.places.flatMap(({ text, changes }) => (changes > RESTLESS * this.looks ? [text] : []))
  }

  /** Those that have changed since `look` returned that. */
  changedSince(version: number): string[] {
    return this.places.flatMap(({ text, changedIn }) => (changedIn > version ? [text] : []))
  }
}

/** Accessors and proxies are not asked. */
function valueAt(get: () => unknown, property: string | undefined): unknown {
  try {
    const value = get()
    if (property === undefined) return value
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || isProxy(value)) return UNREAD
    return ownValue(value, property)
  } catch {
    // It is declared further down, or exported by a module that has not come to it yet.
    return UNREAD
  }
}
