/** How numbers are rounded and written: the only place where shares become percent. */
import type { OriginalPosition } from '../maps/original-position.js'
import type { Interval } from '../stats/interval.js'

/** Shown where a number is not known. */
export const UNKNOWN = '–'

/** 0.1234 -> `12 %`, 0.0123 -> `1.2 %`, 0.9996 -> `99.9 %`; one decimal below 10 % and above 99 %. */
export function percent(share: number | undefined): string {
  return share === undefined ? UNKNOWN : `${percentNumber(share)} %`
}

/** `12 % [9.1, 15]`. */
export function percentInterval({ estimate, low, high }: Interval): string {
  return `${percent(estimate)} [${percentNumber(low)}, ${percentNumber(high)}]`
}

function percentNumber(share: number): string {
  const value = share * 100
  // Not all of it: rounding must not turn 99.96 % into 100 %.
  if (value >= 99 && value < 100) return (Math.floor(value * 10) / 10).toFixed(1).replace(/\.0$/, '')
  const rounded = Math.abs(value) < 9.95 ? value.toFixed(1) : value.toFixed(0)
  return rounded.replace(/^-(0(\.0)?)$/, '$1').replace(/\.0$/, '')
}

/** 1234567 -> `1,234,567`. */
export function count(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `1 function`, `2 functions`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`
}

/** `written in src/price.ts:12:17`, or `written as formatPrice in src/price.ts:12:17` where the name is another one. */
export function written({ file, line, column, name }: OriginalPosition): string {
  return `written${name === undefined ? '' : ` as ${name}`} in ${file}:${line}:${column}`
}
