/** The report holds what each stage found, field by field as DESIGN §9 has it, and nothing that is not known. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { composeObservation, composeReport } from '../src/compose-report.js'
import type { ProbePlan } from '../src/config/plan.js'
import type { SiteObservation } from '../src/experiment/observation.js'
import type { Screening } from '../src/experiment/screening.js'
import type { SwitchedOff } from '../src/experiment/switch-off.js'
import type { Validation } from '../src/experiment/validate.js'
import type { RunOutcome } from '../src/launch/run-outcome.js'
import type { OriginalOf } from '../src/maps/original-position.js'
import type { FunctionReport } from '../src/report/probe-report.js'
import type { Scan, ScannedSite } from '../src/scan/scanned-site.js'
import { evidenceOf } from '../src/verdict/evidence.js'
import { judge } from '../src/verdict/judge.js'
import { zeroCounters } from '../src/wire/counters.js'
import { noCacheCounters } from '../src/wire/sum-caches.js'
import { PLAN as A_PLAN } from './archive/an-archive.js'
import { evidenceWhen, type Spoiling } from './verdict/case-file.js'

const PLAN: ProbePlan = {
  ...A_PLAN,
  cwd: '/project/sub',
  command: ['npm', 'test'],
  seed: 7,
  reporters: [{ name: 'json', file: '/elsewhere/report.json' }],
}

const KNOWN = evidenceWhen({
  site: { id: 'src/a.js#f', file: 'src/a.js', line: 3, column: 17, exportedAs: ['f'] },
  observation: { id: 'src/a.js#f' },
  timing: { savedShare: { estimate: 0.12, low: 0.1, high: 0.14 } },
  effect: { id: 'src/a.js#f' },
})

/** Sites by how far they came: validated, then without repeats, never called, never loaded. */
const SITES: ScannedSite[] = [KNOWN.site, siteOf('src/a.js#unique'), siteOf('src/a.js#idle'), siteOf('src/b.js#g')]

const SCAN: Scan = { sites: SITES, caches: [], skipped: [], files: 2, modules: 2 }

const OBSERVATIONS = new Map<string, SiteObservation>([
  ['src/a.js#f', KNOWN.observation as SiteObservation],
  ['src/a.js#unique', observationOf('src/a.js#unique', { calls: 5, misses: 5 })],
  ['src/a.js#idle', observationOf('src/a.js#idle', {})],
])

const SCREENING: Screening = {
  observations: OBSERVATIONS,
  records: new Map(),
  caches: [],
  survivors: [],
  nesting: { insideOf: new Map(), starved: new Set() },
  skipped: [],
  faults: [],
  warnings: [],
  cpuSource: 'launcher',
  runs: 3,
  seconds: 6,
}

const VALIDATION: Validation = {
  effects: [KNOWN.effect as NonNullable<typeof KNOWN.effect>],
  culprits: [],
  warnings: [],
  faults: [],
  runs: 6,
  seconds: 12,
}

const NOTHING_SWITCHED: SwitchedOff = {
  switched: [],
  effects: [],
  without: undefined,
  needed: [],
  warnings: [],
  faults: [],
  runs: 0,
  seconds: 0,
}

function siteOf(id: string, known: Spoiling = {}): ScannedSite {
  const [file = '', name = ''] = id.split('#')
  return evidenceWhen({ ...known, site: { id, file, name } }).site
}

function observationOf(id: string, counters: Spoiling['counters']): SiteObservation {
  const { observation } = evidenceWhen({ observation: { id, counters: { ...zeroCounters(), ...counters } } })
  const nothing = { timing: undefined, recommendedMaxsize: undefined, bestHitRate: 0, sizeCurve: [] }
  return { ...(observation as SiteObservation), ...nothing }
}

const nowhere: OriginalOf = () => undefined

const ENVIRONMENT = { node: 'v20.20.2', v8: '11.3', os: 'Linux 6.1', cpus: 2 }

interface Told {
  scan?: Scan
  screening?: Screening
  validation?: Validation
  originalOf?: OriginalOf
  interruptedAfter?: number
}

const NOTHING_NEW = { culprits: [], warnings: [], faults: [], runs: 0, seconds: 0 }

