/** Sees every orderly way in which a process or thread can end, without a signal handler. */
import { isMainThread } from 'node:worker_threads'
import type { ProcessRecorder } from './recorder.js'
import type { Runtime } from './runtime.js'

/** Not in node's types: what `process.exit` ends with, also called directly by some runners. */
interface ProcessInternals {
  reallyExit(code: number): never
  abort(): never
}

export function watchExit(recorder: ProcessRecorder, runtime: Runtime): void {
  process.once('beforeExit', () => recorder.releaseLoop())
  const finish = onceOnly((exitCode: number) => {
    runtime.finish()
    const { user, system } = process.cpuUsage()
    recorder.line({ type: 'end', exitCode, cpuMs: isMainThread ? (user + system) / 1000 : 0 })
    recorder.enterExit()
  })
  process.once('exit', finish)
  const internals = process as unknown as ProcessInternals
  const { reallyExit, abort } = internals
  internals.reallyExit = function (code) {
    finish(code)
    return Reflect.apply(reallyExit, this, [code])
  }
  internals.abort = function () {
    finish(134)
    return Reflect.apply(abort, this, [])
  }
}

function onceOnly(act: (exitCode: number) => void): (exitCode: number) => void {
  let done = false
  return (exitCode) => {
    if (done) return
    done = true
    act(exitCode)
  }
}
