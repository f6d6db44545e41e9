import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { planOf, readRunConfig, Targets } from '../../loader/run-config.js'
import { compileTargets } from '../../src/scan/target-files.js'
import type { RunConfig } from '../../src/wire/run-config.js'
import { WIRE_VERSION } from '../../src/wire/version.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { ProbedProgram } from './probed-program.js'

function targetsOf(root: string, include: string[], exclude: string[] = []): Targets {
  return new Targets({ root, targets: compileTargets({ root, include, exclude }) } as RunConfig)
}

test('a target is told by its path relative to the root', () => {
  const targets = targetsOf('/a/project', ['src/**'], ['**/*.test.js'])
  assert.is(targets.relative('/a/project/src/b/c.js'), 'src/b/c.js')
  assert.is(targets.relative('/a/project/src/c.test.js'), undefined)
  assert.is(targets.relative('/a/project/lib/c.js'), undefined)
  assert.is(targets.relative('/a/project/src/readme.md'), undefined)
})

test('a folder whose name only starts like the root is outside', () => {
  const targets = targetsOf('/a/project', ['**'])
  assert.is(targets.relative('/a/project-2/src/c.js'), undefined)
  assert.is(targets.relative('/a/c.js'), undefined)
  assert.is(targets.relative('/a/project'), undefined)
})

test('a script that says no path of a file is no target, wherever the program is', () => {
  const targets = targetsOf('/repo/packages/a', ['../b/**', '**'])
  for (const name of ['x.js', 'src/x.js', '[eval]', '']) assert.is(targets.relative(name), undefined, name)
})

test('an include that leads out of the root reaches hoisted packages, and siblings, and nothing else there', () => {
  const hoisted = targetsOf('/repo/packages/a', ['../../node_modules/dep/**/*.js'])
  assert.is(hoisted.relative('/repo/node_modules/dep/lib/x.js'), '../../node_modules/dep/lib/x.js')
  assert.is(hoisted.relative('/repo/node_modules/other/x.js'), undefined)
  const siblings = targetsOf('/repo/packages/a', ['{src,lib}/**', '../b/src/**'])
  assert.is(siblings.relative('/repo/packages/b/src/x.js'), '../b/src/x.js')
  assert.is(siblings.relative('/repo/packages/a/lib/x.js'), 'lib/x.js')
  assert.is(siblings.relative('/repo/packages/c/src/x.js'), undefined)
})

test('a hoisted package is probed', async () => {
  const root = temporaryFolder('workspaces')
  const [dep, member] = [join(root, 'node_modules/dep'), join(root, 'packages/a')]
  for (const folder of [dep, member]) mkdirSync(folder, { recursive: true })
  writeFileSync(join(dep, 'index.js'), 'exports.f = function f(n) { return n }\n')
  const main = join(member, 'main.cjs')
  writeFileSync(main, `const { f } = require('dep')\nf(1); f(1)\n`)
  const targets = compileTargets({ root: member, include: ['../../node_modules/dep/*.js'], exclude: [] })
  const ended = await new ProbedProgram({}, { config: { root: member, targets }, args: [main] }).run()
  assert.equal([ended.exitCode, ended.count('../../node_modules/dep/index.js#f', 'hits')], [0, 1])
})

test('a config of another version is refused, and one that is gone or cut off too', () => {
  const path = join(temporaryFolder('config'), 'run.json')
  assert.throws(() => readRunConfig(path))
  for (const text of ['{"wireVersion":', JSON.stringify({ wireVersion: WIRE_VERSION + 1 })]) {
    writeFileSync(path, text)
    assert.throws(() => readRunConfig(path))
  }
})

test('a site that is not named follows the run, also when it is called like a member of every object', () => {
  const config = { arm: 'off', sites: { 'a.js#f': { arm: 'cached', maxsize: 7 } } } as unknown as RunConfig
  assert.equal(planOf(config, 'a.js#f'), { arm: 'cached', maxsize: 7 })
  assert.equal(planOf(config, 'constructor'), { arm: 'off' })
})

test('a process that finds its run gone runs as it would without us', async () => {
  const env = { CACHE_PROBE_RUN: undefined }
  const probed = new ProbedProgram(
    { 'main.cjs': `require('./src/f.cjs').f(1)`, 'src/f.cjs': `exports.f = () => console.log('called')` },
    { config: { wireVersion: WIRE_VERSION + 1 }, env },
  )
  const ended = await probed.run()
  assert.equal([ended.exitCode, ended.stdout, ended.stderr], [0, 'called\n', ''])
  assert.is(ended.records.instrumentedProcesses, 0)
})

test.run()
