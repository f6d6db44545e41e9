/** Waits for the end of a run, of its time or of the driver's patience, whichever comes first. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Waited } from './conclude-run.js'

/** The longest delay that a timer can have. */
const MAX_TIMER_MS = 2 ** 31 - 1

export interface Patience {
  timeoutSeconds: number
  signal?: AbortSignal
}

export async function awaitRun(end: Promise<Waited>, { timeoutSeconds, signal }: Patience): Promise<Waited> {
  const waiting = new AbortController()
  const timeoutMs = Math.min(timeoutSeconds * 1000, MAX_TIMER_MS)
  const timedOut: Waited = { kind: 'timed-out' }
  try {
    return await Promise.race([
      end,
      delay(timeoutMs, timedOut, { signal: waiting.signal }),
      new Promise<Waited>((resolve) => {
        signal?.addEventListener('abort', () => resolve({ kind: 'aborted' }), { signal: waiting.signal })
      }),
    ])
  } finally {
    waiting.abort()
  }
}
