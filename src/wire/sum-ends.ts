/** What the processes of a run took in all, by what each of them said at its start and at its end. */
import type { EndLine, RecordLine } from './record.js'

export interface EndSums {
  /** Sum over the processes, ms; undefined: a process ended without saying what it used. */
  cpuMs: number | undefined
  /** Sum over the processes, bytes; undefined: a process ended without saying what it held. */
  memoryBytes: number | undefined
  /** CPU time that the loader took to start in them, ms: part of `cpuMs`. */
  loaderMs: number
  conduct: Conduct
}

/** What the command did that may go otherwise in a thread than in a process of its own. */
export interface Conduct {
  /** Beside the main ones. */
  threads: number
  /** Programs that its processes have started, of whatever kind. */
  programs: number
  /** Processes that did not come to the end of their event loop. */
  cutShort: number
  /** Processes that have set their time zone (`process.env.TZ`). */
  zonesSet: number
}

export class SumOfEnds {
  readonly #cpuMs = new CompleteSum()
  readonly #memoryBytes = new CompleteSum()
  #loaderMs = 0
  readonly #conduct: Conduct = { threads: 0, programs: 0, cutShort: 0, zonesSet: 0 }

  /** Threads say 0 at their end, or nothing when terminated: their process has it. Package managers never say it. */
  add(lines: RecordLine[]): void {
    this.#conduct.threads += lines.filter((line) => line.type === 'process' && line.threadId > 0).length
    for (const line of lines) if (line.type === 'ready') this.#loaderMs += line.cpuMs
    if (!lines.some((line) => line.type === 'process' && line.threadId === 0 && line.role === undefined)) return
    const ends = lines.filter((line) => line.type === 'end')
    this.#cpuMs.add(mostOf(ends, 'cpuMs'))
    this.#memoryBytes.add(mostOf(ends, 'memoryBytes'))
    this.#conduct.programs += mostOf(ends, 'programs')
    if (ends.some((line) => line.cutShort)) this.#conduct.cutShort += 1
    if (ends.some((line) => line.zoneSet)) this.#conduct.zonesSet += 1
  }

  result(): EndSums {
    const [cpuMs, memoryBytes] = [this.#cpuMs.result(), this.#memoryBytes.result()]
    return { cpuMs, memoryBytes, loaderMs: this.#loaderMs, conduct: this.#conduct }
  }
}

function mostOf(ends: readonly EndLine[], figure: 'cpuMs' | 'memoryBytes' | 'programs'): number {
  return Math.max(0, ...ends.map((line) => line[figure] ?? 0))
}

/** Known when all parts are: none of them can be 0. */
class CompleteSum {
  #sum = 0
  #missing = 0

  add(part: number): void {
    if (part === 0) this.#missing++
    this.#sum += part
  }

  result(): number | undefined {
    return this.#sum > 0 && this.#missing === 0 ? this.#sum : undefined
  }
}
