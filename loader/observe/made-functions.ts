/** Remembers how to read what closures capture, so that two which one text has made can be compared where they are results. */
import type { AnyFunction, ArmedSite, EnclosedReader } from '../armed-site.js'

interface Made {
  site: ArmedSite
  read: EnclosedReader
}

const madeBy = new WeakMap<AnyFunction, Made>()
/** One of their closures was met as a result. */
const sitesOfResults = new Set<ArmedSite>()

export function noteMade(fn: AnyFunction, site: ArmedSite, read: EnclosedReader): void {
  madeBy.set(fn, { site, read })
}

/** One beyond those that are wrapped: keeping account of millions would take the program longer than making them. */
export function noteUnwrapped(fn: AnyFunction, site: ArmedSite, read: EnclosedReader): void {
  if (sitesOfResults.has(site)) noteMade(fn, site, read)
}

/** What it captures now; undefined: that is not known, or a variable has no value yet. */
export function capturedBy(fn: AnyFunction): unknown[] | undefined {
  try {
    return madeBy.get(fn)?.read()
  } catch {
    return undefined
  }
}

/** What two closures of one site capture; undefined: they are no such two, or it is not known. */
export function capturedByBoth(one: AnyFunction, other: AnyFunction): [unknown[], unknown[]] | undefined {
  const [site, otherSite] = [madeBy.get(one)?.site, madeBy.get(other)?.site]
  const known = site ?? otherSite
  if (known !== undefined) sitesOfResults.add(known)
  if (site !== otherSite) return undefined
  const [first, second] = [capturedBy(one), capturedBy(other)]
  return first && second && [first, second]
}
