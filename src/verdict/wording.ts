/** How numbers are put into a sentence. */
import type { Scalar } from './site-verdict.js'

export type Args = Record<string, Scalar>

/** A share (0.123) as `12 %`, with one decimal below 10 %. */
export function percent(share: Scalar | undefined): string {
  const points = 100 * Number(share)
  return `${Math.abs(points) >= 10 ? Math.round(points) : Number(points.toFixed(1))} %`
}

/** `1 call`, `12 calls`. */
export function counted(count: Scalar | undefined, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

const UNITS = ['B', 'kB', 'MB', 'GB']

/** `120 B`, `1.2 kB`, `35 MB`: two digits at least are told. */
export function bytes(count: number): string {
  let [size, unit] = [count, 0]
  for (; size >= 1000 && unit < UNITS.length - 1; unit++) size /= 1000
  return `${size < 10 && unit > 0 ? Number(size.toFixed(1)) : Math.round(size)} ${UNITS[unit]}`
}

/** `40 ms`, `1.5 s`, `12 min`, `3.5 h`, rounded down. */
export function duration(seconds: number): string {
  if (seconds < 1) return `${Math.floor(1000 * seconds)} ms`
  if (seconds < 120) return `${Math.floor(10 * seconds) / 10} s`
  return seconds < 7200 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 360) / 10} h`
}
