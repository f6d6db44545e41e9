#!/usr/bin/env node
/** The command line: arguments -> plan -> probe -> report, and an exit code for how it went. */
import { resolve } from 'node:path'
import {
  type CalibrationReport,
  calibrate,
  type Hooks,
  leftExperiment,
  loadPlan,
  type ObservationReport,
  observe,
  type ProbePlan,
  type ProbeReport,
  probe,
  type RecordedProfileReport,
  recordProfile,
  report,
  resume,
  type Scan,
  scan,
  toolVersion,
} from '../index.js'
import { type Invocation, parseArguments } from './arguments.js'
import { compileLess } from './compile-less.js'
import { reportFailure } from './failure.js'
import { watchSignals } from './interruption.js'
import { loggedProgress, rewrittenProgress } from './progress.js'
import { checkReportFiles, writeOut, writeReports } from './report-files.js'

// A reader such as `head` that closes the pipe has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3))
process.on('uncaughtException', (error) => process.exit(reportFailure(error, process.stderr)))

compileLess()
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
  const { plan, measure } = await prepared(invocation)
  checkReportFiles(plan.reporters)
  const { stderr } = process
  const progress = stderr.isTTY && !plan.verbose ? rewrittenProgress(stderr) : loggedProgress(stderr)
  const render = await measure({
    signal: interruption.signal,
    onProgress: progress.show,
    onNotice: (line) => {
      progress.clear()
      stderr.write(`cache-probe: ${line}\n`)
    },
    ...(plan.verbose && { onOutput: (chunk) => stderr.write(chunk) }),
  }).finally(progress.clear)
  await writeReports(plan, render)
}

type Render = Parameters<typeof writeReports>[1]

interface Work {
  plan: ProbePlan
  /** Does it, and says how a reporter puts its outcome. */
  measure(hooks: Hooks): Promise<Render>
}

async function prepared(invocation: Exclude<Invocation, { kind: 'answer' }>): Promise<Work> {
  const { flags } = invocation
  const cwd = process.cwd()
  const command = 'command' in invocation ? invocation.command : undefined
  const input = { cwd, flags, env: process.env, command }
  if (invocation.kind === 'run' && invocation.resume !== undefined) {
    const { dir, plan } = await leftExperiment(
      invocation.resume === true ? undefined : resolve(invocation.resume),
      input,
    )
    return { plan, measure: async (hooks) => renderProbe(await resume(dir, plan, hooks)) }
  }
  const plan = await loadPlan(input)
  switch (invocation.kind) {
    case 'run': {
      const { runDir } = invocation
      const keeping = { ...(runDir !== undefined && { runDir: resolve(runDir) }), typed: { flags, command } }
      return { plan, measure: async (hooks) => renderProbe(await probe(plan, hooks, keeping)) }
    }
    case 'report':
      return { plan, measure: async () => renderProbe(await report(resolve(invocation.runDir))) }
    case 'observe':
      return { plan, measure: async (hooks) => renderObservation(await observe(plan, hooks)) }
    case 'calibrate':
      return { plan, measure: async (hooks) => renderCalibration(await calibrate(plan, hooks)) }
    case 'profile': {
      const file = invocation.output && resolve(invocation.output)
      return { plan, measure: async (hooks) => renderProfile(await recordProfile(plan, hooks, file)) }
    }
    case 'scan':
      return { plan, measure: async () => renderScan(await scan(plan)) }
  }
}

function renderProbe(found: ProbeReport): Render {
  return (reporter, rendering) => reporter.probe(found, rendering)
}

function renderObservation(found: ObservationReport): Render {
  return (reporter, rendering) => reporter.observation(found, rendering)
}

function renderCalibration(found: CalibrationReport): Render {
  return (reporter, rendering) => reporter.calibration(found, rendering)
}

function renderProfile(found: RecordedProfileReport): Render {
  return (reporter, rendering) => reporter.profile(found, rendering)
}

function renderScan(found: Scan): Render {
  return (reporter, rendering) => reporter.scan(found, rendering)
}
