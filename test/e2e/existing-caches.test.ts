/** What is told of the caches of published packages is what a counter put into their text by hand gives. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { ProbeReport } from '../../src/report/probe-report.js'
import { cacheProbe, projectRoot, runNode } from './cli.js'
import { temporaryFolder } from './temporary-folder.js'

const PACKAGES = ['hosted-git-info', 'hyphenate-style-name', 'mdurl', 'property-expr', 'to-regex-range']
const NEEDED = [
  ...PACKAGES,
  'lru-cache',
  'is-number',
  'memoize',
  'mimic-function',
  'micro-memoize',
  'fast-equals',
  'fast-stringify',
]

/** Where their caches are asked: file, subject, the look-up as it stands there first. */
const LOOK_UPS = [
  ['hosted-git-info/lib/index.js', 'cache', 'cache.has(key)'],
  ['hyphenate-style-name/index.cjs.js', 'cache', 'cache.hasOwnProperty(name)'],
  ['mdurl/lib/decode.mjs', 'decodeCache', 'decodeCache[exclude]'],
  ['mdurl/lib/encode.mjs', 'encodeCache', 'encodeCache[exclude]'],
  ['property-expr/index.js', 'setCache', 'setCache.get(path)'],
  ['property-expr/index.js', 'getCache', 'getCache.get(path)'],
  ['property-expr/index.js', 'pathCache', 'pathCache.get(path)'],
  ['to-regex-range/index.js', 'toRegexRange.cache', 'toRegexRange.cache.hasOwnProperty(cacheKey)'],
] as const

const MAIN = `import hosted from 'hosted-git-info'
import hyphenate from 'hyphenate-style-name'
import * as mdurl from 'mdurl'
import expr from 'property-expr'
import range from 'to-regex-range'
import { byKey, byProxy, computed } from './src/memoized.js'
import { Lru, parity, sum, triple } from './src/kept.js'
const kept = new Lru(10)
for (let call = 0; call < 240; call++) {
  hosted.fromUrl('github:owner/name' + (call % 30))
  hyphenate('paddingLeft' + (call % 7))
  mdurl.decode('%20' + call)
  mdurl.encode(' ' + call, call % 2 ? ';' : '/')
  expr.getter('a.b' + (call % 11))({ a: {} })
  if (call % 2) expr.setter('a.c' + call)({ a: {} }, call)
  range(1, 10 + (call % 13))
  byKey(call % 9)
  byProxy(call % 4)
  parity(call % 6)
  triple(call % 8)
  sum(call % 3, call % 5)
  if (kept.get(call % 20) === undefined) kept.set(call % 20, call)
}
console.log(JSON.stringify({ ...globalThis.counted, memoized: computed }))
`

const MEMOIZED = `import memoize from 'memoize'
import { memoize as micro } from 'micro-memoize'
export const computed = { byKey: 0, byProxy: 0 }
export const byKey = memoize((n) => { computed.byKey++; return n * 2 })
export const byProxy = micro((n) => { computed.byProxy++; return n * 3 }, { maxSize: 8 })
`

const KEPT = `const parities = {}
const sums = new Map()
export function parity(n) {
  if (parities[n]) return parities[n]
  return (parities[n] = n % 2)
}
const triples = {}
export function triple(n) {
  return (triples[n] ??= n * 3)
}
export function sum(a, b) {
  let row = sums.get(a)
  if (!row) sums.set(a, (row = new Map()))
  let made = row.get(b)
  if (made === undefined) row.set(b, (made = a + b))
  return made
}
export class Lru {
  entries = new Map()
  constructor(max) { this.max = max }
  get(key) {
    const entry = this.entries.get(key)
    if (!entry) return undefined
    this.entries.delete(key)
    this.entries.set(key, entry)
    return entry.value
  }
  set(key, value) {
    if (this.entries.size >= this.max) this.entries.delete(this.entries.keys().next().value)
    this.entries.set(key, { value })
  }
}
`

/** Entries of an even number are no hits, and of the structure of ten none is there when it is asked for again. */
const COUNTED_IN_KEPT = {
  'kept.js parities': [240, 123, 6],
  'kept.js triples': [240, 8, 8],
  'kept.js sums': [240, 15, 15],
  'kept.js this.entries': [240, 240, 10],
}

const PRICES = `const prices = new Map()
const squares = {}
const settings = { rate: 1 }
export function setRate(rate) { settings.rate = rate }
export function price(n) {
  if (prices.has(n)) return prices.get(n)
  const made = n * settings.rate
  prices.set(n, made)
  return made
}
export function square(n) {
  if (n in squares) return squares[n]
  return (squares[n] = n * n)
}
`

