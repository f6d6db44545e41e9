import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ProbedProgram, type ProgramOptions } from './probed-program.js'

const F = 'src/f.cjs#f'
const FILES = {
  'src/f.cjs': 'exports.f = function f(n) { return n * 2 }\n',
  'child.cjs': `require('./src/f.cjs').f(1)\nconsole.log('child')\n`,
  'bin.cjs': `#!/usr/bin/env node\nrequire('./child.cjs')\n`,
}
const PRELUDE = `
  const cp = require('node:child_process')
  const node = process.execPath
  const PATH = require('node:path').dirname(node) + ':' + process.env.PATH
  require('node:fs').chmodSync('bin.cjs', 0o755)
`

function program(main: string, options: ProgramOptions = {}) {
  return new ProbedProgram({ ...FILES, 'main.cjs': `${PRELUDE}${main}` }, options).run()
}

function bare(main: string) {
  return new ProbedProgram({ ...FILES, 'main.cjs': `${PRELUDE}${main}` }).runBare()
}

const STARTED: [claim: string, start: (env: string) => string][] = [
  ['spawn', (env) => `cp.spawn(node, ['child.cjs'], { env: ${env}, stdio: 'inherit' })`],
  ['fork', (env) => `cp.fork('child.cjs', { env: ${env} })`],
  ['exec', (env) => `cp.exec('node child.cjs', { env: ${env} }, (_, out) => process.stdout.write(out))`],
  ['spawnSync', (env) => `cp.spawnSync(node, ['child.cjs'], { env: ${env}, stdio: 'inherit' })`],
  ['execFileSync', (env) => `cp.execFileSync('./bin.cjs', { env: ${env}, stdio: 'inherit' })`],
  ['execSync', (env) => `cp.execSync('node child.cjs', { env: ${env}, stdio: 'inherit' })`],
]

for (const [claim, start] of STARTED) {
  test(`a child of ${claim} whose NODE_OPTIONS was replaced is counted all the same`, async () => {
    for (const env of [
      `{ ...process.env, PATH, NODE_OPTIONS: '--no-warnings' }`,
      `{ ...process.env, PATH, NODE_OPTIONS: undefined }`,
    ]) {
      const ended = await program(start(env))
      assert.equal([ended.exitCode, ended.stdout, ended.count(F)], [0, 'child\n', 1], ended.stderr)
      assert.equal([ended.records.warnings, ended.records.faults], [[], []])
    }
  })

  test(`children of ${claim} whose environment was cleared are told of, and how many they were`, async () => {
    const ended = await program(`${start('{ PATH }')};${start('{ PATH }')}`)
    assert.equal([ended.exitCode, ended.stdout, ended.count(F)], [0, 'child\nchild\n', undefined], ended.stderr)
    const [warning, ...others] = ended.records.warnings
    assert.equal([warning?.code, warning?.args.times, others], ['uninstrumented-children', 2, []])
  })
}

test('a child that is no program of node is told of by nobody', async () => {
  const ended = await program(
    `cp.execFileSync('true', { env: {} }); cp.spawn('true', { env: { PATH } }); cp.execSync('true', { env: {} })`,
  )
  assert.equal([ended.exitCode, ended.records.warnings], [0, []], ended.stderr)
})

test('a shell is a child of node by the commands of its text alone', async () => {
  const texts = (list: string[]) =>
    `for (const text of ${JSON.stringify(list)}) cp.spawnSync('sh', ['-c', text], { env: { PATH } })`
  const none = await program(texts(['ls /usr/lib/node', 'echo npm; true && echo node', 'true # node', 'true "; node"']))
  assert.equal([none.exitCode, none.records.warnings], [0, []], none.stderr)
  const lost = [
    ...['node x', 'true && node x', 'A=1 "node" x', 'exec -a n node x', '/a/bin/node x', 'env -i node x', './bin.cjs'],
    ...['x=$(node x)', 'echo "$(node x)"', 'echo `node x`', `sh -c 'node x'`, 'timeout 5 node x', '{ npm -v; }'],
  ]
  const told = (await program(texts(lost))).records.warnings
  assert.equal(
    told.map(({ args }) => args),
    [{ program: 'sh', times: lost.length }],
  )
})

test('a child shows the words that its maker gave it', async () => {
  const main = `const words = (child) => child.on('error', (e) => console.log(e.spawnargs)) && console.log(child.spawnargs)
  words(cp.exec('NODE_OPTIONS=--a true')); words(cp.spawn('env', ['NODE_OPTIONS=--a', 'true']))
  words(cp.spawn('env', ['NODE_OPTIONS=--a', 'true'], { cwd: '/no/such/folder' }))`
  const ended = await program(main)
  assert.equal([ended.stdout, ended.stderr], [(await bare(main)).stdout, ''])
})

test('children are kept whichever class the first of them is of', async () => {
  const ended = await program(`class Own extends cp.ChildProcess { spawn(options) { return super.spawn(options) } }
  new Own()
  cp.spawn(node, ['child.cjs'], { env: { ...process.env, NODE_OPTIONS: '' }, stdio: 'inherit' })`)
  assert.equal([ended.exitCode, ended.count(F), ended.records.warnings], [0, 1, []], ended.stderr)
})

test('a folder that is gone does not end the probing of the process that is in it', async () => {
  const ended = await program(`const fs = require('node:fs'); const { f } = require('./src/f.cjs')
  const gone = fs.mkdtempSync(require('node:os').tmpdir() + '/gone-')
  process.chdir(gone); fs.rmdirSync(gone)
  cp.spawnSync('true', [], { env: { PATH } }); f(1)`)
  assert.equal([ended.exitCode, ended.count(F), ended.records.faults, ended.records.warnings], [0, 1, [], []])
})

test('a shell in which NODE_OPTIONS is set starts its programs with the probe and with what was set', async () => {
  const text =
    'NODE_OPTIONS=--stack-trace-limit=7 node -e \\"require(\\\\\\"./child.cjs\\\\\\"); console.log(Error.stackTraceLimit)\\"'
  const ended = await program(`process.env.PATH = PATH; process.stdout.write(cp.execSync("${text}"))`)
  assert.equal([ended.stdout, ended.count(F)], ['child\n7\n', 1], ended.stderr)
  assert.equal(ended.records.warnings, [])
})

test('what a shell may start where NODE_OPTIONS is taken away is told of', async () => {
  const ended = await program(`process.env.PATH = PATH; cp.execSync('unset NODE_OPTIONS; node child.cjs')`)
  const warning = { type: 'warning', code: 'uninstrumented-children', args: { program: 'sh' } }
  assert.equal([ended.records.warnings, ended.count(F)], [[warning], undefined])
})

test('npm hands the probe on to a script that sets NODE_OPTIONS', async () => {
  const manifest = JSON.stringify({ name: 'own', scripts: { test: 'NODE_OPTIONS=--no-warnings node child.cjs' } })
  const files = {
    ...FILES,
    'package.json': manifest,
    'main.cjs': `${PRELUDE}process.env.PATH = PATH; cp.execSync('npm test')`,
  }
  const ended = await new ProbedProgram(files).run()
  assert.equal([ended.exitCode, ended.count(F), ended.records.warnings], [0, 1, []], ended.stderr)
})

test('no warning of node is printed for what we look at, and --pending-deprecation still warns the program', async () => {
  const ended = await program(`process.binding('util')`, { args: ['--pending-deprecation', 'main.cjs'] })
  assert.is(ended.stderr.match(/DEP0111/g)?.length, 1)
  assert.is((await program('', { args: ['--pending-deprecation', 'main.cjs'] })).stderr, '')
})

test.run()
