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