const PRICED = `import { price, setRate, square } from './src/prices.js'
for (let call = 0; call < 300; call++) {
  if (call % 100 === 0) setRate(call + 1)
  price(call % 10)
  square(call % 10)
}
`

const LABELS = `import byFirst from 'memoize'
import { memoize } from 'micro-memoize'
export const area = memoize(
  function area(width, height) { return { square: width * height } },
  { maxSize: 50, transformKey: ([width]) => [width] },
)
export const longer = memoize((text) => text + '!', { maxSize: 50 })
export const volume = byFirst((width, height) => width * height)
export const joined = byFirst((...parts) => parts.join(), { cacheKey: (list) => list.join() })
const caseCache = new Map()
export function cased(name, upper) {
  let made = caseCache.get(name)
  if (!made) {
    made = upper ? name.toUpperCase() : name.toLowerCase()
    caseCache.set(name, made)
  }
  return made
}
const preset = { float: 'cssFloat' }
export function camelize(name) {
  return preset[name] ?? (preset[name] = name.replace(/-./g, (dash) => dash[1].toUpperCase()))
}
const last = {}
export function isChanged(id, text) {
  const was = last[id]
  last[id] = text
  return was !== text
}
const parsed = {}
export function parse(text, version) {
  const entry = parsed[text]
  if (entry && entry.version === version) return entry.value
  parsed[text] = { version, value: text + version }
  return parsed[text].value
}
`

const LABELLED = `import { area, camelize, cased, isChanged, joined, longer, parse, volume } from './src/labels.js'
for (let call = 0; call < 400; call++) {
  area(call % 5, call % 10)
  volume(call % 5, call % 10)
  joined(call % 5, call % 10)
  longer('text' + (call % 7))
  cased('Name' + (call % 5), call % 2 === 0)
  parse('text', Math.floor(call / 40) % 5)
  camelize(['float', 'margin-top'][call % 2])
  isChanged('id' + (call % 3), 'text' + (Math.floor(call / 7) % 3))
}
`

function project(): string {
  const folder = temporaryFolder('caches')
  for (const name of NEEDED) {
    cpSync(join(projectRoot, 'node_modules', name), join(folder, 'node_modules', name), { recursive: true })
  }
  mkdirSync(join(folder, 'src'))
  writeFileSync(join(folder, 'package.json'), '{ "name": "caches", "type": "module" }')
  writeFileSync(join(folder, 'main.js'), MAIN)
  writeFileSync(join(folder, 'src/memoized.js'), MEMOIZED)
  writeFileSync(join(folder, 'src/kept.js'), KEPT)
  return folder
}

/** Calls and misses by subject. */
type Counted = Record<string, [calls: number, misses: number]>

async function countedByHand(folder: string): Promise<Counted> {
  for (const [file, subject, lookUp] of LOOK_UPS) {
    const path = join(folder, 'node_modules', file)
    const text = readFileSync(path, 'utf8')
    assert.ok(text.includes(lookUp), `${file} asks: ${lookUp}`)
    writeFileSync(path, text.replace(lookUp, `globalThis.count('${file} ${subject}', ${lookUp})`))
  }
  const counter = `globalThis.counted = {}
    globalThis.count = (id, value) => {
      const counts = (globalThis.counted[id] ??= [0, 0])
      counts[0]++
      if (value === undefined || value === false) counts[1]++
      return value
    }`
  writeFileSync(join(folder, 'counter.mjs'), counter)
  const { stdout, stderr } = await runNode(['--import', './counter.mjs', 'main.js'], { cwd: folder })
  assert.is(stderr, '')
  const { memoized, ...counted } = JSON.parse(stdout) as Counted & { memoized: Record<string, number> }
  const of = (name: string): [number, number] => [240, memoized[name] as number]
  return { ...counted, 'memoize byKey': of('byKey'), 'micro-memoize byProxy': of('byProxy') }
}

