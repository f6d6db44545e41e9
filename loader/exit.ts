/** Sees every orderly way in which a process or thread can end, without a signal handler. */
import type { ProcessRecorder } from './recorder.js'
import type { Runtime } from './runtime.js'
import { isMainThread } from './thread.js'

/** Not in node's types: what `process.exit` ends with, also called directly by some runners. */
interface ProcessInternals {
  reallyExit(code?: number): never
  abort(): never
}

const ABORTED = 134

const { rss } = process.memoryUsage
/** As it was before anything of the owner's could put another object in its place. */
const { env } = process

/**
 * Told in 50 µs. Between runs that do the same it moves by a third of what `heapUsed` moves by, which holds whatever
 * garbage is young; its peak would not do, as a child's is at least its parent's. getrusage(2).
 */
function residentBytes(): number | undefined {
  try {
    return rss()
  } catch {
    return undefined // Some containers hide it: nothing else depends on it.
  }
}

/** @param lastLook at what the process came to, before the recorder writes its last lines. */
export function watchExit(recorder: ProcessRecorder, runtime: Runtime, lastLook: () => void): void {
  let [finished, cameToItsEnd] = [false, false]
  const zone = env.TZ
  const finish = (exitCode: number) => {
    if (finished) return
    finished = true
    runtime.guard(undefined, lastLook)
    runtime.finish()
    if (isMainThread) {
      const { user, system } = process.cpuUsage()
      const [cpuMs, memoryBytes] = [(user + system) / 1000, residentBytes()]
      const { programs } = recorder
      const conduct = { programs, cutShort: !cameToItsEnd, zoneSet: env.TZ !== zone }
      recorder.line({ type: 'end', exitCode, cpuMs, memoryBytes, ...conduct })
    }
    recorder.enterExit()
  }
  process.on('exit', finish)
  const flush = () => recorder.flush()
  process.on('beforeExit', () => {
    cameToItsEnd = true
    recorder.releaseLoop()
    runtime.lastTurn()
    // The last of all listeners sees what the owner's own ones called; after process.exit, reallyExit does.
    process.removeListener('exit', flush)
    process.on('exit', flush)
  })
  const internals = process as unknown as ProcessInternals
  const { reallyExit, abort } = internals
  internals.reallyExit = function (code) {
    finish(code ?? 0)
    recorder.flush()
    return Reflect.apply(reallyExit, this, [code])
  }
  // Elsewhere it only throws, and nothing ends.
  if (!isMainThread) return
  internals.abort = function () {
    finish(ABORTED)
    return Reflect.apply(abort, this, [])
  }
}
