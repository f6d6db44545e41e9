import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { ObservationReport } from '../../src/report/observation-report.js'
import type { ProbeReport } from '../../src/report/probe-report.js'
import { cacheProbe } from './cli.js'
import { temporaryFolder } from './temporary-folder.js'

const SRC = `function double(value) {
  return 2 * value
}
module.exports = { double }
`

/** A vitest of some day to come: it compiles what the tests ask for by `compile`, past everything that is known today. */
const runner = (compile: string) => `#!/usr/bin/env node
const { readFileSync } = require('node:fs')
const path = require('node:path').resolve('src/double.js')
const module_ = { exports: {} }
${compile}
for (let call = 0; call < 300; call++) module_.exports.double(call)
`

/** Nothing says what file it came from. */
const NAMELESS = "new Function('module', readFileSync(path, 'utf8'))(module_)"
/** V8 is told, as debuggers want it to be. */
const NAMED = "new Function('module', readFileSync(path, 'utf8') + '\\n//# sourceURL=' + path)(module_)"

function projectWith(compile: string, more: Record<string, string> = {}): string {
  const folder = temporaryFolder('unseen')
  const files: Record<string, string> = {
    'package.json': JSON.stringify({ name: 'unseen', private: true, scripts: { test: 'vitest run' } }),
    'src/double.js': SRC,
    'node_modules/vitest/package.json': JSON.stringify({ name: 'vitest', version: '9.1.0', bin: 'vitest.cjs' }),
    'node_modules/vitest/vitest.cjs': runner(compile),
    'node_modules/.bin/vitest': runner(compile),
    ...more,
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text, { mode: 0o755 })
  }
  return folder
}

async function probed<R>(
  cwd: string,
  kind: 'run' | 'observe',
  command = ['npm', 'test'],
): Promise<R & { table: string }> {
  const reportPath = join(cwd, 'report.json')
  const options = ['--reporter', 'table', '--reporter', `json=${reportPath}`]
  const { exitCode, stdout, stderr } = await cacheProbe([kind, ...options, '--', ...command], { cwd })
  assert.is(exitCode, 0, stderr)
  return { ...JSON.parse(readFileSync(reportPath, 'utf8')), table: stdout }
}

function verdictsIn({ functions }: ProbeReport): string[][] {
  return functions.map(({ id, verdict, reasons }) => [id, verdict, ...reasons.map(({ code }) => code)])
}

test('a runner that evaluates targets where nothing can be seen is named with its version, and nothing is rejected', async () => {
  const report = await probed<ProbeReport>(projectWith(NAMELESS), 'run')
  assert.equal(verdictsIn(report), [['src/double.js#double', 'INCONCLUSIVE', 'not-instrumented']])
  assert.match(report.functions[0]?.reasons[0]?.message ?? '', /^not instrumented: .* vitest 9\.1\.0$/)
  assert.equal(
    report.warnings.map(({ code }) => code),
    ['runner-not-seen'],
  )
  assert.match(report.table, /^warning: no function of a target file was seen being loaded by\s+vitest 9\.1\.0/m)
})

test('a target that was compiled under its own name past every door is named, and not said to be unused', async () => {
  const report = await probed<ProbeReport>(projectWith(NAMED), 'run')
  assert.equal(verdictsIn(report), [['src/double.js#double', 'INCONCLUSIVE', 'not-instrumented']])
  assert.equal(
    report.warnings.map(({ message }) => message),
    [
      '1 target file could not be instrumented under vitest 9.1.0 (src/double.js): it was evaluated where it could not be wrapped',
    ],
  )
})

test('observe warns of the same', async () => {
  const codes = async (compile: string) => {
    const { warnings } = await probed<ObservationReport>(projectWith(compile), 'observe')
    return warnings.map(({ code }) => code)
  }
  assert.equal(await codes(NAMELESS), ['runner-not-seen'])
  assert.equal(await codes(NAMED), ['not-instrumented'])
})

test('a function of which only some calls could be seen is not rejected for what those show', async () => {
  const main = `const { double } = require('./src/double.js')
for (let call = 0; call < 300; call++) double(call)
require('node:child_process').execFileSync(process.execPath, ['node_modules/vitest/vitest.cjs'])
`
  const report = await probed<ProbeReport>(projectWith(NAMED, { 'main.js': main }), 'run', ['node', 'main.js'])
  assert.equal(
    verdictsIn(report).find(([id]) => id === 'src/double.js#double'),
    ['src/double.js#double', 'INCONCLUSIVE', 'partly-instrumented'],
  )
  assert.is(report.functions.find(({ name }) => name === 'double')?.screening?.calls, 300)
  assert.equal(
    report.warnings.map(({ code }) => code),
    ['not-instrumented'],
  )
})

test.run()
