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

const BUDGET = { budgetRuns: 60, budgetSeconds: 3600 }

const TIMED: LaunchRequest = { arm: 'off', sites: {}, timed: true, label: 'time 1' }

function runsOf(command: string[], more: { target?: boolean; project?: Partial<RunnerProject> } = {}) {
  const asked: string[] = []
  const requests: LaunchRequest[] = []
  const run: PacedLaunch = async (request, pace) => {
    requests.push(request)
    asked.push(pace?.command.join(' ') ?? 'as it is')
    return { end: { kind: 'exited', code: 0 } } as RunOutcome
  }
  const project = { ...PROJECT, ...more.project }
  const plan = { command, root: '/project', cwd: '/project', target: more.target ?? true, ...BUDGET }
  return {
    runs: new TargetedRuns(plan, project, run, new SerialRuns(run, serialise(command, project))),
    asked,
    requests,
  }
}

test('a request that names files runs them from the folder of the command, one at a time; any other runs all', async () => {
  const { runs, asked } = runsOf(['node', '--test', 'test/'])
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

const OBSERVED: LaunchRequest = { arm: 'observe', sites: {}, timed: false, label: 'observe' }

async function asksForCallers(command: string[], target = true): Promise<boolean> {
  const { runs, requests } = runsOf(command, { target })
  await runs.screen(OBSERVED)
  await runs.screen(TIMED)
  assert.is(requests[1]?.callers, undefined)
  return requests[0]?.callers ?? false
}

test('which files call what is asked where they share processes, and the owner wants it', async () => {
  assert.is(await asksForCallers(['node', '--test', '--test-isolation=none']), true)
  assert.is(await asksForCallers(['mocha']), true)
  assert.is(await asksForCallers(['mocha'], false), false)
  assert.is(await asksForCallers(['node', '--test']), false)
  assert.is(await asksForCallers(['node', 'main.js']), false)
})

test('what cannot be told is refused with the reason, and never run as something else', async () => {
  const { runs, asked } = runsOf(['node', '--test'])
  assert.match(runs.refusal(['/project/[id].js']) ?? '', /may take \[id\]\.js for a pattern/)
  const error = await runs.launch({ ...TIMED, files: ['/project/[id].js'] }).catch((reason: Error) => reason)
  assert.match(String(error), /cannot be run alone/)
  assert.equal(asked, [])
})

test.run()
