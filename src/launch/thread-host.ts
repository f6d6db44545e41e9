/** Runs the owner's script again and again, each time in a thread of its own, for which no process has to start. */
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { inspect } from 'node:util'
import { Worker, type WorkerOptions } from 'node:worker_threads'
import { type LauncherReport, takeCommand, writeReport } from './launcher-files.js'

/** V8's own limit for main threads is 984 kB; node keeps 192 kB of what a thread is given to itself. */
const MAIN_STACK_MB = (984 + 192) / 1024

interface Spent {
  cpuMs: number
  wallMs: number
}

/** What this process has taken since it was made. */
function spent(): Spent {
  const { user, system } = process.cpuUsage()
  return { cpuMs: (user + system) / 1000, wallMs: performance.now() }
}

/** Nothing else runs here while a thread does. */
async function spentOn(thread: Worker): Promise<Spent & { code: number }> {
  const before = spent()
  const code = await new Promise<number>((resolve) => thread.once('exit', resolve))
  const after = spent()
  return { code, cpuMs: after.cpuMs - before.cpuMs, wallMs: after.wallMs - before.wallMs }
}

/** What a process takes longer to start than a thread, which belongs to the command: shares are of all it takes. */
async function startDifference(): Promise<Spent> {
  const ofProcess = spent()
  const ofThread = await spentOn(new Worker('', { eval: true }))
  return {
    cpuMs: Math.max(0, ofProcess.cpuMs - ofThread.cpuMs),
    wallMs: Math.max(0, ofProcess.wallMs - ofThread.wallMs),
  }
}

async function run(runDir: string, more: Spent): Promise<void> {
  const { command, env } = takeCommand(runDir)
  const [script = '', ...argv] = command
  const options: WorkerOptions = { argv, env, resourceLimits: { stackSizeMb: MAIN_STACK_MB } }
  const thread = new Worker(script, options)
  const printed = Promise.all([once(thread.stdout, 'end'), once(thread.stderr, 'end')])
  let failed = false
  thread.on('error', (error) => {
    failed = true
    writeSync(2, `${inspect(error)}\n`)
  })
  const { code: ownCode, cpuMs, wallMs } = await spentOn(thread)
  await printed
  // An `exit` listener that throws fails a process, and leaves a thread's code as it was.
  const code = failed ? ownCode || 1 : ownCode
  const all = { cpuMs: cpuMs + more.cpuMs, wallMs: wallMs + more.wallMs }
  const result: LauncherReport = { kind: 'ended', code, signal: null, ...all, byHost: true }
  writeReport(runDir, result)
  process.send?.(runDir)
}

async function serve(): Promise<void> {
  // Without a driver nobody would end it.
  process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL'))
  const more = await startDifference()
  process.on('message', (runDir: string) => void run(runDir, more))
  process.send?.('ready')
}

void serve()
