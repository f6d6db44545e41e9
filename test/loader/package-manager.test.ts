import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { isPackageManager } from '../../loader/package-manager.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { ProbedProgram } from './probed-program.js'

const INSTALLED = [
  '/usr/lib/node_modules/npm/bin/npm-cli.js',
  '/usr/lib/node_modules/npm/bin/npx-cli.js',
  '/usr/lib/node_modules/pnpm/bin/pnpm.cjs',
  '/home/a/.cache/node/corepack/v1/pnpm/9.0.0/bin/pnpx.cjs',
  '/usr/share/yarn/bin/yarn.js',
  '/a/project/.yarn/releases/yarn-4.1.0.cjs',
  '/usr/lib/node_modules/corepack/dist/corepack.js',
  'C:\\Program Files\\nodejs\\node_modules\\npm\\bin\\npm-cli.js',
]

const PROGRAMS = [
  '/a/project/npm.js',
  '/a/project/npm/index.js',
  '/a/project/scripts/yarn.js',
  '/a/project/pnpm.cjs',
  '/a/project/my-npm-cli.js',
  '/a/project/main.js',
]

for (const path of INSTALLED) test(`${path} is a package manager`, () => assert.ok(isPackageManager(path)))
for (const path of PROGRAMS) test(`${path} is a program like any other`, () => assert.not.ok(isPackageManager(path)))

test('a bare name is a package manager when it is a file, as a link in a bin folder is', () => {
  const folder = temporaryFolder('bin')
  assert.not.ok(isPackageManager(join(folder, 'npm')))
  writeFileSync(join(folder, 'npm'), '')
  assert.ok(isPackageManager(join(folder, 'npm')))
  mkdirSync(join(folder, 'yarn'))
  assert.not.ok(isPackageManager(join(folder, 'yarn')))
  assert.not.ok(isPackageManager(undefined))
})

test('a package manager is left alone, and what it starts is probed', async () => {
  const start = `require('child_process').spawn(process.execPath, ['main.cjs'], { stdio: 'inherit' })`
  const ended = await new ProbedProgram(
    {
      'tools/bin/yarn.js': `${start}\nrequire('../../src/f.cjs').f(1)`,
      'main.cjs': `require('./src/f.cjs').f(1)`,
      'src/f.cjs': 'exports.f = function f(n) { return n }',
    },
    { args: ['tools/bin/yarn.js'] },
  ).run()
  assert.equal([ended.exitCode, ended.count('src/f.cjs#f'), ended.records.instrumentedProcesses], [0, 1, 1])
})

test('what a package manager loses is written in one record, which is of no instrumented process', async () => {
  const lost = `cp.spawnSync(process.execPath, ['-e', '0'], { env: {} })`
  const probed = new ProbedProgram(
    {
      'tools/bin/yarn.js': `const cp = require('child_process')\n${lost};${lost}\ncp.spawnSync(process.execPath, ['main.cjs'])`,
      'main.cjs': '',
    },
    { args: ['tools/bin/yarn.js'] },
  )
  const { exitCode, records } = await probed.run()
  assert.equal([exitCode, records.instrumentedProcesses, typeof records.cpuMs], [0, 1, 'number'])
  assert.equal(
    records.warnings.map(({ code, args }) => [code, args.times]),
    [['uninstrumented-children', 2]],
  )
  assert.is(readdirSync(probed.recordDir).filter((file) => file.endsWith('.jsonl')).length, 2)
})

test('a package manager hands the probe on where the own options of its NODE_OPTIONS come first', async () => {
  const own = `{ ...process.env, NODE_OPTIONS: '--no-warnings ' + process.env.NODE_OPTIONS }`
  const replaced = `{ ...process.env, NODE_OPTIONS: '--stack-trace-limit=5' }`
  const ended = await new ProbedProgram(
    {
      'tools/bin/yarn.js': `require('child_process').spawnSync(process.execPath, ['tools/bin/npm-cli.js'], { env: ${own} })`,
      'tools/bin/npm-cli.js': `require('child_process').spawnSync(process.execPath, ['main.cjs'], { env: ${replaced} })`,
      'main.cjs': `require('./src/f.cjs').f(1)`,
      'src/f.cjs': 'exports.f = function f(n) { return n }',
    },
    { args: ['tools/bin/yarn.js'] },
  ).run()
  assert.equal([ended.exitCode, ended.count('src/f.cjs#f'), ended.records.warnings], [0, 1, []])
})

test.run()
