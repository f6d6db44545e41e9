import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ProbedProgram } from './probed-program.js'

/** As tsx does with a `.cts` entry: the CommonJS source comes from a hook, so node compiles it, and all it requires, itself. */
const HOOKS = `
  import { readFile } from 'node:fs/promises'
  export async function load(url, context, nextLoad) {
    if (!url.endsWith('src/entry.cjs')) return nextLoad(url, context)
    return { format: 'commonjs', shortCircuit: true, source: await readFile(new URL(url)) }
  }`

test('CommonJS whose source a hook made is seen, and what it requires', async () => {
  const files = {
    'hooks.mjs': HOOKS,
    'register.mjs': `import { register } from 'node:module'\nregister('./hooks.mjs', import.meta.url)`,
    'main.mjs': `import './src/entry.cjs'`,
    'src/entry.cjs': `require('../between.cjs')\n;[1, 2].forEach(three)\nfunction three() {}`,
    'between.cjs': `const { one } = require('./src/one.cjs')\none(1); one(1); one(2)`,
    'src/one.cjs': 'exports.one = function one(n) { return n }',
  }
  const ended = await new ProbedProgram(files, { args: ['--import', './register.mjs', 'main.mjs'] }).run()
  assert.is(ended.exitCode, 0, ended.stderr)
  assert.equal([ended.count('src/one.cjs#one'), ended.count('src/one.cjs#one', 'hits')], [3, 1])
  assert.is(ended.count('src/entry.cjs#three'), 2)
  assert.equal(ended.records.faults, [])
})

test('a loader on the command line finds what a script that is required after us has prepared for it', async () => {
  const files = {
    'prepare.cjs': `process.env.PREPARED = 'yes'`,
    'loader.mjs': `if (process.env.PREPARED !== 'yes') throw new Error('not prepared')`,
    'main.mjs': `import { one } from './src/one.mjs'\none(1); one(1); one(2)\nconsole.log('ran')`,
    'src/one.mjs': 'export function one(n) { return n }',
  }
  const args = ['--no-warnings', '--require', './prepare.cjs', '--loader', './loader.mjs', 'main.mjs']
  const ended = await new ProbedProgram(files, { args }).run()
  assert.is(ended.stdout, 'ran\n', ended.stderr)
  assert.equal([ended.count('src/one.mjs#one'), ended.count('src/one.mjs#one', 'hits')], [3, 1])
  assert.equal(ended.records.faults, [])
})

test('a loader on the command line leaves targets to be seen where no script is run', async () => {
  const files = {
    'loader.mjs': '',
    'src/one.mjs': 'export function one(n) { return n }',
  }
  const code = `setImmediate(() => import('./src/one.mjs').then(({ one }) => { one(1); one(1) }))`
  const ended = await new ProbedProgram(files, {
    args: ['--no-warnings', '--loader', './loader.mjs', '-e', code],
  }).run()
  assert.is(ended.exitCode, 0, ended.stderr)
  assert.is(ended.count('src/one.mjs#one'), 2)
})

test.run()
