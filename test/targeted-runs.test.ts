import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { LaunchRequest } from '../src/experiment/launch-port.js'
import type { RunOutcome } from '../src/launch/run-outcome.js'
import type { PacedLaunch } from '../src/run-launcher.js'
import type { RunnerProject } from '../src/runner/serialisation.js'
import { serialise } from '../src/runner/serialise.js'
import { SerialRuns } from '../src/serial-runs.js'
import { TargetedRuns } from '../src/targeted-runs.js'

const PROJECT: RunnerProject = {
  scripts: {},
  scriptsRunHere: true,
  ignoresScripts: false,
  versionOf: () => undefined,
  env: {},
}

const TIMED: LaunchRequest = { arm: 'off', sites: {}, timed: true, label: 'time 1' }

function runsOf(command: string[], more: { target?: boolean; project?: Partial<RunnerProject> } = {}) {
  const asked: string[] = []
  const run: PacedLaunch = async (_request, pace) => {
    asked.push(pace?.command.join(' ') ?? 'as it is')
    return { end: { kind: 'exited', code: 0 } } as RunOutcome
  }
  const project = { ...PROJECT, ...more.project }
  const plan = { command, root: '/project', cwd: '/project', target: more.target ?? true }
  return { runs: new TargetedRuns(plan, project, run, new SerialRuns(run, serialise(command, project))), asked }
}

test('a request that names files runs them from the folder of the command, one at a time; any other runs all', async () => {
  const { runs, asked } = runsOf(['node', '--test', 'test/'])
  assert.is(runs.possible, true)
  assert.is(runs.refusal(['/project/test/a.js']), undefined)
  await runs.launch({ ...TIMED, files: ['/project/test/a.js', '/project/test/b.js'] })
  await runs.launch(TIMED)
  assert.equal(asked, [
    'node --test-concurrency=1 --test test/a.js test/b.js',
    'node --test-concurrency=1 --test test/',
  ])
})

test('where scripts run in another folder, paths are whole', async () => {
  const { runs, asked } = runsOf(['node', '--test'], { project: { scriptsRunHere: false } })
  await runs.launch({ ...TIMED, files: ['/project/test/a.js'] })
  assert.equal(asked, ['node --test-concurrency=1 --test /project/test/a.js'])
})

test('it is not possible where the owner does not want it, or files share a process, or there is no runner', () => {
  assert.is(runsOf(['node', '--test'], { target: false }).runs.possible, false)
  assert.is(runsOf(['node', '--test', '--test-isolation=none']).runs.possible, false)
  assert.is(runsOf(['node', 'main.js']).runs.possible, false)
})

test('what cannot be told is refused with the reason, and never run as something else', async () => {
  const { runs, asked } = runsOf(['node', '--test'])
  assert.match(runs.refusal(['/project/[id].js']) ?? '', /may take \[id\]\.js for a pattern/)
  const error = await runs.launch({ ...TIMED, files: ['/project/[id].js'] }).catch((reason: Error) => reason)
  assert.match(String(error), /cannot be run alone/)
  assert.equal(asked, [])
})

test.run()
