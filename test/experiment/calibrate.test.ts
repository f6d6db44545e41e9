/** The control runs what is told, caches nothing, and finds the noise that the command has. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ProbeError } from '../../src/errors.js'
import { calibrate } from '../../src/experiment/calibrate.js'
import type { ExperimentOptions } from '../../src/experiment/options.js'
import { RunLedger } from '../../src/experiment/run-ledger.js'
import { OPTIONS } from './experiment-options.js'
import { type SyntheticWorld, simulate } from './synthetic-world.js'

const WORLD: SyntheticWorld = { sites: [{ id: 'dear', calls: 10_000, keys: 20, callNs: 5000 }], otherMs: 100 }

function calibrated(world: Partial<SyntheticWorld>, pairs: number, options: Partial<ExperimentOptions> = {}) {
  const { launch, requests } = simulate({ ...WORLD, ...world })
  const calibration = calibrate({ ...OPTIONS, ...options }, pairs, new RunLedger(launch, () => {}))
  return { calibration, requests }
}

test('a run to get warm and two for each pair, all alike, timed and with nothing cached', async () => {
  const { calibration, requests } = calibrated({}, 4)
  await calibration
  assert.is(requests.length, 9)
  for (const { arm, sites, timed } of requests)
    assert.equal({ arm, sites, timed }, { arm: 'off', sites: {}, timed: true })
})

test('the noise is found, and more of it settles less', async () => {
  const [quiet, noisy] = await Promise.all([0.02, 0.1].map((noise) => calibrated({ noise }, 40).calibration))
  for (const [one, noise] of [
    [quiet, 0.02],
    [noisy, 0.1],
  ] as const) {
    assert.ok(one?.cpu && Math.abs(one.cpu.pairSpread - noise) < noise / 3, `${one?.cpu?.pairSpread} at ${noise}`)
    assert.ok(one.cpu.apparentSaving.low < 0 && one.cpu.apparentSaving.high > 0)
  }
  const settled = [quiet, noisy].map((one) =>
    one?.settles.map(({ candidates, pairs, cpu = 0 }) => ({ candidates, pairs, cpu })),
  )
  assert.equal(
    settled[0]?.map(({ candidates }) => candidates),
    [1, 12],
  )
  for (const [index, one] of (settled[0] ?? []).entries()) {
    assert.ok(one.cpu > OPTIONS.speedupThreshold && one.cpu < (settled[1]?.[index]?.cpu ?? 0))
  }
})

test('what the budget has no room for is not promised', async () => {
  const settled = async (budgetRuns: number) => {
    const { settles } = await calibrated({ noise: 0.02 }, 4, { budgetRuns }).calibration
    return settles.map(({ candidates }) => candidates)
  }
  assert.equal([await settled(40), await settled(20), await settled(5)], [[1, 12], [1], []])
})

test('a chance failure is made up for and told, a command that keeps failing ends it', async () => {
  const { calibration } = calibrated({ flakiness: 0.1, seed: 3 }, 10)
  assert.equal(
    (await calibration).warnings.map(({ code }) => code),
    ['flaky-command'],
  )
  await failsWith('command-failed', calibrated({ end: { kind: 'exited', code: 1 } }, 4).calibration)
  await failsWith('nothing-instrumented', calibrated({ instrumentedProcesses: 0 }, 4).calibration)
})

async function failsWith(code: string, work: Promise<unknown>): Promise<void> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  assert.is(error instanceof ProbeError ? error.code : error, code)
}

test.run()
