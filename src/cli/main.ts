#!/usr/bin/env node
/** The command line: arguments -> plan -> probe -> report, and an exit code for how it went. */
import { calibrate, type Hooks, loadPlan, observe, type ProbePlan, probe, scan, toolVersion } from '../index.js'
import { type Invocation, parseArguments } from './arguments.js'
import { reportFailure } from './failure.js'
import { watchSignals } from './interruption.js'
import { loggedProgress, rewrittenProgress } from './progress.js'
import { checkReportFiles, writeOut, writeReports } from './report-files.js'

// A reader such as `head` that closes the pipe has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3))
process.on('uncaughtException', (error) => process.exit(reportFailure(error, process.stderr)))

const interruption = watchSignals()
process.exit(await main(process.argv.slice(2)))

async function main(argv: string[]): Promise<number> {
  try {
    const invocation = parseArguments(argv, toolVersion())
    if (invocation.kind === 'answer') await writeOut(invocation.text)
    else await carryOut(invocation)
    return 0
  } catch (error) {
    return interruption.exitCode() ?? reportFailure(error, process.stderr)
  }
}

async function carryOut(invocation: Exclude<Invocation, { kind: 'answer' }>): Promise<void> {
  const command = invocation.kind === 'scan' ? undefined : invocation.command
  const plan = await loadPlan({ cwd: process.cwd(), flags: invocation.flags, env: process.env, command })
  checkReportFiles(plan.reporters)
  const { stderr } = process
  const progress = stderr.isTTY && !plan.verbose ? rewrittenProgress(stderr) : loggedProgress(stderr)
  const render = await measure(invocation.kind, plan, {
    signal: interruption.signal,
    onProgress: progress.show,
    onNotice: (line) => {
      progress.clear()
      stderr.write(`cache-probe: ${line}\n`)
    },
    ...(plan.verbose && { onOutput: (chunk) => stderr.write(chunk) }),
  }).finally(progress.clear)
  await writeReports(plan.reporters, render)
}

/** Does the work, and says how a reporter puts its outcome. */
async function measure(
  kind: 'run' | 'observe' | 'scan' | 'calibrate',
  plan: ProbePlan,
  hooks: Hooks,
): Promise<Parameters<typeof writeReports>[1]> {
  if (kind === 'scan') {
    const found = await scan(plan)
    return (reporter, rendering) => reporter.scan(found, rendering)
  }
  if (kind === 'observe') {
    const observed = await observe(plan, hooks)
    return (reporter, rendering) => reporter.observation(observed, rendering)
  }
  if (kind === 'calibrate') {
    const calibrated = await calibrate(plan, hooks)
    return (reporter, rendering) => reporter.calibration(calibrated, rendering)
  }
  const report = await probe(plan, hooks)
  return (reporter, rendering) => reporter.probe(report, rendering)
}
