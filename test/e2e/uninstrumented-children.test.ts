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

test.run()
