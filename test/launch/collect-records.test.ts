import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ProbeError } from '../../src/errors.js'
import { collectRecords } from '../../src/launch/collect-records.js'
import type { RecordLine } from '../../src/wire/record.js'
import { openBench } from './launching.js'
import { encodeLines, processLine, writeRecord } from './record-writer.js'

/** Stands for the loader: its process "calls" f 3 times, a worker of it would call it as often again. */
const bench = openBench(`
  const { readFileSync, writeFileSync } = require('node:fs')
  const { recordDir, wireVersion, runId } = JSON.parse(readFileSync(process.env.CACHE_PROBE_RUN, 'utf8'))
  const line = (value) => JSON.stringify(value) + '\\n'
  const name = recordDir + '/' + process.pid
  writeFileSync(name + '.jsonl', line({ type: 'process', wireVersion, pid: process.pid, ppid: process.ppid, threadId: 0, argv: [] })
    + line({ type: 'module', file: 'a.js', wrap: 'bindings', firstBlock: 0, sites: ['a.js#f'] })
    + line({ type: 'warning', code: 'argv', args: { words: process.argv.slice(1).join(' '), runId } }))
  writeFileSync(name + '.counters', new Float64Array([3]))
`)
test.after(() => bench.remove())

function recordDir(name: string): string {
  const dir = join(bench.dir, name)
  mkdirSync(dir)
  return dir
}

function refusalOf(dir: string): ProbeError {
  try {
    collectRecords(dir)
  } catch (error) {
    assert.instance(error, ProbeError)
    return error as ProbeError
  }
  throw new Error('it did not throw')
}

const module: RecordLine = { type: 'module', file: 'a.js', wrap: 'bindings', firstBlock: 0, sites: ['a.js#f'] }

test('a run sums what each of its processes wrote, and the launcher is none of them', async () => {
  const twice = 'require("child_process").spawnSync(process.execPath, ["-p", "1"])'
  const outcome = await bench.launch([process.execPath, '-e', twice])
  assert.is(outcome.instrumentedProcesses, 2)
  assert.is(outcome.sites.get('a.js#f')?.counters.calls, 6)
  assert.is(outcome.sites.get('a.js#f')?.processes, 2)
  assert.equal(
    outcome.warnings.map(({ args }) => args),
    [{ words: '', runId: outcome.runId, times: 2 }],
  )
})

test('a command that clears its environment is a run without instrumented processes', async () => {
  const outcome = await bench.launch(['env', '-i', process.execPath, '-p', '1'])
  assert.equal(outcome.end, { kind: 'exited', code: 0 })
  assert.is(outcome.instrumentedProcesses, 0)
  assert.is(outcome.sites.size, 0)
})

test('a record without its counters file, or with an empty one, has counted nothing', () => {
  const dir = recordDir('no-counters')
  writeFileSync(join(dir, '1.jsonl'), encodeLines([processLine(1), module]))
  writeRecord(dir, '2', [processLine(2), module], [])
  const { sites, instrumentedProcesses } = collectRecords(dir)
  assert.is(sites.get('a.js#f')?.counters.calls, 0)
  assert.is(instrumentedProcesses, 2)
})

test('a record of another version is refused with a remedy', () => {
  const dir = recordDir('other-version')
  writeRecord(dir, '1', [processLine(1, { wireVersion: 99 })], [])
  const error = refusalOf(dir)
  assert.is(error.code, 'record-unreadable')
  assert.match(error.message, 'Two versions of cache-probe')
})

test('a broken record and a directory that is gone are refused', () => {
  const dir = recordDir('broken')
  writeFileSync(join(dir, '1.jsonl'), 'not json\n')
  assert.is(refusalOf(dir).code, 'record-unreadable')
  assert.is(refusalOf(join(dir, 'nowhere')).code, 'record-unreadable')
})

test.run()
