/** The straight line's own part: which files are the targets, what it refuses, and that its session is removed. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { loadPlan } from '../src/config/load-plan.js'
import type { RunFlags } from '../src/config/settings.js'
import { ProbeError } from '../src/errors.js'
import type { ProgressEvent } from '../src/hooks.js'
import { observe, probe } from '../src/probe.js'
import { scan } from '../src/survey.js'
import { copyFixture } from './e2e/probe-fixture.js'
import { temporaryFolder } from './e2e/temporary-folder.js'

const planIn = (cwd: string, flags: RunFlags = {}, command = [process.execPath, 'main.js']) =>
  loadPlan({ cwd, flags, env: {}, command })

async function faultOf(work: Promise<unknown>): Promise<ProbeError> {
  try {
    await work
  } catch (error) {
    if (error instanceof ProbeError) return error
    throw error
  }
  throw new Error('it should have been refused')
}

test('a scan has the sites of files and of builtins', async () => {
  const { sites } = await scan(await planIn(copyFixture('pure-repeat'), { package: ['node:path'] }))
  const ids = sites.map(({ id }) => id)
  assert.ok(ids.includes('node:path#join'), ids.join())
})

test('includes that match no file are refused with what they were', async () => {
  const fault = await faultOf(planIn(copyFixture('pure-repeat'), { include: ['lib/**'] }).then((plan) => scan(plan)))
  assert.is(fault.code, 'no-target-matched')
  assert.match(fault.message, /^No file matches lib\/\*\* below .*Mend --include or --exclude\.$/)
})

test('files that are all left out, and globs with backslashes, are refused with that reason', async () => {
  const of = (flags: RunFlags) => faultOf(planIn(copyFixture('pure-repeat'), flags).then((plan) => scan(plan)))
  const left = await of({ exclude: ['**'] })
  assert.match(left.message, /^All 2 files that match .* are left out, .* Mend --exclude, or name them by --include\.$/)
  const slashes = await of({ include: ['src\\*.js'] })
  assert.match(slashes.message, /Globs are written with \/\.$/)
})

test('files without any function are refused, and those that could not be parsed are counted', async () => {
  const cwd = temporaryFolder('no-functions')
  mkdirSync(join(cwd, 'src'))
  writeFileSync(join(cwd, 'package.json'), '{}')
  writeFileSync(join(cwd, 'src', 'data.js'), 'module.exports = 1\n')
  writeFileSync(join(cwd, 'src', 'bad.js'), 'function (')
  const fault = await faultOf(probe(await planIn(cwd)))
  assert.is(fault.code, 'no-site-found')
  assert.match(fault.message, /^No function was found in 1 target file, and 1 could not be parsed \(src\/bad\.js: /)
})

test('of a package that only hands on what another one has, that one is named', async () => {
  const texts = {
    'index.js': `'use strict'\nmodule.exports = require('@scope/real-one/lib/x')\n`,
    'more.mjs': `export * from "node:path"\nexport * from 'fs'\nexport { a } from './index.js'\n`,
  }
  const cwd = temporaryFolder('hands-on')
  mkdirSync(join(cwd, 'node_modules/front'), { recursive: true })
  writeFileSync(join(cwd, 'package.json'), '{}')
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(cwd, 'node_modules/front', file), text)
  const fault = await faultOf(planIn(cwd, { package: ['front'] }).then((plan) => probe(plan)))
  assert.is(fault.code, 'no-site-found')
  assert.is(
    fault.message,
    'No function was found in 2 target files. What they load may be meant: --package @scope/real-one.',
  )
})

test('progress is told from the scan on, and the session is removed when the command fails', async () => {
  const cache = temporaryFolder('cache')
  const before = process.env.XDG_CACHE_HOME
  process.env.XDG_CACHE_HOME = cache
  const events: ProgressEvent[] = []
  try {
    const plan = await planIn(copyFixture('pure-repeat'), {}, [process.execPath, '-e', 'process.exit(4)'])
    const fault = await faultOf(observe(plan, { onProgress: (event) => events.push(event) }))
    assert.is(fault.code, 'command-failed')
    assert.match(fault.message, /exit code 4/)
  } finally {
    if (before === undefined) delete process.env.XDG_CACHE_HOME
    else process.env.XDG_CACHE_HOME = before
  }
  assert.equal(
    events.map(({ stage, run }) => [stage, run]),
    [
      ['scan', undefined],
      ['observe', 1],
      ['observe', 2],
      ['observe', 3],
    ],
  )
  const left = readdirSync(join(cache, 'cache-probe')).filter((name) => name.startsWith('session-'))
  assert.equal(left, [])
})

test('an abort before the first run ends with the reason of the signal', async () => {
  const plan = await planIn(copyFixture('pure-repeat'))
  const reason = new Error('enough')
  try {
    await probe(plan, { signal: AbortSignal.abort(reason) })
    assert.unreachable()
  } catch (error) {
    assert.is(error, reason)
  }
})

test.run()
