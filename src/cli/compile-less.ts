/** Keeps the engine from compiling more than pays in the seconds that this process lives: the owner's runs have others. */
import { setFlagsFromString } from 'node:v8'

/** Later versions of node may not know the flags, and would say so on stderr. */
const LAST_TRIED = 26

/**
 * How much bytecode is compiled into one function that calls it. By itself (920) V8 made thousands of large functions out
 * of those of a scan and threw many away as soon as they met another kind of syntax node: a fifth of a scan's CPU time.
 */
const MOST_INLINED_BYTES = 200

/**
 * How many times longer than by itself a function runs before it is compiled with optimizations. Most of those of a scan
 * are entered once a file: V8 made 1,600 for a scan of 700 files, a quarter of its CPU time, and few of them paid.
 */
const LATER = 16

/** None for nothing that was tried. */
export function compilerFlags(nodeVersion: string): string[] {
  const major = Number.parseInt(nodeVersion, 10)
  if (major > LAST_TRIED) return []
  // V8 12 counts entries and not the bytes that were run.
  const patience =
    major < 22 ? `--interrupt-budget=${LATER * 67_584}` : `--invocation-count-for-turbofan=${LATER * 3000}`
  return [`--max-inlined-bytecode-size-cumulative=${MOST_INLINED_BYTES}`, patience]
}

export function compileLess(): void {
  for (const flag of compilerFlags(process.versions.node)) setFlagsFromString(flag)
}
