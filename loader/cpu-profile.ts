/** Records where the CPU time of this thread goes, for `cache-probe profile`: `--cpu-prof` is not allowed in NODE_OPTIONS before Node 22. */
import { join } from 'node:path'
import { closeSync, hrtime, openSync, writeSync } from './pristine.js'
import { threadId } from './thread.js'

/** What `node --cpu-prof` takes as well. */
const INTERVAL_US = 1000

/**
 * Gives what is to be called at the end. The file is there from the start: one that stays empty is of a thread that was
 * ended before it could write. undefined: node has no inspector here, as in the process of `node --test` that runs no test.
 */
export function startProfile(dir: string): (() => void) | undefined {
  const { Session } = process.getBuiltinModule('node:inspector') as typeof import('node:inspector')
  const session = new Session()
  try {
    session.connect()
  } catch {
    return undefined
  }
  const file = openSync(join(dir, `${process.pid}-${threadId}-${hrtime().join('.')}.cpuprofile`), 'wx', 0o600)
  session.post('Profiler.enable')
  session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US })
  session.post('Profiler.start')
  return () => {
    // Answered at once: it is the same thread.
    session.post('Profiler.stop', (error, answer) => {
      if (error === null) writeWhole(file, Buffer.from(JSON.stringify(answer.profile)))
    })
    session.disconnect()
    closeSync(file)
  }
}

function writeWhole(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
}