function reportWhen(told: Told = {}) {
  const { scan = SCAN, screening = SCREENING, validation = VALIDATION, originalOf = nowhere, ...rest } = told
  const verdicts = judge(PLAN, evidenceOf(scan.sites, screening, validation))
  const effect = validation.effects[0]
  const recommended = { ids: ['src/a.js#f'], effect, leftOut: [], ...NOTHING_NEW }
  const pace = { kind: 'serial-anyway' } as const
  return composeReport({
    plan: PLAN,
    scan,
    screening,
    validation,
    verdicts,
    recommended,
    switchedOff: NOTHING_SWITCHED,
    runner: undefined,
    pace,
    isolation: { kind: 'subprocess' },
    originalOf,
    environment: ENVIRONMENT,
    runDirectory: '/kept/run',
    ...rest,
  })
}

const functionOf = (id: string, report = reportWhen()) => report.functions.find((each) => each.id === id)

test('the head says what was measured with what, and on what', () => {
  const { schemaVersion, tool, environment, command, options } = reportWhen()
  assert.is(schemaVersion, 1)
  assert.equal(Object.keys(tool), ['name', 'version'])
  assert.equal(environment, { ...ENVIRONMENT, cpuSource: 'launcher' })
  assert.equal(command, ['npm', 'test'])
  assert.is(options.seed, 7)
})

test('the options name no directory of this machine and no reporter', () => {
  const { options } = reportWhen()
  for (const key of ['root', 'cwd', 'reporters', 'verbose', 'command', 'profile']) assert.not.ok(key in options, key)
})

test('the funnel counts the sites that reached each stage', () => {
  const { funnel } = reportWhen()
  assert.equal(funnel, { scanned: 4, instrumented: 3, called: 2, repeated: 1, validated: 1, applied: 1 })
})

test('a loop over more keys than the quoted size repeats, at a larger size', () => {
  const looping = { ...observationOf('src/b.js#g', { calls: 600, misses: 600 }), bestHitRate: 0.5 }
  const observations = new Map([...OBSERVATIONS, ['src/b.js#g', looping]])
  assert.is(reportWhen({ screening: { ...SCREENING, observations } }).funnel.repeated, 2)
})

test('a validated function has every field of the schema', () => {
  const found = functionOf('src/a.js#f') as FunctionReport
  const { purity, screening, validation, reasons, cautions, ...place } = found
  assert.equal(place, {
    id: 'src/a.js#f',
    file: 'src/a.js',
    name: 'f',
    line: 3,
    column: 17,
    kind: 'function',
    exported: true,
    async: false,
    wrap: 'bindings',
    expense: [],
    time: { totalMs: 5, from: 'screening' },
    verdict: 'APPLY',
    alternatives: [],
  })
  assert.equal(purity, { static: 'pure', reasons: [], runtime: { checked: 900, mismatches: 0 } })
  assert.equal(screening, {
    calls: 1000,
    hits: 900,
    misses: 100,
    hitRate: 0.9,
    maxsize: 128,
    currsize: 0,
    evictions: 0,
    keyStrategy: 'identity',
    hitCallNs: 5000,
    savedShare: 0.12,
    sizeCurve: [[128, 0.9]],
    recommendedMaxsize: 128,
  })
  const intervals = { speedup: [0.1, 0.14], commandCpu: [-0.1, 0.34], commandWall: [-0.4, 0.5] }
  for (const [name, [low, high]] of Object.entries(intervals)) {
    const interval = validation?.[name as keyof typeof intervals]
    assert.equal(Object.keys(interval ?? {}), ['estimate', 'low', 'high'])
    assert.equal([interval?.low, interval?.high], [low, high])
  }
  assert.equal([validation?.pairs, validation?.hits, validation?.hitRate, validation?.maxsize], [3, 2700, 0.9, 128])
  assert.is(validation?.heapDelta, 1_500_000)
  for (const each of [...reasons, ...cautions]) assert.equal(Object.keys(each), ['code', 'args', 'message'])
})

test('what is not known is absent, never null and never 0', () => {
  const never = JSON.parse(JSON.stringify(functionOf('src/b.js#g')))
  for (const key of ['wrap', 'screening', 'validation']) assert.not.ok(key in never, key)
  assert.equal(Object.keys(never.purity), ['static', 'reasons'])
  const idle = functionOf('src/a.js#idle')
  for (const key of ['hitRate', 'hitCallNs', 'savedShare', 'recommendedMaxsize']) {
    assert.not.ok(key in (idle?.screening ?? {}), key)
  }
  assert.not.match(JSON.stringify(reportWhen()), /:null/)
  const screening = { ...SCREENING, cpuSource: undefined }
  assert.not.ok('cpuSource' in reportWhen({ screening }).environment)
})

