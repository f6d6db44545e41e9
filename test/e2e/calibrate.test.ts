/** `cache-probe calibrate` through the built command line. */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { CalibrationReport } from '../../src/report/calibration-report.js'
import { cacheProbe } from './cli.js'
import { temporaryFolder } from './temporary-folder.js'

/** Says in a file how often the function really ran. */
const MAIN = `const { appendFileSync } = require('node:fs')
const { twice } = require('./src/twice.js')
for (let call = 0; call < 10; call++) twice(1)
appendFileSync(process.env.RUNS, twice.entered + '\\n')
`

const TWICE = `let entered = 0
exports.twice = function twice(number) {
  exports.twice.entered = ++entered
  return 2 * number
}
`

function project(): { folder: string; log: string } {
  const folder = temporaryFolder('calibrate')
  mkdirSync(join(folder, 'src'))
  writeFileSync(join(folder, 'package.json'), '{ "name": "twice" }')
  writeFileSync(join(folder, 'src/twice.js'), TWICE)
  writeFileSync(join(folder, 'main.js'), MAIN)
  const log = join(folder, 'runs.log')
  appendFileSync(log, '')
  return { folder, log }
}

test('four pairs are nine runs in which every call is really made, and the report has the noise of both times', async () => {
  const { folder, log } = project()
  const args = ['calibrate', '--pairs', '4', '--reporter', 'json', '--', 'node', 'main.js']
  const { exitCode, stdout, stderr } = await cacheProbe(args, { cwd: folder, env: { RUNS: log } })
  assert.is(exitCode, 0, stderr)
  assert.equal(readFileSync(log, 'utf8').trim().split('\n'), Array(9).fill('10'))
  const report: CalibrationReport = JSON.parse(stdout)
  assert.is(report.pairs, 4)
  assert.equal(report.command, ['node', 'main.js'])
  for (const noise of [report.cpu, report.wall]) {
    assert.ok(noise && noise.meanMs > 0 && noise.runSpread > 0 && noise.pairSpread >= 0, JSON.stringify(noise))
  }
  assert.equal(
    report.settles.map(({ candidates }) => candidates),
    [1, 12],
  )
  for (const { wall } of report.settles) assert.ok(wall > 0.05)
})

test('a command that fails cannot be calibrated, and too few pairs are refused', async () => {
  const { folder } = project()
  const failing = await cacheProbe(['calibrate', '--', 'node', '-e', 'process.exit(7)'], { cwd: folder })
  assert.is(failing.exitCode, 3)
  assert.match(failing.stderr, 'the command ended with exit code 7')
  const few = await cacheProbe(['calibrate', '--pairs', '1', '--', 'node', 'main.js'], { cwd: folder })
  assert.is(few.exitCode, 2)
  assert.match(few.stderr, '--pairs')
})

test.run()
