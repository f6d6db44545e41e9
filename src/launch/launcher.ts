/** Runs the owner's command as its only child, so that the CPU time of waited-for children is that command's alone. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { type CommandFile, type LauncherReport, LIFELINE_FD, takeCommand, writeReport } from './launcher-files.js'

/** Not everywhere but on Linux, and there not in every container. */
const OWN_STAT = '/proc/self/stat'
/** Linux counts /proc times in USER_HZ, 100 to the second on every architecture that node runs on. */
const MS_PER_TICK = 10
/** Of what follows the command's name in /proc/self/stat, which starts with field 3; proc(5): cutime 16, cstime 17. */
const CUTIME_INDEX = 16 - 3
const CSTIME_INDEX = 17 - 3

/** A signal to the group is for the command: this process lives on to report how the command took it. */
function outliveSignals(): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
}

/** Without a driver nobody would end the command: the whole group goes with it. */
function dieWithDriver(): Socket {
  const lifeline = new Socket({ fd: LIFELINE_FD })
  lifeline.on('error', () => {})
  lifeline.on('close', () => process.kill(-process.pid, 'SIGKILL'))
  lifeline.resume()
  return lifeline
}

/** User and system time of all descendants that were waited for, ms. */
function descendantsCpuMs(): number | undefined {
  if (!existsSync(OWN_STAT)) return undefined
  const stat = readFileSync(OWN_STAT, 'latin1')
  // The name in parentheses may hold anything, spaces and parentheses included.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[CUTIME_INDEX]) + Number(fields[CSTIME_INDEX])) * MS_PER_TICK
}

function start({ command: [program = '', ...words], cwd, env }: CommandFile): ChildProcess {
  return spawn(program, words, { cwd, env, stdio: 'inherit' })
}

function notStarted(error: NodeJS.ErrnoException): LauncherReport {
  return { kind: 'not-started', errorCode: error.code ?? error.name, message: error.message }
}

function launch(runDir: string): void {
  const command = takeCommand(runDir)
  outliveSignals()
  dieWithDriver()
  const finish = (result: LauncherReport) => {
    writeReport(runDir, result)
    // The lifeline and the signal handlers would keep this process alive.
    process.exit(0)
  }
  const startedNs = process.hrtime.bigint()
  try {
    const child = start(command)
    child.once('error', (error) => finish(notStarted(error)))
    child.once('exit', (code, signal) => {
      const wallMs = Number(process.hrtime.bigint() - startedNs) / 1e6
      finish({ kind: 'ended', code, signal, wallMs, cpuMs: descendantsCpuMs() })
    })
  } catch (error) {
    // Some failures to spawn are thrown at once, such as too many words.
    finish(notStarted(error as NodeJS.ErrnoException))
  }
}

launch(process.argv[2] ?? '')
