/** A whole `run`: what goes to stdout and to the JSON file agrees, and the funnel counts the sites of each stage. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { ProbeReport } from '../../src/report/probe-report.js'
import { cacheProbe, privateFolders } from './cli.js'
import { copyFixture } from './probe-fixture.js'

test('the funnel is printed: of three functions one is ruled out by its source, one by its failing command', async () => {
  const { temporary, env } = privateFolders()
  const path = join(temporary, 'report.json')
  const args = [
    'run',
    '--verbose',
    '--seed',
    '5',
    '--reporter',
    'table',
    '--reporter',
    `json=${path}`,
    '--',
    'node',
    'main.js',
  ]
  const { exitCode, stdout, stderr } = await cacheProbe(args, { cwd: copyFixture('counts-calls'), env })
  assert.is(exitCode, 0, stderr)
  assert.match(stdout, /^3 found > 3 instrumented > 3 called > 3 repeated > 1 validated > 1 to apply$/m)
  const { funnel, functions, options, recommendedSet }: ProbeReport = JSON.parse(readFileSync(path, 'utf8'))
  assert.equal(funnel, { scanned: 3, instrumented: 3, called: 3, repeated: 3, validated: 1, applied: 1 })
  assert.is(options.seed, 5)
  const dropped = functions.map(({ name, dropped: { before, code } = {} }) => [name, before, code]).sort()
  assert.equal(dropped, [
    ['announced', 'validated', 'culprit'],
    ['checksum', undefined, undefined],
    ['count', 'validated', 'assigns-outer'],
  ])
  assert.match(stdout, /^not validated 2\n {2}\S+#\w+: /m)
  const told = functions.filter(({ validation }) => validation?.heapDelta !== undefined).map(({ name }) => name)
  assert.equal(told, ['checksum'])
  assert.equal(recommendedSet?.ids, ['src/checksum.js#checksum'])
  const verdicts = functions.map(({ name, verdict }) => [name, verdict]).sort()
  assert.equal(verdicts, [
    ['announced', 'UNSAFE'],
    ['checksum', 'APPLY'],
    ['count', 'UNSAFE'],
  ])
  const words = stdout.replaceAll(/\s+/g, ' ')
  assert.match(words, 'fails with only this function cached (3 times of 3, and 0 of 3 without): AssertionError')
})

test.run()