test('static reasons are told with their line and in words', () => {
  const reasons = [{ code: 'calls-unknown', line: 9, subject: 'render' } as const]
  const scan = { ...SCAN, sites: [siteOf('a.js#f', { purity: { verdict: 'unknown', reasons } })] }
  const message = 'calls what cannot be looked into (render, line 9)'
  assert.equal(functionOf('a.js#f', reportWhen({ scan }))?.purity.reasons, [
    { code: 'calls-unknown', line: 9, message },
  ])
})

test('a cache that is there already is listed with what was counted at it, in the order of the scan', () => {
  const marked = { id: 'src/c.js@9', digest: '', holder: 'memo', marks: [{ role: 'look' as const, start: 9, end: 20 }] }
  const memo = { id: 'src/c.js#h', file: 'src/c.js', subject: 'memo', line: 4, bounded: true, marked }
  const counters = { ...noCacheCounters(), calls: 200, found: 150, keys: 50, hitKeys: 40, sized: 1, entries: 50 }
  const screening = { ...SCREENING, caches: [{ id: 'src/c.js@9', counters }] }
  const scan = {
    ...SCAN,
    caches: [memo, { ...memo, id: 'src/d.js#k', file: 'src/d.js', marked: { ...marked, id: 'src/d.js@9' } }],
  }
  const [counted, unseen] = reportWhen({ scan, screening }).existingCaches
  const { reasons, ...figures } = counted ?? { reasons: [] }
  assert.equal(figures, {
    ...{ id: 'src/c.js#h', file: 'src/c.js', line: 4, subject: 'memo' },
    ...{ calls: 200, hits: 150, misses: 50, hitRate: 0.75, entries: 50, neverHit: 10, verdict: 'KEEP' },
  })
  assert.is(reasons[0]?.code, 'cache-hits')
  assert.equal([unseen?.verdict, unseen?.reasons[0]?.code], [undefined, 'cache-not-loaded'])
  assert.equal(reportWhen().existingCaches, [])
})

test('a function that was called has the position that it was written at, and maps are asked for no other', () => {
  const asked: string[] = []
  const original = { file: 'ts/a.ts', line: 1, column: 7 }
  const originalOf: OriginalOf = ({ file, name }) => {
    asked.push(`${file} ${name}`)
    return name === 'unique' ? undefined : original
  }
  const report = reportWhen({ originalOf })
  assert.equal(asked, ['src/a.js f', 'src/a.js unique'])
  assert.equal(functionOf('src/a.js#f', report)?.original, original)
  assert.not.ok('original' in (functionOf('src/a.js#unique', report) ?? {}))
})

test('a file that could not be parsed is warned of once, by scan or by loader, and faults are passed on', () => {
  const skipped = [{ file: 'bad.js', line: 2, column: 5, message: 'Unexpected token' }]
  const met = ['bad.js', 'worse.js'].map((file) => ({
    type: 'skipped' as const,
    file,
    reason: 'unparsable' as const,
    detail: 'no luck',
  }))
  const screening = { ...SCREENING, skipped: met, faults: ['it broke'] }
  assert.equal(
    reportWhen({ scan: { ...SCAN, skipped }, screening }).warnings.map(({ message }) => message),
    [
      'bad.js:2:5 was left out: Unexpected token',
      'worse.js was left out: no luck',
      'cache-probe disabled itself in a process: it broke',
    ],
  )
})

test('an observation lists the functions that were called, with what a cache would have had', () => {
  const outcome = { skipped: [], faults: [] as string[] } as unknown as RunOutcome
  const report = composeObservation({
    plan: PLAN,
    scan: SCAN,
    outcome,
    observations: OBSERVATIONS,
    warnings: [],
    runner: undefined,
    originalOf: nowhere,
  })
  assert.equal(report.funnel, { scanned: 4, instrumented: 3, called: 2, repeated: 1 })
  assert.equal(
    report.functions.map(({ id, calls, hits, misses, hitRate }) => [id, calls, hits, misses, hitRate]),
    [
      ['src/a.js#f', 1000, 900, 100, 0.9],
      ['src/a.js#unique', 5, 0, 5, 0],
    ],
  )
})

test('an experiment that was not carried to its end says so, and where what there is of it is kept', () => {
  const { warnings, runDirectory } = reportWhen({ interruptedAfter: 5 })
  assert.equal([warnings[0]?.code, warnings[0]?.args, runDirectory], ['interrupted', { runs: 5 }, '/kept/run'])
  assert.match(warnings[0]?.message ?? '', 'interrupted after 5 runs')
  assert.not.ok(reportWhen().warnings.some(({ code }) => code === 'interrupted'))
})

test.run()
