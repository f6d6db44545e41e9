/** What the loader itself uses of the host, taken before tests install fake timers and before our sensors are in place. */

// Not imported: a bundle would look each function up again at each call, in a copy of the module that takes time to make.
const fs = process.getBuiltinModule('node:fs') as typeof import('node:fs')

export const { appendFileSync, closeSync, fstatSync, mkdirSync, openSync, readFileSync, readSync, renameSync } = fs
export const { unlinkSync, writeFileSync, writeSync, constants: openFlags } = fs
export const { setImmediate, setInterval, setTimeout } = globalThis
/** `performance` would load a part of node that most programs never need. */
export const { hrtime } = process

/** Milliseconds from some moment on. */
export function nowMs(): number {
  const [seconds, nanoseconds] = hrtime()
  return seconds * 1e3 + nanoseconds / 1e6
}

const { statSync } = fs

/** Links are followed. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
