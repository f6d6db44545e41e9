/** An experiment is gone on with where nothing has changed since, and refused in one line where something has. */
import { appendFileSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { loadPlan } from '../src/config/load-plan.js'
import type { RunFlags } from '../src/config/settings.js'
import { ProbeError } from '../src/errors.js'
import { beginExperiment, leftExperiment, takeUpExperiment } from '../src/experiments.js'
import { survey } from '../src/survey.js'
import { copyFixture } from './e2e/probe-fixture.js'
import { temporaryFolder } from './e2e/temporary-folder.js'

const COMMAND = ['node', 'main.js']

const inputIn = (cwd: string, flags: RunFlags, command?: string[]) => ({ cwd, flags, env: {}, command })

/** One that was left at its very beginning. */
async function begun(flags: RunFlags = {}) {
  const cwd = realpathSync(copyFixture('pure-repeat'))
  const plan = await loadPlan(inputIn(cwd, flags, COMMAND))
  const keeping = { runDir: temporaryFolder('kept'), typed: { flags, command: COMMAND } }
  const { archive } = beginExperiment(plan, await survey(plan, {}), keeping)
  archive.leave()
  return { cwd, plan, dir: archive.dir }
}

/** `code: message` of the refusal; what was typed at first counts as typed again. */
async function refusal(dir: string, cwd: string, flags: RunFlags = {}): Promise<string> {
  try {
    const left = await leftExperiment(dir, inputIn(cwd, flags))
    await takeUpExperiment(left.dir, left.plan)
  } catch (error) {
    if (error instanceof ProbeError) return `${error.code}: ${error.message}`
    throw error
  }
  throw new Error('it should have been refused')
}

test('unchanged, it is taken up from anywhere with what was typed at first and the seed that it had', async () => {
  const { plan, dir } = await begun({ repeats: '5' })
  const left = await leftExperiment(dir, inputIn(temporaryFolder('elsewhere'), { seed: '77' }))
  assert.equal({ ...left.plan, seed: 0 }, { ...plan, seed: 0 })
  const { archive, survey: found } = await takeUpExperiment(left.dir, left.plan)
  assert.is(archive.record.plan.seed, plan.seed)
  assert.equal(found, archive.survey)
})

test('reporters may be others, and their files are meant from where they are typed', async () => {
  const { cwd, dir } = await begun()
  const { plan } = await leftExperiment(dir, inputIn(cwd, { reporter: ['json'] }))
  assert.equal(plan.reporters, [{ name: 'json' }])
  const elsewhere = temporaryFolder('elsewhere')
  const left = await leftExperiment(dir, inputIn(elsewhere, { reporter: ['json=report.json'] }))
  assert.equal(left.plan.reporters, [{ name: 'json', file: join(elsewhere, 'report.json') }])
  await takeUpExperiment(dir, plan)
})

test('a target file that has changed, was added or removed is named', async () => {
  const { cwd, dir } = await begun()
  const file = join(cwd, 'src', 'checksum.js')
  appendFileSync(file, '// changed\n')
  assert.is(
    await refusal(dir, cwd),
    'cannot-resume: the experiment cannot be gone on with: src/checksum.js has changed since it was begun. Start anew, without --resume.',
  )
  rmSync(file)
  assert.match(await refusal(dir, cwd), 'src/checksum.js has been removed since')
  writeFileSync(join(cwd, 'src', 'another.js'), '')
  assert.match(await refusal(dir, cwd), /src\/checksum\.js has been removed|src\/another\.js has been added/)
})

test('a setting that has changed is named, typed or configured', async () => {
  const { cwd, dir } = await begun({ repeats: '5' })
  assert.match(await refusal(dir, cwd, { repeats: '6' }), 'repeats has changed from 5 to 6 since')
  writeFileSync(join(cwd, 'cache-probe.config.json5'), '{ minCalls: 7 }')
  assert.match(await refusal(dir, cwd), 'minCalls has changed from 100 to 7 since')
})

test('another script in package.json is a change as well: it may be what is run', async () => {
  const { cwd, dir } = await begun()
  const path = join(cwd, 'package.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, JSON.stringify({ ...manifest, scripts: { test: 'node other.js' } }))
  assert.match(
    await refusal(dir, cwd),
    'what package.json says of scripts, or a test runner or its variables, has changed since',
  )
})

test('variables that a runner heeds are a change as well, told by a digest of what they held', async () => {
  const before = process.env.MOCHA_OPTIONS
  try {
    process.env.MOCHA_OPTIONS = '--bail'
    const { cwd, dir } = await begun()
    process.env.MOCHA_OPTIONS = '--no-bail'
    assert.match(await refusal(dir, cwd), 'or its variables, has changed since')
  } finally {
    if (before === undefined) delete process.env.MOCHA_OPTIONS
    else process.env.MOCHA_OPTIONS = before
  }
})

test('a project that is gone is named', async () => {
  const { cwd, dir } = await begun()
  rmSync(cwd, { recursive: true })
  assert.match(await refusal(dir, temporaryFolder('elsewhere')), `the project is not there any more: ${cwd}`)
})

test('without a name, an experiment is only looked for in its own project', async () => {
  const before = process.env.XDG_CACHE_HOME
  process.env.XDG_CACHE_HOME = temporaryFolder('cache')
  try {
    const cwd = realpathSync(copyFixture('pure-repeat'))
    const plan = await loadPlan(inputIn(cwd, {}, COMMAND))
    const { archive } = beginExperiment(plan, await survey(plan, {}), {})
    archive.leave()
    assert.is((await leftExperiment(undefined, inputIn(cwd, {}))).dir, archive.dir)
    assert.is((await leftExperiment(undefined, inputIn(join(cwd, 'src'), {}))).dir, archive.dir)
    for (const input of [inputIn(cwd, {}, ['npm', 'test']), inputIn(copyFixture('pure-repeat'), {}, COMMAND)]) {
      const error = await leftExperiment(undefined, input).catch((reason: unknown) => reason)
      assert.match((error as ProbeError).message, /^no experiment with .* was left unfinished in /)
    }
  } finally {
    if (before === undefined) delete process.env.XDG_CACHE_HOME
    else process.env.XDG_CACHE_HOME = before
  }
})

test.run()
