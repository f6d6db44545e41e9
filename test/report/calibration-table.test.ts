import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { CalibrationReport } from '../../src/report/calibration-report.js'
import { renderCalibration } from '../../src/report/calibration-table.js'
import { reason } from './literal-report.js'

const report: CalibrationReport = {
  schemaVersion: 1,
  tool: { name: 'cache-probe', version: '0.1.0' },
  environment: { node: 'v22.1.0', v8: '12', os: 'linux x64', cpus: 2, cpuSource: 'launcher' },
  command: ['npm', 'test'],
  options: { speedupThreshold: 0.05 },
  pairs: 10,
  cpu: {
    meanMs: 1240,
    runSpread: 0.031,
    pairSpread: 0.022,
    apparentSaving: { estimate: 0.004, low: -0.009, high: 0.017 },
  },
  wall: { meanMs: 2420, runSpread: 0.12, pairSpread: 0.1, apparentSaving: { estimate: -0.02, low: -0.07, high: 0.03 } },
  settles: [
    { candidates: 1, pairs: 9, cpu: 0.085, wall: 0.21 },
    { candidates: 12, pairs: 9, cpu: 0.091, wall: 0.24 },
  ],
  warnings: [],
}

test('the noise of both times, and what can be settled in spite of it', () => {
  assert.is(
    renderCalibration(report, { columns: 80, color: false }),
    `cache-probe 0.1.0: npm test (node 22.1.0)
10 pairs of runs that do the same, nothing cached

time      mean  spread  within a pair    appears to save
CPU   1,240 ms   3.1 %          2.2 %  0.4 % [-0.9, 1.7]
wall  2,420 ms    12 %           10 %       -2 % [-7, 3]

Least saving that the command's time can settle as above the threshold of 5 %
(what is timed inside the calls may settle less):
candidates  pairs  by CPU time  by wall time
1               9        8.5 %          21 %
12              9        9.1 %          24 %
`,
  )
})

test('where CPU time could not be had there is none, and warnings come last', () => {
  const { cpu: _, ...without } = report
  const text = renderCalibration(
    {
      ...without,
      settles: [{ candidates: 1, pairs: 9, wall: 0.21 }],
      warnings: [reason('flaky-command', 'it failed twice')],
    },
    { columns: 80, color: false },
  )
  assert.not.match(text, /^CPU/m)
  assert.match(text, '1               9            –          21 %\n\nwarning: it failed twice\n')
})

test.run()