test('the caches of five packages and of two memoizers are found, and counted as by hand', async () => {
  const folder = project()
  const options = PACKAGES.flatMap((name) => ['--package', name])
  // Nothing but the observed run is of interest.
  const floors = ['--screening-floor', '0.9', '--speedup-threshold', '0.9']
  const args = ['run', ...options, '--include', 'src/**', ...floors, '--no-own-caches', '--reporter', 'json']
  const { exitCode, stdout, stderr } = await cacheProbe([...args, '--', 'node', 'main.js'], { cwd: folder })
  assert.is(exitCode, 0, stderr)
  const { existingCaches, warnings } = JSON.parse(stdout) as ProbeReport
  assert.equal(warnings, [])
  const seen = existingCaches
    .filter(({ calls, file }) => calls !== undefined && file !== 'src/kept.js')
    .map(({ file, subject, library, calls, misses }) => {
      const place = file.startsWith('src/') ? library : file.slice('node_modules/'.length)
      return [`${place} ${subject}`, [calls, misses]]
    })
  assert.equal(Object.fromEntries(seen), await countedByHand(folder))
  const kept = existingCaches.filter(({ file }) => file === 'src/kept.js')
  assert.equal(
    Object.fromEntries(
      kept.map(({ subject, calls, misses, entries }) => [`kept.js ${subject}`, [calls, misses, entries]]),
    ),
    COUNTED_IN_KEPT,
  )
  const verdicts = existingCaches.filter(({ subject, verdict }) => verdict && /^(cache|setCache)$/.test(subject))
  assert.equal(
    verdicts.map(({ id, verdict, maxsize }) => [id.replace(/^node_modules\//, ''), verdict, maxsize]).sort(),
    [
      ['hosted-git-info/lib/index.js#GitHost.static:fromUrl', 'SHRINK', 1000],
      ['hyphenate-style-name/index.cjs.js#hyphenateStyleName', 'KEEP', undefined],
      ['property-expr/index.js#setter', 'REMOVE', undefined],
    ],
  )
})

test('a cache that hides a change is found out by switching it off', async () => {
  const folder = temporaryFolder('switched')
  mkdirSync(join(folder, 'src'))
  writeFileSync(join(folder, 'package.json'), '{ "name": "switched", "type": "module" }')
  writeFileSync(join(folder, 'src/prices.js'), PRICES)
  writeFileSync(join(folder, 'main.js'), PRICED)
  const { exitCode, stdout, stderr } = await cacheProbe(
    ['run', '--exhaustive', '--budget-runs', '4', '--reporter', 'json', '--', 'node', 'main.js'],
    {
      cwd: folder,
    },
  )
  assert.is(exitCode, 0, stderr)
  // How many pairs of timed runs there is time for, depends on the machine.
  const { existingCaches } = JSON.parse(stdout) as ProbeReport
  assert.equal(
    existingCaches.map(({ subject, hits, staleHits }) => [subject, hits, staleHits]),
    [
      ['prices', 290, 180],
      ['squares', 290, 0],
    ],
  )
  assert.is(existingCaches[0]?.verdict, 'UNSAFE')
})

test('a key that does not tell apart what decides the result is found out, and one that is checked is not', async () => {
  const folder = temporaryFolder('confused')
  mkdirSync(join(folder, 'src'))
  for (const name of ['memoize', 'mimic-function', 'micro-memoize', 'fast-equals', 'fast-stringify'])
    cpSync(join(projectRoot, 'node_modules', name), join(folder, 'node_modules', name), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "name": "confused", "type": "module" }')
  writeFileSync(join(folder, 'src/labels.js'), LABELS)
  writeFileSync(join(folder, 'main.js'), LABELLED)
  const args = ['run', '--exhaustive', '--budget-runs', '4', '--reporter', 'json', '--', 'node', 'main.js']
  const { exitCode, stdout, stderr } = await cacheProbe(args, { cwd: folder })
  assert.is(exitCode, 0, stderr)
  const { existingCaches } = JSON.parse(stdout) as ProbeReport
  assert.equal(
    existingCaches.map(({ subject, hits, staleHits, verdict }) => [subject, hits, staleHits, verdict === 'UNSAFE']),
    [
      ['area', 395, 160, true],
      ['longer', 393, 0, false],
      ['volume', 395, 160, true],
      ['joined', 390, 0, false],
      ['caseCache', 395, 195, true],
      ['preset', 399, 0, false],
      ['parsed', 399, 0, false],
    ],
  )
  const messages = existingCaches.flatMap(({ reasons }) => reasons.filter(({ code }) => code === 'cache-confuses'))
  assert.equal(
    messages.map(({ args: { asked, stored, fresh } }) => [asked, stored, fresh]),
    [
      ['(1, 6)', '{ square: 1 }', '{ square: 6 }'],
      ['(1, 6)', '1', '6'],
      ['"Name0"', '"NAME0"', '"name0"'],
    ],
  )
})

test.run()
