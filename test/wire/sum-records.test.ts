import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { SiteCounters } from '../../src/wire/counters.js'
import { WireError } from '../../src/wire/decode-record.js'
import { type EndLine, INSIDE_HIT, type ProcessLine, type RecordLine } from '../../src/wire/record.js'
import { type ProcessRecord, sumRecords } from '../../src/wire/sum-records.js'
import { encodeCounters, processLine } from '../launch/record-writer.js'

function record(first: ProcessLine, lines: RecordLine[], blocks: Partial<SiteCounters>[] = []): ProcessRecord {
  return { lines: [first, ...lines], counters: encodeCounters(blocks) }
}

function moduleLine(firstBlock: number, sites: string[]): RecordLine {
  return { type: 'module', file: 'a.js', wrap: 'bindings', firstBlock, sites }
}

function counterexample(fresh: string): RecordLine {
  const seen = { arguments: ['1'], stored: '1', fresh, afterCalls: 1, callSite: undefined }
  return { type: 'counterexample', site: 'f', counterexample: seen }
}

test('a site that was loaded twice in one process and once in another is summed', () => {
  const { sites } = sumRecords([
    record(processLine(1), [moduleLine(0, ['f', 'g']), moduleLine(2, ['f', 'g'])], [{ calls: 1 }, {}, { calls: 10 }]),
    record(processLine(2), [moduleLine(0, ['f'])], [{ calls: 100, hits: 7 }]),
  ])
  assert.is(sites.get('f')?.counters.calls, 111)
  assert.is(sites.get('f')?.counters.hits, 7)
  assert.is(sites.get('f')?.processes, 2)
  assert.is(sites.get('g')?.counters.calls, 0)
  assert.is(sites.get('g')?.processes, 0)
  assert.not.ok(sites.has('h'))
})

test('threads belong to their process, in its record or in one of their own', () => {
  const thread = processLine(1, { threadId: 1 })
  const shared = [moduleLine(0, ['f']), thread, moduleLine(1, ['f'])]
  const sum = sumRecords([
    record(processLine(1), shared, [{ calls: 1 }, { calls: 2 }]),
    record(processLine(1, { threadId: 2 }), [moduleLine(0, ['f'])], [{ calls: 4 }]),
  ])
  assert.is(sum.instrumentedProcesses, 1)
  assert.is(sum.sites.get('f')?.processes, 1)
  assert.is(sum.sites.get('f')?.counters.calls, 7)
})

const distancesOf = (cold: number, more: { block?: number; variant?: number }): RecordLine => ({
  type: 'distances',
  site: 'f',
  distances: [],
  cold,
  ...more,
})

test('a process that followed no variants counts for each of them as it was', () => {
  const variants: RecordLine = { type: 'variants', site: 'f', of: 0, firstBlock: 1, count: 2 }
  const lines = [
    distancesOf(1, { block: 0 }),
    distancesOf(2, { block: 0, variant: 0 }),
    distancesOf(3, { block: 0, variant: 1 }),
  ]
  const { sites } = sumRecords([
    record(
      processLine(1),
      [moduleLine(0, ['f']), variants, ...lines],
      [{ hits: 1 }, { hits: 20 }, { hits: 300, mismatches: 1 }],
    ),
    record(processLine(2), [moduleLine(0, ['f']), distancesOf(4, { block: 0 })], [{ hits: 4000 }]),
  ])
  const { counters, distances, variants: summed } = sites.get('f') ?? { variants: [] }
  assert.is(counters?.hits, 4001)
  assert.equal(
    summed.map((variant) => [variant.counters.hits, variant.counters.mismatches]),
    [
      [4020, 0],
      [4300, 1],
    ],
  )
  assert.equal(
    distances?.map(({ cold }) => cold),
    [1, 4],
  )
  assert.equal(
    summed.map((variant) => variant.distances.map(({ cold }) => cold)),
    [
      [2, 4],
      [3, 4],
    ],
  )
})

