import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { ProbeReport } from '../../src/report/probe-report.js'
import { cacheProbe } from './cli.js'
import { temporaryFolder } from './temporary-folder.js'

test('a function that children with a cleared environment call most is not rejected, and the children are counted', async () => {
  const cwd = temporaryFolder('children')
  mkdirSync(join(cwd, 'src'))
  writeFileSync(join(cwd, 'package.json'), '{ "name": "children" }')
  writeFileSync(join(cwd, 'src', 'f.js'), 'exports.f = function f(n) {\n  return n * 2\n}\n')
  const calls = (count: number) => `for (let i = 0; i < ${count}; i++) f(i % 3)`
  writeFileSync(join(cwd, 'child.js'), `const { f } = require('./src/f.js')\n${calls(1000)}\n`)
  writeFileSync(
    join(cwd, 'main.js'),
    `const { f } = require('./src/f.js')\n${calls(5)}
for (let i = 0; i < 2; i++) require('node:child_process').execFileSync(process.execPath, ['child.js'], { env: {} })\n`,
  )
  const path = join(cwd, 'report.json')
  const { exitCode, stderr } = await cacheProbe(['run', '--reporter', `json=${path}`, '--', 'node', 'main.js'], { cwd })
  assert.is(exitCode, 0, stderr)
  const { functions, warnings }: ProbeReport = JSON.parse(readFileSync(path, 'utf8'))
  assert.equal(
    functions.map(({ verdict, reasons, screening }) => [verdict, reasons[0]?.code, screening?.calls]),
    [['INCONCLUSIVE', 'too-few-calls', 5]],
  )
  assert.equal(
    warnings.map(({ code, args, message }) => [code, args, message]),
    [
      [
        'uninstrumented-children',
        { program: 'node', times: 2 },
        'the command started node 2 times with an environment of its own: calls in those processes were not seen',
      ],
    ],
  )
})

test('a command whose only node process is lost behind npm is one in which nothing was instrumented', async () => {
  const cwd = temporaryFolder('behind-npm')
  const scripts = { test: `env -i "${process.execPath}" t.cjs` }
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ name: 'behind-npm', scripts }))
  writeFileSync(join(cwd, 't.cjs'), 'exports.f = function f(n) { return n }\n')
  const { exitCode, stderr } = await cacheProbe(['observe', '--', 'npm', 'test'], { cwd })
  assert.is.not(exitCode, 0)
  assert.match(stderr, /no node process loaded cache-probe/)
})

test('scripts of npm below one that puts its options in front of ours are counted', async () => {
  const cwd = temporaryFolder('npm-in-npm')
  const scripts = {
    test: 'NODE_OPTIONS="--no-warnings $NODE_OPTIONS" npm run unit',
    unit: 'NODE_OPTIONS=--stack-trace-limit=5 node t.cjs',
  }
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ name: 'npm-in-npm', scripts }))
  writeFileSync(join(cwd, 't.cjs'), 'function f(n) {\n  return n\n}\nf(1)\n')
  const { exitCode, stdout, stderr } = await cacheProbe(['observe', '--', 'npm', 'test'], { cwd })
  assert.is(exitCode, 0, stderr)
  assert.match(stdout, /t\.cjs/)
})

test.run()
