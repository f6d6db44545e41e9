/** A program that runs several test files in one process tells which of them call what, however they come to call it. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ProbedProgram } from './probed-program.js'

/** As mocha and its like do: all files first, then what they have registered, one after the other. */
const RUNNER = `globalThis.tests = []
const { join } = require('node:path')
async function run() {
  for (const name of process.argv.slice(2)) await import(join(process.cwd(), name))
  for (const test of globalThis.tests) await test()
}
run()
`

const FILES = {
  'node_modules/runner/run.cjs': RUNNER,
  'src/work.mjs': `export function atOnce() { return 1 }
export function afterwards() { return 2 }
export function byTimer() { return 3 }
export function whileLoading() { return 4 }
export function waits() { return new Promise((done) => setTimeout(() => done(byTimer()), 1)) }
export const four = whileLoading()
`,
  'test/a.mjs': `import { atOnce, byTimer } from '../src/work.mjs'
tests.push(() => atOnce())
`,
  'test/b.mjs': `import { afterwards, waits } from '../src/work.mjs'
import './help.mjs'
tests.push(async () => {
  await 1
  afterwards()
  await waits()
})
`,
  'test/c.cjs': `const { call } = require('./help.cjs')
tests.push(async () => call(await import('../src/work.mjs')))
`,
  'test/help.cjs': `exports.call = ({ atOnce }) => atOnce()
`,
  'test/help.mjs': '',
}

const TESTS = ['test/a.mjs', 'test/b.mjs', 'test/c.cjs']

async function run(callers: true | undefined) {
  const only = ['atOnce', 'afterwards', 'byTimer', 'whileLoading', 'waits'].map((name) => `src/work.mjs#${name}`)
  const args = ['node_modules/runner/run.cjs', ...TESTS]
  const program = new ProbedProgram(FILES, { args, config: { only, callers } })
  const ended = await program.run()
  assert.is(ended.exitCode, 0, ended.stderr)
  const { sites, loaded } = ended.records
  const within = (path: string) => path.slice(program.folder.length + 1)
  const callersOf = (name: string) => sites.get(`src/work.mjs#${name}`)?.callers?.map(within)
  return { callersOf, loaded: loaded?.map(within) }
}

test('calls are told by the test file whose function made them, after waiting and from timers too', async () => {
  const { callersOf, loaded } = await run(true)
  assert.equal(callersOf('atOnce'), ['test/a.mjs', 'test/c.cjs'])
  assert.equal(callersOf('afterwards'), ['test/b.mjs'])
  assert.equal(callersOf('waits'), ['test/b.mjs'])
  assert.equal(callersOf('byTimer'), ['test/b.mjs'])
  // Whichever file is run makes that call.
  assert.is(callersOf('whileLoading'), undefined)
  assert.equal(loaded, [...TESTS, 'test/help.cjs', 'test/help.mjs'].sort())
})

test('where nobody asks nothing is told', async () => {
  const { callersOf, loaded } = await run(undefined)
  assert.is(callersOf('atOnce'), undefined)
  assert.is(loaded, undefined)
})

test.run()