test('of what a process tells of a block more than once the last counts', () => {
  const repeats = (sampled: number, block: number): RecordLine => {
    const places = { sameCallSite: sampled, otherCallSite: 0, otherFile: 0, stacks: [] }
    return { type: 'repeats', site: 'f', pid: 1, sampled, ...places, keys: [], hashed: 0, unhashed: 0, block }
  }
  const { sites } = sumRecords([
    record(processLine(1), [
      moduleLine(0, ['f']),
      moduleLine(1, ['f']),
      distancesOf(1, { block: 0 }),
      repeats(5, 0),
      distancesOf(20, { block: 1 }),
      repeats(10, 0),
      distancesOf(2, { block: 0 }),
      repeats(100, 1),
    ]),
  ])
  assert.equal(
    sites.get('f')?.distances.map(({ cold }) => cold),
    [20, 2],
  )
  assert.is(sites.get('f')?.repeats?.sampled, 110)
})

test('a variant has its own counterexamples, and else those of the site', () => {
  const variants: RecordLine = { type: 'variants', site: 'f', of: 0, firstBlock: 1, count: 2 }
  const own = { ...counterexample('own'), variant: 1 } as RecordLine
  const { sites } = sumRecords([record(processLine(1), [moduleLine(0, ['f']), variants, counterexample('site'), own])])
  const shown = sites.get('f')?.variants.map(({ counterexamples }) => counterexamples.map(({ fresh }) => fresh))
  assert.equal(shown, [['site'], ['own']])
  assert.equal(
    sites.get('f')?.counterexamples.map(({ fresh }) => fresh),
    ['site'],
  )
})

test('the cost of reading the clock is the largest seen, not a sum', () => {
  const of = (pid: number, clockNs: number) => record(processLine(pid), [moduleLine(0, ['f'])], [{ clockNs }])
  assert.is(sumRecords([of(1, 20), of(2, 50), of(3, 30)]).sites.get('f')?.counters.clockNs, 50)
})

test('three counterexamples of a site are kept', () => {
  const lines = [moduleLine(0, ['f']), ...['2', '3', '4', '5'].map(counterexample)]
  const site = sumRecords([record(processLine(1), lines), record(processLine(2), lines)]).sites.get('f')
  assert.equal(
    site?.counterexamples.map(({ fresh }) => fresh),
    ['2', '3', '4'],
  )
})

test('evidence is kept three times for each code, each detail once', () => {
  const evidence = (code: string, detail: string): RecordLine => ({ type: 'evidence', site: 'f', code, detail })
  const sensors = ['clock', 'clock', 'random', 'network', 'console'].map((detail) => evidence('sensor', detail))
  const lines = [moduleLine(0, ['f']), ...sensors, evidence('iterator', 'clock')]
  const site = sumRecords([record(processLine(1), lines)]).sites.get('f')
  assert.equal(
    site?.evidence.map(({ code, detail }) => `${code} ${detail}`),
    ['sensor clock', 'sensor random', 'sensor network', 'iterator clock'],
  )
})

test('all sites inside of whose hits a site was seen are kept', () => {
  const outer = ['a', 'b', 'c', 'd', 'e']
  const lines = outer.map((detail): RecordLine => ({ type: 'evidence', site: 'f', code: INSIDE_HIT, detail }))
  const site = sumRecords([record(processLine(1), [moduleLine(0, ['f']), ...lines, ...lines])]).sites.get('f')
  assert.equal(
    site?.evidence.map(({ detail }) => detail),
    outer,
  )
})

test('a counterexample of a site that no module line declared is a fault, not a loss', () => {
  assert.throws(
    () => sumRecords([record(processLine(1), [counterexample('2')])]),
    (error: unknown) => error instanceof WireError,
  )
})

test('skipped files, warnings and faults are told once', () => {
  const lines: RecordLine[] = [
    { type: 'skipped', file: 'bad.js', reason: 'unparsable', detail: 'x' },
    { type: 'warning', code: 'w', args: { n: 1 } },
    { type: 'fault', message: 'broke', stack: '' },
  ]
  const sum = sumRecords([record(processLine(1), lines), record(processLine(2), lines)])
  assert.is(sum.skipped.length, 1)
  assert.is(sum.warnings.length, 1)
  assert.equal(sum.faults, ['broke'])
})

