/** Runs one uvu file in a process of its own and judges what it printed: uvu passes silently where it should not. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { faultInOutput, faultInSource, readSummary } from './summary.js'

/** `fault`: why the file fails although no test of its own failed; undefined: it does not. */
export interface FileResult {
  passed: number
  failed: number
  skipped: number
  fault: string | undefined
  output: string
}

export async function runTestFile(path: string, timeoutSeconds: number): Promise<FileResult> {
  const { output, end } = await runNode(path, timeoutSeconds)
  const summary = readSummary(output)
  const failed = summary.total - summary.passed
  const badEnd = end === 'exit 0' || failed > 0 ? undefined : `it ended with ${end}`
  const fault = badEnd ?? faultInSource(readFileSync(path, 'utf8')) ?? faultInOutput(output, summary)
  return { passed: summary.passed, failed: failed + (fault ? 1 : 0), skipped: summary.skipped, fault, output }
}

/** `end` is `exit <code>`, a signal's name, or `a timeout after <n> s`. */
function runNode(path: string, timeoutSeconds: number): Promise<{ output: string; end: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined }
    const child = spawn(process.execPath, [path], { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    let output = ''
    let timedOut = false
    const collect = (chunk: Buffer) => {
      output += chunk
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    const endGroup = () => killGroup(child.pid)
    const timer = setTimeout(() => {
      timedOut = true
      endGroup()
    }, timeoutSeconds * 1000)
    process.once('exit', endGroup)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      process.off('exit', endGroup)
      resolve({ output, end: timedOut ? `a timeout after ${timeoutSeconds} s` : (signal ?? `exit ${code}`) })
    })
  })
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    // The whole group has ended already.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
