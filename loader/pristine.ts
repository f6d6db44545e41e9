/** What the loader itself uses of the host, taken before tests install fake timers and before our sensors are in place. */
import * as fs from 'node:fs'

export const { appendFileSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } = fs
export const hrtime = process.hrtime.bigint
export const now = performance.now.bind(performance)
export const { setImmediate, setInterval, setTimeout } = globalThis

const { statSync } = fs

/** Links are followed. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
