import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { scanFiles } from '../../src/scan/scan-files.js'
import { inDirectory } from './directory.js'
import { siteNamed } from './purity-table.js'

const BUILD = 'function build(n) { return [n, n + 1] }\n'

function claim(name: string, filled: string[] | undefined, sources: string[]): void {
  for (const source of sources) {
    test(`${name}: ${source.slice(0, 110)}`, () => {
      assert.equal(siteNamed(BUILD + source, 'f').filled, filled)
    })
  }
}

claim(
  'a field of its own that a function fills when it is first needed is told, also through what it calls',
  ['_t'],
  [
    'class A { f(x) { this._t ??= build(this.n)\n return this._t[x] } }',
    'class A { f(x) { if (!this._t) { this._t = build(this.n) }\n return this._t[x] } }',
    'class A { get table() { return this._t || (this._t = build(this.n)) }\n f(x) { return this.table[x] } }',
    'class A { get table() { if (this._t) return this._t\n this._t = build(this.n)\n return this._t }\n f(x) { return this.table[x] } }',
    'class A { table() { if (this._t !== undefined) { return this._t }\n return (this._t = build(this.n)) }\n f(x) { return this.table()[x] } }',
    'class A { constructor(n) { this.n = n\n this._t = null }\n f(x) { this._t ??= build(this.n)\n return this._t[x] } }',
    'function A(n) { this.n = n\n this._t = undefined }\nA.prototype.f = function f(x) { if (this._t === undefined) this._t = build(this.n)\n return this._t[x] }',
    'function f(rule, x) { rule._t ??= new RegExp(rule.text)\n return rule._t.test(x) }',
  ],
)

claim('what comes of an argument, or of what may be empty again, is a change like any other', undefined, [
  'class A { f(x) { this._t ??= build(x)\n return this._t[x] } }',
  'class A { f() { this._t ??= build(arguments.length)\n return this._t } }',
  'class A { f(x) { for (const y of x) this._t ??= build(y)\n return this._t } }',
  'class A { f(x) { this._t ??= build(this.n)\n return this._t[x] }\n reset() { this._t = null } }',
  'class A { f(x) { this._t ??= build(this.n)\n return this._t[x] }\n reset() { delete this._t } }',
  'class A { f(x) { this._t ??= build(this.n)\n return this._t[x] }\n use(t) { this._t = t } }',
  'class A { f(x) { this._t ??= build(this.n)\n return this._t[x] }\n ready() { return this._t !== undefined } }',
  'class A { f(x) { if (!this._done) { this._done = true\n return 1 }\n return 2 } }',
  'function make(n) { return { f(x) { this._t ??= build(n)\n return this._t[x] } } }',
])

claim('leaving early says nothing where it asks something else', undefined, [
  'class A { t() { if (this._u) return this._t\n this._t = build(this.n)\n return this._t }\n f(x) { return this.t()[x] } }',
  'class A { t() { if (!this._t) return 1\n this._t = build(this.n)\n return this._t }\n f(x) { return this.t()[x] } }',
  'class A { t() { if (this._t > 5) return this._t\n this._t = build(this.n)\n return this._t }\n f(x) { return this.t()[x] } }',
  'class A { t() { this._t = build(this.n)\n if (this._t) return this._t\n return 2 }\n f(x) { return this.t()[x] } }',
])

claim(
  'what a variable of the function holds on the way is no other',
  ['_t'],
  ['class A { f(x) { if (!this._t) { const made = build(this.n)\n this._t = made }\n return this._t[x] } }'],
)

claim('but it is where something may have been put into that, or it comes of an argument', undefined, [
  'class A { f(x) { if (!this._t) { const made = build(this.n)\n made.push(x)\n this._t = made }\n return this._t[x] } }',
  'class A { f(x) { if (!this._t) { const made = build(x)\n this._t = made }\n return this._t[x] } }',
  'class A { f(x) { if (!this._t) { let made = build(this.n)\n made = made[0]\n this._t = made }\n return this._t } }',
])

claim('a field of what a function is given has a private name, or it is a part of that', undefined, [
  'function f(rule, x) { rule.pattern ??= new RegExp(rule.text)\n return rule.pattern.test(x) }',
])

const WORDS = 'exports.Words = class { f(x) { this.table ??= [this.n]\n return this.table[x] } }'
const USERS: [claim: string, files: Record<string, string>, filled: string[] | undefined][] = [
  [
    'a file that loads it has in a text',
    { 'user.js': "require('./f').n = 'table'.length\nexports.tables = 1" },
    undefined,
  ],
  ['only a file of another program names', { 'copy.js': WORDS }, ['table']],
  ['no other file of its program names', { 'user.js': "require('./f').Words.count" }, ['table']],
  ['a file that loads it names', { 'user.js': "const { Words } = require('./f')\nnew Words().table" }, undefined],
  [
    'a file takes out of it that is loaded beside it',
    { 'all.js': "require('./f')\nrequire('./user')", 'user.js': 'exports.use = ({ n, table }) => table' },
    undefined,
  ],
]

test('a field whose name has a sign of patterns in it is found in other files', async () => {
  const files = { 'f.js': WORDS.replaceAll('table', 'ta$ble'), 'user.js': "require('./f').all.ta$ble" }
  await inDirectory(files, async (root) => {
    const { sites } = await scanFiles({ root, files: Object.keys(files) })
    assert.equal(
      sites.map(({ filled }) => filled),
      sites.map(() => undefined),
    )
    assert.is(sites.length, 1)
  })
})

for (const [which, files, filled] of USERS) {
  test(`of the fields of an open name, one that ${which} is ${filled ? 'its own' : 'a part of the object'}`, async () => {
    await inDirectory({ 'f.js': WORDS, ...files }, async (root) => {
      const { sites } = await scanFiles({ root, files: ['f.js', ...Object.keys(files)] })
      assert.equal(sites.find(({ file, name }) => file === 'f.js' && name.endsWith('f'))?.filled, filled)
    })
  })
}

test.run()
