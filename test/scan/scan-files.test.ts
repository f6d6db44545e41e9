import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { scanFiles } from '../../src/scan/scan-files.js'
import { scanText } from '../../src/scan/scan-text.js'
import type { ScannedSite } from '../../src/scan/scanned-site.js'
import { inDirectory } from './directory.js'

test('sites are sorted by file, then by position', async () => {
  const files = { 'b.js': 'function z() {}\nfunction a() {}', 'a.js': 'function m() {}' }
  await inDirectory(files, async (root) => {
    const scan = await scanFiles({ root, files: ['b.js', 'a.js'] })
    assert.equal(
      scan.sites.map(({ id }) => id),
      ['a.js#m', 'b.js#z', 'b.js#a'],
    )
    assert.is(scan.files, 2)
  })
})

test('a file that cannot be parsed is named with its position and alone left out', async () => {
  await inDirectory({ 'bad.js': 'const a = 1\nconst = 2', 'good.js': 'function f() {}' }, async (root) => {
    const scan = await scanFiles({ root, files: ['bad.js', 'good.js'] })
    assert.is(scan.sites.length, 1)
    assert.is(scan.files, 1)
    assert.is(scan.skipped.length, 1)
    assert.equal([scan.skipped[0]?.file, scan.skipped[0]?.line, scan.skipped[0]?.column], ['bad.js', 2, 7])
  })
})

test('a file that cannot be read is named without a position', async () => {
  await inDirectory({}, async (root) => {
    const { skipped } = await scanFiles({ root, files: ['gone.js'] })
    assert.is(skipped.length, 1)
    assert.is(skipped[0]?.line, undefined)
    assert.match(skipped[0]?.message ?? '', /ENOENT/)
  })
})

const BASE = `export class Base {
  get kind() { return this.options.kind }
  rule(o) { return o.text }
  f(o) { return this.rule(o) + this.kind }
  g(o) { return o.text }
}`

async function readsOf(name: string, files: Record<string, string>): Promise<string[] | undefined> {
  let leaves: string[] | undefined
  await inDirectory(files, async (root) => {
    const { sites } = await scanFiles({ root, files: Object.keys(files) })
    const reads = sites.find((site) => site.name === name)?.reads
    if (reads?.kind === 'known') leaves = reads.leaves.map(({ from, path }) => [from, ...path].join('.'))
  })
  return leaves
}

test('what a method reads of its object and of its arguments rests on the methods of its own file', async () => {
  assert.equal(await readsOf('Base.f', { 'a.js': BASE, 'b.js': 'class Rule { rule() {} }' }), [
    '0.text',
    'this.options.kind',
  ])
})

test('it reads all of both where a class of another file may have another method', async () => {
  const derived = "import { Base } from './a.js'\nclass Derived extends Base { rule(o) { return this.other + o.name } }"
  const old = 'function Derived() {}\nDerived.prototype.rule = function (o) { return o.name }'
  for (const other of [derived, old]) {
    assert.equal(await readsOf('Base.f', { 'a.js': BASE, 'b.js': other }), ['0', 'this'])
    assert.equal(await readsOf('Base.g', { 'a.js': BASE, 'b.js': other }), ['0.text'])
  }
})

test('it reads all of its object where one may have another getter', async () => {
  const derived = 'class Derived extends Base { get kind() { return this.other } }'
  assert.equal(await readsOf('Base.f', { 'a.js': BASE, 'b.js': derived }), ['0.text', 'this'])
})

test('a member that another file puts on prototypes or on objects may be in place of the one that a method relies on', async () => {
  const others = [
    "import { Derived } from './c.js'\nDerived.prototype.rule = function (o) { return this.other }",
    'export default (o, c) => { c.prototype.rule = o.rule }',
    'export const plug = (c) => { Object.defineProperty(c.prototype, "kind", { get() { return this.other } }) }',
    'export const plug = (c) => { Object.assign(c.prototype, { rule(o) { return this.other } }) }',
    'export const plug = (base) => { base.rule = (o) => o.name }',
    'export class Plugged { constructor(options) { this.rule = options.rule } }',
    'export class Plugged { rule = (o) => o.name }',
  ]
  for (const other of others) {
    const leaves = await readsOf('Base.f', { 'a.js': BASE, 'b.js': other })
    assert.ok(leaves?.includes('this'), `${other}: ${leaves}`)
  }
  const harmless =
    'exports.rule = function (o) { return o.name }\nconst own = {}\nown.kind = () => 1\nthis.f = own.kind()'
  assert.equal(await readsOf('Base.f', { 'a.js': BASE, 'b.js': harmless }), ['0.text', 'this.options.kind'])
})

test('lines of reasons are those of the file on disk, types included', async () => {
  const text =
    'interface Point {\n  x: number\n}\nexport function f(p: Point): number {\n  return p.x + Date.now()\n}\n'
  await inDirectory({ 'a.ts': text }, async (root) => {
    const { sites } = await scanFiles({ root, files: ['a.ts'] })
    assert.equal(sites[0]?.purity.reasons, [{ code: 'reads-clock', line: 5, subject: 'Date.now' }])
  })
})

