/** Keeps the engine from compiling more than pays in the seconds that this process lives: the owner's runs have others. */
import { setFlagsFromString } from 'node:v8'

/** Later versions of node may not know the flag, and would say so on stderr. */
const LAST_TRIED = 26

/**
 * How much bytecode is compiled into one function that calls it. By itself (920) V8 made thousands of large functions out
 * of those of a scan and threw many away as soon as they met another kind of syntax node: a fifth of a scan's CPU time.
 */
const MOST_INLINED_BYTES = 200

/** undefined: for nothing that was tried. */
export function compilerFlag(nodeVersion: string): string | undefined {
  const isTried = Number.parseInt(nodeVersion, 10) <= LAST_TRIED
  return isTried ? `--max-inlined-bytecode-size-cumulative=${MOST_INLINED_BYTES}` : undefined
}

export function compileLess(): void {
  const flag = compilerFlag(process.versions.node)
  if (flag) setFlagsFromString(flag)
}
