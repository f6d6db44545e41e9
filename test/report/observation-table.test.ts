import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { ObservationReport, ObservationRow } from '../../src/report/observation-report.js'
import { renderObservation, renderStandaloneSummary } from '../../src/report/observation-table.js'
import { reason } from './literal-report.js'

const rows: ObservationRow[] = [
  { id: 'src/a.js#once', calls: 20, hits: 0, misses: 20, hitRate: 0, mismatches: 0 },
  { id: 'src/größe.js#größe', calls: 12345, hits: 12000, misses: 345, hitRate: 0.972, mismatches: 2 },
  { id: 'src/b.js#bypassed', calls: 3, hits: 0, misses: 0, mismatches: 0 },
]

const report: ObservationReport = {
  schemaVersion: 1,
  tool: { name: 'cache-probe', version: '0.1.0' },
  environment: { node: 'v22.1.0', v8: '12', os: 'linux x64', cpus: 2 },
  command: ['node', 'app.js'],
  options: {},
  funnel: { scanned: 10, instrumented: 9, called: 3, repeated: 1 },
  functions: rows.map((row) => ({ ...row, file: 'src/a.js', name: 'f', line: 1, column: 1, wrap: 'bindings' })),
  warnings: [reason('uninstrumented-children', '1 process ran without the loader.')],
}

test('observe lists the functions with the most would-be hits first', () => {
  assert.is(
    renderObservation(report, { columns: 80, color: false }),
    `cache-probe 0.1.0: node app.js (node 22.1.0)
10 found > 9 instrumented > 3 called > 1 repeated

function             calls    hits  misses  hit rate  mismatches
src/größe.js#größe  12,345  12,000     345      97 %           2
src/a.js#once           20       0      20       0 %           0
src/b.js#bypassed        3       0       0         –           0

warning: 1 process ran without the loader.
`,
  )
})

test('observe says so when no function was called', () => {
  const funnel = { scanned: 10, instrumented: 0, called: 0, repeated: 0 }
  assert.is(
    renderObservation({ ...report, funnel, functions: [], warnings: [] }, { columns: 80, color: false }),
    `cache-probe 0.1.0: node app.js (node 22.1.0)
10 found > 0 instrumented > 0 called > 0 repeated

No function was seen being called.
`,
  )
})

test('the summary of a run without a driver is the same table', () => {
  assert.is(
    renderStandaloneSummary(rows.slice(0, 2), { columns: 80 }),
    `cache-probe: what caches would have hit
function             calls    hits  misses  hit rate  mismatches
src/größe.js#größe  12,345  12,000     345      97 %           2
src/a.js#once           20       0      20       0 %           0
`,
  )
})

test('an id that its row had to cut is given in full below it', () => {
  const id = 'packages/micromark-util-character/dev/index.js#markdownLineEnding'
  assert.is(
    renderStandaloneSummary([{ ...rows[1], id } as ObservationRow, rows[0] as ObservationRow], { columns: 80 }),
    `cache-probe: what caches would have hit
function                             calls    hits  misses  hit rate  mismatches
packages/microma…arkdownLineEnding  12,345  12,000     345      97 %           2
  packages/micromark-util-character/dev/index.js#markdownLineEnding
src/a.js#once                           20       0      20       0 %           0
`,
  )
})

test('a run in which no probed function was called says so', () => {
  const words = 'cache-probe: no probed function was called. cache-probe observe -- <command> may tell why.\n'
  assert.is(renderStandaloneSummary([], { columns: 80 }), words)
})

test('a long summary is cut and says how many functions are missing', () => {
  const many = Array.from({ length: 18 }, (_, index) => ({ ...rows[0], id: `x.js#f${index}` }) as ObservationRow)
  const lines = renderStandaloneSummary(many, { columns: 80 }).trimEnd().split('\n')
  assert.is(lines.length, 18)
  assert.is(lines.at(-1), '… and 3 more')
})

test.run()
