/** An experiment is the same whether its runs are made or read, and breaking it off costs no finished run. */
import { existsSync } from 'node:fs'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { RunArchive } from '../src/archive/run-archive.js'
import { ProbeError } from '../src/errors.js'
import { confirmSet } from '../src/experiment/confirm-set.js'
import { type Launch, unlessRunsEnd } from '../src/experiment/launch-port.js'
import { screen } from '../src/experiment/screen.js'
import { validate } from '../src/experiment/validate.js'
import { keepingRuns, ReplayedRuns, recordedRuns } from '../src/recorded-runs.js'
import { newArchive } from './archive/an-archive.js'
import { OPTIONS, probed } from './experiment/experiment-options.js'
import { simulate } from './experiment/synthetic-world.js'

/** Noisy, and failing now and then: what is run next depends on what came before. */
const SITES = [
  { id: 'dear', calls: 10_000, keys: 100, callNs: 3000 },
  { id: 'middling', calls: 10_000, keys: 100, callNs: 900 },
  { id: 'breaks', calls: 10_000, keys: 100, callNs: 2000 },
]
const WORLD = { sites: SITES, otherMs: 60, noise: 0.05, flakiness: 0.05, breaking: [['breaks']], seed: 3 }

async function experiment(launch: Launch) {
  const screening = await screen(OPTIONS, probed(SITES), launch)
  const validation = await validate(OPTIONS, screening, launch)
  const ids = validation.effects.filter(({ payoff }) => payoff === 'pays').map(({ id }) => id)
  return { screening, validation, confirmation: await confirmSet(OPTIONS, ids, screening, validation, launch) }
}

async function wholeExperiment() {
  const archive = newArchive()
  const { launch, requests } = simulate(WORLD)
  const found = await experiment(recordedRuns(archive, launch))
  return { dir: archive.dir, found, made: requests.length }
}

/** A launch that is interrupted instead of making its run number `last + 1`. */
function interruptedAfter(last: number, inner: Launch): Launch {
  let runs = 0
  return async (request) => {
    if (runs === last) throw new Error('interrupted')
    runs += 1
    return inner(request)
  }
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    return error
  }
  throw new Error('it should have failed')
}

test('read again, the runs of an experiment come to the same, and every one is used', async () => {
  const { dir, found, made } = await wholeExperiment()
  assert.ok(made > 20)
  assert.is(found.confirmation.ids.length, 2)
  const archive = RunArchive.open(dir)
  assert.is(archive.runs, made)
  const runs = new ReplayedRuns(archive)
  assert.equal(await experiment(runs.launch), found)
  assert.equal([archive.waiting, runs.ranOut], [0, false])
})

test('interrupted after whichever run and taken up again, it makes as many runs in all, and comes to the same', async () => {
  const { found, made } = await wholeExperiment()
  for (let last = 0; last < made; last += 3) {
    const archive = newArchive()
    const { launch, requests } = simulate(WORLD)
    await failureOf(experiment(recordedRuns(archive, interruptedAfter(last, launch))))
    archive.leave()
    const opened = RunArchive.open(archive.dir)
    assert.is(opened.runs, last)
    assert.equal(await experiment(recordedRuns(opened, launch)), found)
    assert.is(requests.length, made)
  }
})

test('interrupted after whichever run, what was measured by then is told', async () => {
  const { dir, made } = await wholeExperiment()
  for (let last = 0; last < made; last += 3) {
    const archive = newArchive()
    const whole = new ReplayedRuns(RunArchive.open(dir))
    await failureOf(experiment(recordedRuns(archive, interruptedAfter(last, whole.launch))))
    const runs = new ReplayedRuns(RunArchive.open(archive.dir))
    const found = await unlessRunsEnd(experiment(runs.launch))
    assert.is(runs.ranOut, true)
    // The first run is the observed one.
    assert.is(found?.screening.observations.size, last === 0 ? undefined : 3)
  }
})

test('work that ends is marked as done, and one whose command fails as failed: neither can be gone on with', async () => {
  const [done, failed] = [newArchive(), newArchive()]
  const { launch } = simulate({ ...WORLD, end: { kind: 'exited', code: 3 } })
  assert.is(await keepingRuns(done, {}, async () => 5), 5)
  const error = await failureOf(keepingRuns(failed, {}, () => experiment(recordedRuns(failed, launch))))
  assert.is((error as ProbeError).code, 'command-failed')
  assert.equal(RunArchive.open(done.dir).ending, { kind: 'done' })
  const { message } = error as ProbeError
  assert.equal(RunArchive.open(failed.dir).ending, { kind: 'failed', code: 'command-failed', message })
})

test('what is interrupted says how to go on, and leaves nothing where nothing was finished', async () => {
  const lines: string[] = []
  const hooks = { onNotice: (line: string) => lines.push(line) }
  for (const last of [0, 1, 2]) {
    const archive = newArchive()
    const { launch } = simulate(WORLD)
    const work = () => experiment(recordedRuns(archive, interruptedAfter(last, launch)))
    await failureOf(keepingRuns(archive, hooks, work))
    assert.is(existsSync(archive.dir), last > 0)
    if (last > 0) assert.is(lines.pop()?.replace(archive.dir, '<dir>'), expectedLine(last))
  }
  assert.equal(lines, [])
})

function expectedLine(runs: number): string {
  return `${runs === 1 ? '1 finished run' : `${runs} finished runs`} kept; to go on: cache-probe run --resume <dir>`
}

test('a fault that comes from outside of the runs, such as a full disk, leaves an experiment that can be gone on with', async () => {
  const archive = newArchive()
  const { launch } = simulate(WORLD)
  const full = () => Promise.reject(new ProbeError('run-directory', 'the disk is full'))
  const failing = interruptedAfter(2, launch)
  const live: Launch = (request) => failing(request).catch(full)
  await failureOf(keepingRuns(archive, {}, () => experiment(recordedRuns(archive, live))))
  assert.is(RunArchive.open(archive.dir).ending, undefined)
})

test.run()
