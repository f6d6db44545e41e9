/** Ends every process of a run: asks first, then kills, and looks until none is left. */
import { setTimeout as delay } from 'node:timers/promises'
import { type RunMark, runProcesses } from './run-processes.js'

const POLL_MS = 25
/** Grace after Ctrl-C, however long the run's own is. */
const ABORT_GRACE_MS = 2000
/** A process in uninterruptible sleep does not die of SIGKILL before its I/O is over. */
const KILL_WAIT_MS = 5000

/**
 * SIGTERM to all, SIGKILL to those that are left after `graceMs` (or, once `signal` aborts, {@link ABORT_GRACE_MS}).
 * Gives whether all are gone. Elsewhere than on Linux only the process group can be seen.
 */
export async function endProcesses(mark: RunMark, graceMs: number, signal?: AbortSignal): Promise<boolean> {
  if (!sendToAll(mark, 'SIGTERM')) return true
  if (await allGone(mark, graceMs, { signal })) return true
  return await allGone(mark, KILL_WAIT_MS, { resend: 'SIGKILL' })
}

interface Waiting {
  signal?: AbortSignal | undefined
  /** Sent at each look: a process may have started another one just before it died. */
  resend?: NodeJS.Signals
}

async function allGone(mark: RunMark, waitMs: number, { signal, resend }: Waiting): Promise<boolean> {
  let deadline = performance.now() + waitMs
  let aborted = false
  while (resend ? sendToAll(mark, resend) : anyAlive(mark)) {
    if (signal?.aborted && !aborted) {
      aborted = true
      deadline = Math.min(deadline, performance.now() + ABORT_GRACE_MS)
    }
    if (performance.now() >= deadline) return false
    await delay(POLL_MS)
  }
  return true
}

function anyAlive(mark: RunMark): boolean {
  const pids = runProcesses(mark)
  return pids === undefined ? send(-mark.groupId, 0) : pids.length > 0
}

/** False: there was nobody to send it to. */
function sendToAll(mark: RunMark, signal: NodeJS.Signals): boolean {
  const pids = runProcesses(mark)
  if (pids === undefined) return send(-mark.groupId, signal)
  for (const pid of pids) send(pid, signal)
  return pids.length > 0
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal)
    return true
  } catch (error) {
    // Gone meanwhile, or (EPERM) somebody else's by now: a setuid program that we could not end anyway.
    if (['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}
