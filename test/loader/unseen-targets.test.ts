import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { ProbedProgram, type ProgramOptions } from './probed-program.js'

const TARGET = 'function twice(value) {\n  return 2 * value\n}\nreturn twice\n'
const SEEN = 'module.exports = function seen() {}\n'

/** Evaluates a target under its own name, as a runner with a way of its own might do. */
const RUNNER = `const { readFileSync } = require('node:fs')
const path = require.resolve('./src/twice.js')
require('./src/seen.js')
require('./other.js')
const twice = new Function(readFileSync(path, 'utf8') + '\\n//# sourceURL=' + path)()
twice(3)
`

const FILES = { 'main.cjs': RUNNER, 'other.js': '', 'src/twice.js': TARGET, 'src/seen.js': SEEN }
const only = ['src/twice.js#twice', 'src/seen.js#seen', 'src/never.js#never']

async function skippedIn(files: Record<string, string>, config: ProgramOptions['config'], args = ['main.cjs']) {
  const { records, exitCode, stderr } = await new ProbedProgram(files, { config, args }).run()
  assert.is(exitCode, 0, stderr)
  assert.is(stderr, '')
  return records.skipped.map(({ file, reason }) => [file, reason])
}

test('a target that was evaluated past every door is named, and no other file', async () => {
  assert.equal(await skippedIn(FILES, { only }), [['src/twice.js', 'not-instrumented']])
})

test('a target that process.exit follows at once is named as well', async () => {
  const exiting = { ...FILES, 'main.cjs': `${RUNNER}process.exit(0)\n` }
  assert.equal(await skippedIn(exiting, { only }), [['src/twice.js', 'not-instrumented']])
})

test('workers are not asked, since their runner may be waiting for them to end', async () => {
  for (const start of ["new (require('node:worker_threads').Worker)", "require('node:child_process').fork"]) {
    const files = { ...FILES, 'main.cjs': `${start}(require.resolve('./worker.cjs'))\n`, 'worker.cjs': RUNNER }
    assert.equal(await skippedIn(files, { only }), [])
  }
})

test('nothing is looked for where node takes the coverage, which would be another one then', async () => {
  const env = { NODE_V8_COVERAGE: temporaryFolder('coverage') }
  const { records } = await new ProbedProgram(FILES, { config: { only }, env }).run()
  assert.equal(records.skipped, [])
})

test('nothing is looked for in runs whose times are compared, nor where no site is known', async () => {
  for (const config of [{ only, arm: 'off' as const }, { only: undefined }, { only: ['src/never.js#never'] }]) {
    assert.equal(await skippedIn(FILES, config), [])
  }
})

test('modules and scripts that did pass a door are not named', async () => {
  const vm =
    "require('node:vm').runInThisContext('(function own() {})', { filename: require.resolve('./src/vm.js') })\n"
  const files = {
    'main.cjs': `require('./src/seen.js')\n${vm}import('./src/module.mjs')\n`,
    'src/seen.js': SEEN,
    'src/vm.js': '(function own() {})',
    'src/module.mjs': "import { named } from './inner.mjs'\nnamed()\nexport function outer() {}\n",
    'src/inner.mjs': 'export function named() {}\n',
  }
  const sites = ['src/seen.js#seen', 'src/module.mjs#outer', 'src/inner.mjs#named']
  assert.equal(await skippedIn(files, { only: sites }), [])
})

test('nothing is looked for where the program inspects itself, which asking would disturb', async () => {
  const main = `require('node:inspector')\n${RUNNER}`
  assert.equal(await skippedIn({ ...FILES, 'main.cjs': main }, { only }), [])
})

test('nothing is looked for where node takes the coverage and the program has hidden where', async () => {
  const env = { NODE_V8_COVERAGE: temporaryFolder('coverage') }
  const files = { ...FILES, 'main.cjs': `delete process.env.NODE_V8_COVERAGE\n${RUNNER}` }
  const { records } = await new ProbedProgram(files, { config: { only }, env }).run()
  assert.equal(records.skipped, [])
})

test.run()
