/** Which main program each process of a run belongs to: a test file, where the runner starts a process for each. */
import type { EndLine, ProcessLine } from './record.js'

/** A program that was started in a process of its own, and what that took with all that it started, ms. */
export interface MainFile {
  /** Absolute path. */
  file: string
  cpuMs: number
}

/** Deeper than programs start each other; a number that was given out twice must not make us run in circles. */
const MOST_ANCESTORS = 20

const IN_PACKAGE = /[\\/]node_modules[\\/]/
const ABSOLUTE = /^(?:[\\/]|[A-Za-z]:[\\/])/

interface KnownProcess {
  ppid: number
  main: string | undefined
  cpuMs: number
}

export class ProcessTree {
  readonly #processes = new Map<number, KnownProcess>()

  /** What a thread is given as its program is none of the owner's choice: its process speaks for it. */
  add({ pid, ppid, argv: [main], role, threadId }: ProcessLine, ends: readonly EndLine[]): void {
    if (role !== undefined || threadId > 0) return
    const own = main !== undefined && ABSOLUTE.test(main) && !IN_PACKAGE.test(main) ? main : undefined
    this.#processes.set(pid, { ppid, main: own, cpuMs: Math.max(0, ...ends.map(({ cpuMs }) => cpuMs)) })
  }

  /**
   * The program of the owner's that `pid` runs, or was started by: the outermost one. undefined: there is none, or it was
   * not a recorded program of somebody else's, the test runner, that started it: it may be anything then, and must not be
   * taken for a test file, which can be run alone.
   */
  fileOf(pid: number): string | undefined {
    let outermost: KnownProcess | undefined
    let at = this.#processes.get(pid)
    for (let depth = 0; at !== undefined && depth < MOST_ANCESTORS; depth += 1) {
      if (at.main !== undefined) outermost = at
      at = this.#processes.get(at.ppid)
    }
    return outermost !== undefined && this.#processes.has(outermost.ppid) ? outermost.main : undefined
  }

  /** Each program once, by name. */
  files(): MainFile[] {
    const cpuMs = new Map<string, number>()
    for (const [pid, process] of this.#processes) {
      const file = this.fileOf(pid)
      if (file !== undefined) cpuMs.set(file, (cpuMs.get(file) ?? 0) + process.cpuMs)
    }
    return [...cpuMs].map(([file, ms]) => ({ file, cpuMs: ms })).sort((a, b) => (a.file < b.file ? -1 : 1))
  }
}