test('CPU time is the sum of the processes, and unknown as soon as one of them did not say', () => {
  const end = (cpuMs: number): RecordLine => ({ type: 'end', exitCode: 0, cpuMs })
  const alone = record(processLine(1, { threadId: 3 }), [])
  const withThread = record(processLine(1), [processLine(1, { threadId: 4 }), end(0), end(5)])
  assert.is(sumRecords([withThread, alone, record(processLine(2), [end(7)])]).cpuMs, 12)
  assert.is(sumRecords([record(processLine(1), [end(5)]), record(processLine(2), [])]).cpuMs, undefined)
  assert.is(sumRecords([]).cpuMs, undefined)
})

test('what the loader took to start is the sum of the processes, also of those that were killed', () => {
  const ready = (cpuMs: number): RecordLine => ({ type: 'ready', cpuMs })
  const ended = record(processLine(1), [ready(70), { type: 'end', exitCode: 0, cpuMs: 100 }])
  assert.is(sumRecords([ended, record(processLine(2), [ready(8)]), record(processLine(3), [])]).loaderMs, 78)
})

test('memory is the sum of the processes, and unknown as soon as one of them did not say', () => {
  const end = (memoryBytes?: number): RecordLine => ({ type: 'end', exitCode: 0, cpuMs: 1, memoryBytes })
  const withThread = record(processLine(1), [processLine(1, { threadId: 4 }), end(40_000_000)])
  assert.is(sumRecords([withThread, record(processLine(2), [end(5_000_000)])]).memoryBytes, 45_000_000)
  const unsaid = sumRecords([withThread, record(processLine(2), [end()])])
  assert.equal([unsaid.memoryBytes, unsaid.cpuMs], [undefined, 2])
  const killed = record(processLine(2), [])
  assert.is(sumRecords([withThread, killed]).memoryBytes, undefined)
  assert.is(sumRecords([withThread, record(processLine(2, { role: 'package-manager' }), [])]).memoryBytes, 40_000_000)
})

test('threads, programs that were started, ends before the last turn and time zones that were set are counted', () => {
  const end = (programs: number, cutShort: boolean): EndLine => ({
    type: 'end',
    exitCode: 0,
    cpuMs: 1,
    programs,
    cutShort,
  })
  const withThreads = record(processLine(1), [
    processLine(1, { threadId: 4 }),
    processLine(1, { threadId: 5 }),
    end(2, true),
  ])
  const zoned = record(processLine(2), [{ ...end(1, false), zoneSet: true }])
  const others = [zoned, record(processLine(3), [])]
  assert.equal(sumRecords([withThreads, ...others]).conduct, { threads: 2, programs: 3, cutShort: 1, zonesSet: 1 })
})

test('a package manager says what it lost, and counts neither as instrumented nor as one that did not end', () => {
  const lost: RecordLine = { type: 'warning', code: 'w', args: {} }
  const end: RecordLine = { type: 'end', exitCode: 0, cpuMs: 5 }
  const behind = record(processLine(1, { role: 'package-manager' }), [lost])
  const sum = sumRecords([behind, record(processLine(2), [end])])
  assert.equal([sum.instrumentedProcesses, sum.cpuMs, sum.warnings], [1, 5, [lost]])
  assert.is(sumRecords([behind]).instrumentedProcesses, 0)
})

test('a process that was killed before its first line was whole counts for nothing', () => {
  assert.is(sumRecords([{ lines: [], counters: new Uint8Array() }]).instrumentedProcesses, 0)
})

test('which files call a site, and which were loaded, is told by all processes together', () => {
  const caller = (file: string): RecordLine => ({ type: 'caller', site: 'f', file })
  const { sites, loaded } = sumRecords([
    record(processLine(1), [moduleLine(0, ['f', 'g']), caller('/b.js'), { type: 'loaded', files: ['/c.js', '/b.js'] }]),
    record(processLine(2), [moduleLine(0, ['f']), caller('/a.js'), caller('/b.js')]),
  ])
  assert.equal(sites.get('f')?.callers, ['/a.js', '/b.js'])
  assert.is(sites.get('g')?.callers, undefined)
  assert.equal(loaded, ['/b.js', '/c.js'])
  assert.is(sumRecords([record(processLine(1), [moduleLine(0, ['f'])])]).loaded, undefined)
})

test.run()
