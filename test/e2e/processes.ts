/** Finds processes by a mark in their environment, descendants of whatever kind included (Linux). */
import { readdirSync, readFileSync } from 'node:fs'

export const canSeeProcesses = process.platform === 'linux'

/** Ids of the living processes that were started with `mark` in their environment. */
export function processesMarked(mark: string): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && readProc(entry, 'environ').includes(mark) && !isZombie(entry))
    .map(Number)
}

function isZombie(pid: string): boolean {
  return / Z /.test(readProc(pid, 'stat').replace(/\(.*\)/, ''))
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    // It has ended meanwhile, or it is not ours.
    return ''
  }
}
