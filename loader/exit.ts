/** Sees every orderly way in which a process or thread can end, without a signal handler. */
import { isMainThread } from 'node:worker_threads'
import type { ProcessRecorder } from './recorder.js'
import type { Runtime } from './runtime.js'

/** Not in node's types: what `process.exit` ends with, also called directly by some runners. */
interface ProcessInternals {
  reallyExit(code: number): never
  abort(): never
}

const ABORTED = 134

export function watchExit(recorder: ProcessRecorder, runtime: Runtime): void {
  let finished = false
  const finish = (exitCode: number) => {
    if (finished) return
    finished = true
    runtime.finish()
    if (isMainThread) {
      const { user, system } = process.cpuUsage()
      recorder.line({ type: 'end', exitCode, cpuMs: (user + system) / 1000 })
    }
    recorder.enterExit()
  }
  process.once('beforeExit', () => recorder.releaseLoop())
  process.once('exit', finish)
  const internals = process as unknown as ProcessInternals
  const { reallyExit, abort } = internals
  internals.reallyExit = function (code) {
    finish(code)
    return Reflect.apply(reallyExit, this, [code])
  }
  internals.abort = function () {
    finish(ABORTED)
    return Reflect.apply(abort, this, [])
  }
}
