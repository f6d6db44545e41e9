/** Finds the processes that belong to a run, those that left its process group included. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { RUN_CONFIG_VARIABLE } from '../wire/run-config.js'

/** How the processes of one run are known. */
export interface RunMark {
  /** Process group and session that the launcher leads. */
  groupId: number
  /** In the environment of all that did not clear it. */
  runConfigPath: string
}

interface ProcessStat {
  pid: number
  parentPid: number
  groupId: number
  sessionId: number
}

/** Pids of the run's living processes on Linux; undefined: there is no /proc to look through. */
export function runProcesses(mark: RunMark): number[] | undefined {
  if (!existsSync('/proc/self/stat')) return undefined
  const living = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readStat(name) ?? []) : []))
  const marked = living.filter((stat) => isMarked(stat, mark)).map(({ pid }) => pid)
  return withDescendants(marked, living).filter((pid) => pid !== process.pid)
}

function isMarked(stat: ProcessStat, mark: RunMark): boolean {
  if (stat.groupId === mark.groupId || stat.sessionId === mark.groupId) return true
  const environment = readProcFile(`/proc/${stat.pid}/environ`)
  return environment?.split('\0').includes(`${RUN_CONFIG_VARIABLE}=${mark.runConfigPath}`) ?? false
}

/** proc(5): after the name in parentheses come state, ppid, pgrp and session. Zombies have ended: undefined. */
function readStat(pid: string): ProcessStat | undefined {
  const stat = readProcFile(`/proc/${pid}/stat`)
  if (stat === undefined) return undefined
  const [state, parentPid, groupId, sessionId] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (state === 'Z' || state === 'X') return undefined
  return { pid: Number(pid), parentPid: Number(parentPid), groupId: Number(groupId), sessionId: Number(sessionId) }
}

/** undefined: it ended while we looked, or belongs to somebody else. */
function readProcFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** A child that cleared its environment and left the session is still the child of somebody. */
function withDescendants(pids: number[], living: ProcessStat[]): number[] {
  const found = new Set(pids)
  for (const pid of found) {
    for (const stat of living) if (stat.parentPid === pid) found.add(stat.pid)
  }
  return [...found]
}
