/** What tends to take time is told of each function, in small sources: each row names what must be said of `f`. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { siteNamed } from './purity-table.js'

/** `code subject`, in the order of the lines; `loops` with its depth. */
const ROWS: [claim: string, source: string, expected: string[]][] = [
  ['a sum takes no time', 'function f(a, b) { return a + b }', []],
  ['a loop is one loop deep', 'function f(n) { let s = 0\n for (const x of n) s += x\n return s }', ['loops 1']],
  ['while and do count', 'function f(n) { while (n > 0) { do n--; while (n % 2) } return n }', ['loops 2']],
  [
    'loops beside each other are no deeper than one',
    'function f(n) { for (let i = 0; i < n; i++) n--\n for (const k in n) n++ }',
    ['loops 1'],
  ],
  [
    'an iteration by a callback is a loop, and one inside of it is deeper',
    'const f = (rows) => rows.map((row) => row.filter((x) => x))',
    ['loops 2'],
  ],
  ['what a loop goes over is made once', 'const f = (a) => { for (const x of a.map((y) => y)) a(x) }', ['loops 1']],
  ['a callback by name is not seen to be one', 'const f = (rows, g) => rows.map(g)', []],
  [
    'the loop of a function that is made but not handed over is its own',
    'function f(n) { const g = () => { for (;;) n() }; return g }',
    [],
  ],
  [
    'a function that calls itself recurs',
    'function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2) }',
    ['recursion itself'],
  ],
  [
    'so does one that is called back by what it calls',
    'function f(n) { return g(n) }\nfunction g(n) { return h(n) }\nfunction h(n) { return n ? f(n - 1) : 0 }',
    ['recursion itself'],
  ],
  ['so does a method', 'class A { f(n) { return n ? this.f(n - 1) : 0 } }', ['recursion itself']],
  [
    'one that calls a recursive function does not recur',
    'function f(n) { return g(n) }\nfunction g(n) { return n ? g(n - 1) : 0 }',
    [],
  ],
  [
    'a pattern that is made anew is expensive',
    'const f = (s, w) => new RegExp(w).test(s) || RegExp(s)',
    ['builds-regex RegExp'],
  ],
  ['a literal pattern is not', 'const f = (s) => /a/.test(s)', []],
  ['a shadowed RegExp is not the language one', 'const f = (RegExp) => new RegExp("a")', []],
  ['JSON is, one time is enough', 'const f = (o) => JSON.parse(JSON.stringify(o))', ['json JSON.parse']],
  ['sorting is', 'const f = (a) => [...a].sort()', ['sorts (...).sort']],
  [
    'hashing is, by whatever name',
    "import { createHash as make } from 'node:crypto'\nconst f = (s) => make('md5').update(s).digest('hex')",
    ['crypto make'],
  ],
  [
    'so it is with require',
    "const crypto = require('crypto')\nexports.f = (s) => crypto.scryptSync(s, s, 8)",
    ['crypto crypto.scryptSync'],
  ],
  ['a random identifier is not', "const crypto = require('crypto')\nexports.f = () => crypto.randomUUID()", []],
  [
    'text that grows in a loop is',
    "function f(n) { let s = ''\n while (n--) s += n\n return s }",
    ['builds-text s +=', 'loops 1'],
  ],
  ['a number that grows is not', 'function f(n) { let s = 0\n while (n--) s += n\n return s }', ['loops 1']],
  ['joining parts is', 'const f = (a) => a.join("-")', ['builds-text a.join']],
  ['joining paths is not', "import path from 'node:path'\nconst f = (a) => path.join(a, 'b')", []],
  ['an Intl constructor is', 'const f = (n) => new Intl.NumberFormat("de").format(n)', ['intl Intl.NumberFormat']],
  ['so is what makes one behind the scenes', 'const f = (n) => n.toLocaleString()', ['intl n.toLocaleString']],
  [
    'reading a file at once is',
    "import fs from 'node:fs'\nconst f = (p) => fs.readFileSync(p)",
    ['sync-io fs.readFileSync'],
  ],
  ['reading it later is not', "import fs from 'node:fs'\nconst f = (p, done) => fs.readFile(p, done)", []],
]

for (const [claim, source, expected] of ROWS) {
  test(claim, () => {
    const told = siteNamed(source, 'f').expense.map(({ code, subject, depth }) => `${code} ${depth ?? subject}`)
    assert.equal(told.sort(), expected)
  })
}

test('the line is that of the first of its kind, and lines come in order', () => {
  const source = 'function f(a) {\n  const b = JSON.parse(a)\n  for (;;) {\n    JSON.parse(b)\n  }\n}'
  assert.equal(siteNamed(source, 'f').expense, [
    { code: 'json', line: 2, subject: 'JSON.parse' },
    { code: 'loops', line: 3, subject: '1 deep', depth: 1 },
  ])
})

test.run()
