/** A run directory with little in it, for tests. */
import { join } from 'node:path'
import type { ExperimentRecord, Survey } from '../../src/archive/experiment-record.js'
import { newRunDirectory } from '../../src/archive/kept-experiments.js'
import type { AskedRun } from '../../src/archive/kept-run.js'
import { RunArchive } from '../../src/archive/run-archive.js'
import type { ProbePlan } from '../../src/config/plan.js'
import type { RunOutcome } from '../../src/launch/run-outcome.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { OPTIONS } from '../experiment/experiment-options.js'

export const PLAN: ProbePlan = {
  ...OPTIONS,
  root: '/project',
  cwd: '/project',
  command: ['node', 'main.js'],
  include: ['**/*.js'],
  exclude: [],
  packages: [],
  profile: [],
  builtins: [],
  wrap: 'bindings',
  timeoutSeconds: 300,
  killGraceSeconds: 30,
  keepParallel: false,
  target: true,
  ownCaches: true,
  exhaustive: false,
  isolation: 'subprocess',
  calibrationPairs: 10,
  reporters: [{ name: 'table' }],
  verbose: false,
}

export const RECORD: ExperimentRecord = {
  startedAt: '2026-11-23T01:54:24.000Z',
  tool: { name: 'cache-probe', version: '0.1.0', build: 'abc' },
  environment: { node: 'v20.20.2', v8: '11.3', os: 'Linux 6.1', cpus: 2 },
  typed: { flags: {}, command: ['node', 'main.js'] },
  plan: PLAN,
}

export const SURVEY: Survey = {
  scan: { sites: [], caches: [], skipped: [], files: 1, modules: 1 },
  digests: { 'src/a.js': 'one' },
  originals: {},
  pace: { kind: 'serial-anyway' },
  script: { kind: 'other', why: 'the command is npm' },
  project: { scripts: {}, scriptsRunHere: true, ignoresScripts: false, versions: {}, env: {} },
}

export const WHEN = { startedAt: '2026-11-23T01:55:00.000Z', loadAverage: 0.5 }

export function newArchive(survey = SURVEY, dir = join(temporaryFolder('archive'), 'kept')): RunArchive {
  return RunArchive.create(newRunDirectory(dir), RECORD, survey)
}

export function asked(label: string, pace?: AskedRun['pace']): AskedRun {
  return { request: { arm: 'off', sites: {}, timed: true, label }, ...(pace && { pace }) }
}

export function outcome(runId: string, known: Partial<RunOutcome> = {}): RunOutcome {
  return {
    runId,
    end: { kind: 'exited', code: 0 },
    wallMs: 12.345678901,
    cpuMs: undefined,
    cpuSource: undefined,
    memoryBytes: undefined,
    sites: new Map(),
    skipped: [],
    warnings: [],
    faults: [],
    instrumentedProcesses: 1,
    conduct: { threads: 0, programs: 0, cutShort: 0, zonesSet: 0 },
    outputTail: '',
    ...known,
  }
}
