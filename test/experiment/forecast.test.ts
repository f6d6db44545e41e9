/** What screening has cost foretells what validation will. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { WatchedRuns } from '../../src/experiment/forecast.js'
import type { LaunchRequest } from '../../src/experiment/launch-port.js'
import type { RunOutcome } from '../../src/launch/run-outcome.js'
import { OPTIONS } from './experiment-options.js'

const TIMED: LaunchRequest = { arm: 'off', sites: {}, timed: true, label: 'time 1' }

/** Runs of as many ms each, one after the other. */
async function watched(requests: { request: LaunchRequest; ms: number; code?: number }[]): Promise<WatchedRuns> {
  let [next] = requests
  const runs = new WatchedRuns(async () => {
    const { ms = 0, code = 0 } = next ?? {}
    return { end: { kind: 'exited', code }, wallMs: ms, cpuMs: ms } as RunOutcome
  })
  for (const each of requests) {
    next = each
    await runs.launch(each.request)
  }
  return runs
}

test('a run takes what the middle one of the timed runs that passed took', async () => {
  const runs = await watched([
    { request: { ...TIMED, timed: false }, ms: 90_000 },
    { request: TIMED, ms: 50_000, code: 1 },
    { request: TIMED, ms: 3000 },
    { request: { ...TIMED, sites: { f: { arm: 'cached' } } }, ms: 2000 },
    { request: TIMED, ms: 3000 },
  ])
  const forecast = runs.forecast(2, OPTIONS)
  assert.is(forecast?.runSeconds, 3)
  assert.is(forecast?.mostRuns, 56)
})

test('the noise is that of runs that were alike, and of five in a hundred where none was', async () => {
  const alike = await watched([3000, 3000, 3000].map((ms) => ({ request: TIMED, ms })))
  const single = await watched([{ request: TIMED, ms: 3000 }])
  const apart = await watched([2000, 3000, 4000].map((ms) => ({ request: TIMED, ms })))
  const noises = [alike, single, apart].map((runs) => runs.forecast(1, OPTIONS)?.noise ?? Number.NaN) as [
    number,
    number,
    number,
  ]
  assert.is(noises[1], 0.05)
  assert.ok(noises[0] < noises[1] && noises[1] < noises[2], noises.join())
  const settles = [alike, single, apart].map((runs) => runs.forecast(1, OPTIONS)?.settles ?? 0) as [
    number,
    number,
    number,
  ]
  assert.ok(settles[0] < settles[1] && settles[1] < settles[2], settles.join())
})

test('where validation runs some of the test files, a run takes their time, and their noise hides less of the whole', async () => {
  const runs = await watched([{ request: TIMED, ms: 3000 }])
  const factor = (estimate: number) => ({ estimate, relativeError: 0.1, degrees: 3 })
  const whole = runs.forecast(1, OPTIONS)
  const some = runs.forecast(1, OPTIONS, { cpu: factor(0.25), wall: factor(0.5) })
  assert.equal([some?.runSeconds, some?.noise, some?.mostRuns], [1.5, whole?.noise, whole?.mostRuns])
  const { speedupThreshold } = OPTIONS
  const hidden = (settles = 0) => settles - speedupThreshold
  assert.ok(Math.abs(hidden(some?.settles) - hidden(whole?.settles) / 4) < 1e-12)
})

test('nothing to validate has no forecast', async () => {
  assert.is((await watched([{ request: TIMED, ms: 1 }])).forecast(0, OPTIONS), undefined)
  assert.is((await watched([])).forecast(1, OPTIONS), undefined)
})

test('more candidates than are measured at once have the forecast of those that are', async () => {
  const runs = await watched([{ request: TIMED, ms: 3000 }])
  assert.equal(runs.forecast(100, OPTIONS), runs.forecast(20, OPTIONS))
  assert.equal(runs.forecast(20, { ...OPTIONS, budgetRuns: 20 }), runs.forecast(7, { ...OPTIONS, budgetRuns: 20 }))
})

test('a budget without room for one candidate has no forecast', async () => {
  const runs = await watched([{ request: TIMED, ms: 3000 }])
  for (const budgetRuns of [1, 5]) assert.is(runs.forecast(1, { ...OPTIONS, budgetRuns }), undefined)
  assert.is(runs.forecast(1, { ...OPTIONS, repeats: 1, budgetRuns: 2 }), undefined)
})

test.run()
