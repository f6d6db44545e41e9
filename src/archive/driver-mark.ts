/** Says which process is writing a run directory, so that no other one takes it for one that was left. */
import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { ArchiveError, readKept, writeKept } from './files.js'

interface DriverMark {
  pid: number
  /** Other machines, and containers, that share the directory have process ids of their own. */
  host: string
  /** Tells it from a later process with the same id; empty: that cannot be told here. */
  started: string
}

const MARK_FILE = 'driver.json'
/** In /proc/<pid>/stat, proc(5). */
const STATE_FIELD = 3
const START_FIELD = 22

export function markAsMine(dir: string): void {
  writeKept(join(dir, MARK_FILE), { pid: process.pid, host: thisHost(), started: startOf(process.pid) })
}

export function unmark(dir: string): void {
  rmSync(join(dir, MARK_FILE), { force: true })
}

/** The process that is writing it; undefined: none, or one that cannot be seen from here. */
export function writerOf(dir: string): number | undefined {
  const mark = readMark(dir)
  if (mark === undefined || mark.host !== thisHost() || !isAlive(mark.pid)) return undefined
  return startOf(mark.pid) === mark.started ? mark.pid : undefined
}

function readMark(dir: string): DriverMark | undefined {
  try {
    return readKept<DriverMark>(join(dir, MARK_FILE))
  } catch (error) {
    // A mark that cannot be read protects nothing: it was being written when its driver was killed.
    if (error instanceof ArchiveError) return undefined
    throw error
  }
}

function thisHost(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Clock ticks since the machine was started; empty: not on Linux, or it has ended and nobody has asked how. */
function startOf(pid: number): string {
  const [state = '', ...fields] = statOf(pid)
  return 'ZX'.includes(state) ? '' : (fields[START_FIELD - STATE_FIELD - 1] ?? '')
}

/** From the state on: the name before it, in parentheses, may hold anything. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return [] // Not on Linux.
  }
}