test('functions that hand their result on through thousands of others are scanned without end of the stack', async () => {
  const links = Array.from(
    { length: 1500 },
    (_, i) => `function f${i}(o) { const p = f${i + 1}(o); p.y = 1; return p }`,
  )
  await inDirectory({ 'a.js': `${links.join('\n')}\nfunction f1500(o) { return o }` }, async (root) => {
    assert.is((await scanFiles({ root, files: ['a.js'] })).sites.length, 1501)
  })
})

test('the source of a file over a million characters is not analysed, and its functions are listed all the same', () => {
  const { sites } = scanText(`function now() { return Date.now() }\n//${'x'.repeat(1_000_000)}`, 'big.js')
  assert.equal(
    sites.map(({ id, purity }) => [id, purity.verdict, purity.reasons.map(({ code }) => code)]),
    [['big.js#now', 'unknown', ['too-large-to-analyse']]],
  )
})

test('nor is that of a file whose functions are called through more others than the stack has room for', () => {
  const links = Array.from({ length: 10_000 }, (_, i) => `function f${i + 1}() { return f${i}() }`)
  const { sites } = scanText(`let x\nfunction f0() { x = 1 }\n${links.join('\n')}\nmodule.exports = f10000`, 'deep.js')
  assert.is(sites.length, 10_001)
  assert.ok(sites.every(({ purity }) => purity.reasons[0]?.code === 'too-large-to-analyse'))
})

test('functions beside enums and with parameter properties are told by their places in the file', () => {
  const text = `enum Zone { Near, Far }
namespace Rates {
  export function perKilo(zone: Zone): number { return zone === Zone.Near ? 2 : 5 }
}
let bonus: number = 0
export function reward(value: number): void { bonus = value }
export class Parcel {
  constructor(private readonly kilos: number) {}

  postage(zone: Zone): number {
    return this.kilos * Rates.perKilo(zone)
      + bonus
  }
}`
  const { sites } = scanText(text, 'a.ts')
  const told = sites.map(({ id, line, column, start, purity }) => [id, line, column, start, purity.verdict])
  assert.equal(told, [
    ['a.ts#perKilo', 3, 19, text.indexOf('function perKilo'), 'pure'],
    ['a.ts#reward', 6, 17, text.indexOf('function reward'), 'impure'],
    ['a.ts#Parcel.constructor', 8, 3, text.indexOf('constructor'), 'impure'],
    ['a.ts#Parcel.postage', 10, 3, text.indexOf('postage'), 'unknown'],
  ])
  assert.equal(sites[3]?.purity.state, [
    { code: 'reads-reassigned-binding', line: 12, subject: 'bonus', writer: 'reward', writerLine: 6 },
  ])
})

test('what decorators may replace is not taken for what stands in the class', () => {
  const text = `import { Get, Watch, Injectable } from './decorators'
let seen = 0
export class Cats {
  @Get() find(id: string): string { return id.trim() }
  @Get() get size(): number { return 4 }
  @Watch((n: number) => { seen = n }) weight = 1
  first(id: string): string { return this.find(id) }
  double(): number { return this.size * 2 }
  count(): number { return seen }
}
@Injectable() class Dogs { bark(n: number): number { return n } }
export function hear(n: number): number { return new Dogs().bark(n) }`
  const { sites } = scanText(text, 'a.ts')
  const of = (name: string) => sites.find(({ id }) => id === `a.ts#${name}`)
  assert.is(of('Cats.first')?.purity.verdict, 'unknown')
  assert.equal(leavesOf(of('Cats.double')), ['this.size'])
  assert.is(of('Cats.count')?.purity.state[0]?.code, 'reads-reassigned-binding')
  assert.is(of('Dogs.bark')?.purity.verdict, 'pure')
  assert.is(of('hear')?.purity.verdict, 'unknown')
})

function leavesOf(site: ScannedSite | undefined): string[] {
  return site?.reads.kind === 'known' ? site.reads.leaves.map(({ from, path }) => [from, ...path].join('.')) : []
}

test('one file is scanned in several turns of the event loop, so that Ctrl-C and timers are heard', async () => {
  await inDirectory({ 'a.js': 'function f() {}' }, async (root) => {
    let turns = 0
    let isOver = false
    const count = () => {
      turns++
      if (!isOver) setImmediate(count)
    }
    setImmediate(count)
    await scanFiles({ root, files: ['a.js'] })
    isOver = true
    assert.ok(turns >= 8, `${turns} turns`)
  })
})

test('a scanned site carries no syntax', async () => {
  await inDirectory({ 'a.js': 'function f() {}' }, async (root) => {
    const { sites } = await scanFiles({ root, files: ['a.js'] })
    assert.not('node' in (sites[0] as object))
  })
})

test.run()
