import { spawnSync } from 'node:child_process'
import fs, { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { createContext, runInContext } from 'node:vm'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { unsensed } from '../../../loader/observe/sensing.js'
import { installSensors, watchRealm } from '../../../loader/observe/sensors.js'
import type { Counter } from '../../../src/wire/counters.js'
import type { EvidenceLine } from '../../../src/wire/record.js'
import { observed } from './armed.js'

installSensors()
const require = createRequire(import.meta.url)
const SENSORS: Counter[] = ['clock', 'random', 'fileSystem', 'environment', 'network', 'console']

function fired(fn: () => unknown): string[] {
  const site = observed(fn)
  site.call()
  return Object.entries(site.counts(...SENSORS)).flatMap(([name, count]) => (count ? [name] : []))
}

const TOUCHES: [claim: string, sensors: string[], fn: () => unknown][] = [
  ['Date.now()', ['clock'], () => Date.now()],
  ['new Date()', ['clock'], () => new Date()],
  ['Date()', ['clock'], () => Date()],
  ['a class that extends Date', ['clock'], () => new (class extends Date {})()],
  ['new Date(0)', [], () => new Date(0)],
  ['Date.parse', [], () => Date.parse('2000-01-01')],
  ['performance.now()', ['clock'], () => performance.now()],
  ['process.hrtime()', ['clock'], () => process.hrtime()],
  ['process.hrtime.bigint()', ['clock'], () => process.hrtime.bigint()],
  ['Math.random()', ['random'], () => Math.random()],
  ['Math.max()', [], () => Math.max(1, 2)],
  ['crypto taken by require', ['random'], () => require('node:crypto').randomBytes(1)],
  ['the global crypto', ['random'], () => crypto.getRandomValues(new Uint8Array(1))],
  ['hashing', [], () => require('node:crypto').createHash('md5').update('a').digest('hex')],
  [
    'a named import from node:fs',
    ['fileSystem'],
    () => readFileSync(import.meta.filename ?? process.execPath, { flag: 'r' }).length,
  ],
  ['fs.existsSync', ['fileSystem'], () => fs.existsSync('/')],
  ['fs.realpathSync.native, which is not watched', [], () => fs.realpathSync.native('/')],
  ['fs.promises', ['fileSystem'], () => fs.promises.access('/')],
  ['process.cwd()', ['environment'], () => process.cwd()],
  ['console.debug', ['console'], () => console.debug('')],
  ['loading a module', [], () => require('node:string_decoder')],
  ['work of the loader', [], () => unsensed(() => fs.existsSync('/') && Date.now())],
  ['nothing', [], () => JSON.parse('{}')],
]

for (const [claim, sensors, fn] of TOUCHES) {
  test(`${claim} touches ${sensors.join() || 'nothing'}`, () => assert.equal(fired(fn), sensors))
}

test('what an inner call touches counts for the calls around it, and for no other', () => {
  const clock = observed(() => Date.now())
  const pure = observed((n: number) => n + 1)
  const outer = observed(() => pure.call(1) + clock.call() + pure.call(2) + Math.random())
  const bystander = observed(() => pure.call(3))
  outer.call()
  bystander.call()
  assert.equal(outer.counts('clock', 'random'), { clock: 1, random: 1 })
  assert.equal(clock.counts('clock', 'random'), { clock: 1, random: 0 })
  assert.equal(pure.counts('clock', 'random'), { clock: 0, random: 0 })
  assert.equal(bystander.counts('clock', 'random'), { clock: 0, random: 0 })
})

test('what a call touched before it threw is counted, and not put down to the next one', () => {
  const failing = observed(() => {
    Date.now()
    throw new Error('no')
  })
  const next = observed(() => 1)
  assert.throws(failing.call)
  next.call()
  assert.equal([failing.counts('clock'), next.counts('clock')], [{ clock: 1 }, { clock: 0 }])
})

test('evidence names the source and the place, once for each sensor', () => {
  const site = observed(() => Date.now() + Math.random())
  site.call()
  site.call()
  const details = (site.lines.slice(0, 2) as EvidenceLine[]).map(({ detail }) => detail)
  assert.equal(site.codes(), ['sensor', 'sensor', 'counterexample'])
  assert.match(details[0] as string, /^clock: Date\.now at .*sensors\.test\.js:\d+:\d+$/)
  assert.match(details[1] as string, /^random: Math\.random at .*sensors\.test\.js:\d+:\d+$/)
})

test('watched functions keep name, length and own properties, and dates keep their constructor', () => {
  assert.is(fs.readFileSync.name, 'readFileSync')
  assert.is(fs.readFileSync.length, 2)
  assert.type(fs.realpath.native, 'function')
  assert.type((fs.exists as unknown as Record<symbol, unknown>)[promisify.custom], 'function')
  assert.is(Date.name, 'Date')
  assert.is(Date.length, 7)
  assert.is(new Date(0).constructor, Date)
  assert.ok(new Date(0) instanceof Date)
  assert.is(Object.keys(process.stdout).includes('write'), false)
  assert.is(process.hrtime.bigint.name, 'hrtimeBigInt')
})

test('fake timers can still replace Date, and put it back', () => {
  const real = Date
  globalThis.Date = class extends real {
    static override now() {
      return 5
    }
  } as DateConstructor
  try {
    assert.is(Date.now(), 5)
    assert.equal(
      fired(() => Date.now()),
      [],
    )
  } finally {
    globalThis.Date = real
  }
  assert.equal(
    fired(() => Date.now()),
    ['clock'],
  )
})

test('another realm is watched when asked for', () => {
  const realm = createContext({})
  const global = runInContext('globalThis', realm)
  const now = runInContext('() => new Date().getTime() + Math.random()', realm)
  assert.equal(fired(now), [])
  watchRealm(global)
  assert.equal(fired(now), ['clock', 'random'])
})

test('functions taken out of a builtin that is loaded later are watched, and nothing is loaded beforehand', () => {
  const sensors = new URL('../../../loader/observe/observe-arm.js', import.meta.url).href
  const script = `
    const { observeArm } = await import(${JSON.stringify(sensors)})
    const { createRequire } = await import('node:module')
    const site = { id: 'f', flags: 0, arm: 'observe', maxsize: 8, cacheSize: 8, maxCacheSize: 8, counters: new Float64Array(99), base: 0 }
    const lines = []
    const handle = observeArm(site, { line: (line) => lines.push(line.detail?.split(' at ')[0]), touch() {} })
    const loaded = () => process.moduleLoadList.includes('NativeModule crypto')
    const before = loaded()
    const { randomBytes } = createRequire(process.cwd() + '/x.js')('crypto')
    handle.wrap(() => randomBytes(4).length)()
    console.log(before, loaded(), lines.join())`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  assert.equal([stdout, stderr], ['false true random: crypto.randomBytes\n', ''])
})

test.run()
