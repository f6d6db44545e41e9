import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { concludeRun } from '../../src/launch/conclude-run.js'
import { type LauncherReport, writeReport } from '../../src/launch/launcher-files.js'
import type { RunOutcome } from '../../src/launch/run-outcome.js'
import type { RecordLine } from '../../src/wire/record.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { processLine, writeRecord } from './record-writer.js'

const ENDED = { kind: 'ended', code: 0, signal: null, wallMs: 5 } as const
const CLOSED = { kind: 'closed', code: 0, signal: null } as const

/** Of a run whose launcher said this, and whose processes wrote these lines. */
function outcomeOf(report: LauncherReport, ...records: RecordLine[][]): RunOutcome {
  const dir = temporaryFolder('run')
  const recordDir = join(dir, 'records')
  mkdirSync(recordDir)
  for (const [at, lines] of records.entries()) writeRecord(recordDir, `${at}`, [processLine(at + 1), ...lines], [])
  writeReport(dir, report)
  const directory = { dir, runId: 'run-1', runConfigPath: '', recordDir, outputPath: '' }
  const request = { command: ['node'], timeoutSeconds: 1, runConfig: { root: dir } }
  return concludeRun(request, directory, { waited: CLOSED, wallMs: 7, allEnded: true, outputTail: '' })
}

function cpuOf({ cpuMs, cpuSource, loaderMs }: RunOutcome) {
  return { cpuMs, cpuSource, loaderMs }
}

const ready = (cpuMs: number): RecordLine => ({ type: 'ready', cpuMs })
const end = (cpuMs: number): RecordLine => ({ type: 'end', exitCode: 0, cpuMs })

test("what the loader took to start in each process is no part of the command's CPU time", () => {
  const launcher = outcomeOf({ ...ENDED, cpuMs: 370 }, [ready(70), end(180)], [ready(50), end(170)])
  assert.equal(cpuOf(launcher), { cpuMs: 250, cpuSource: 'launcher', loaderMs: 120 })
  const records = outcomeOf(ENDED, [ready(70), end(180)], [ready(50), end(170)])
  assert.equal(cpuOf(records), { cpuMs: 230, cpuSource: 'records', loaderMs: 120 })
  const thread = outcomeOf({ ...ENDED, cpuMs: 90, byHost: true }, [ready(20)])
  assert.equal(cpuOf(thread), { cpuMs: 70, cpuSource: 'host', loaderMs: 20 })
})

test('a command that took no more than the steps of its clock has taken nothing, and not less', () => {
  assert.equal(cpuOf(outcomeOf({ ...ENDED, cpuMs: 10 }, [ready(12)])), {
    cpuMs: 0,
    cpuSource: 'launcher',
    loaderMs: 12,
  })
})

test.run()
