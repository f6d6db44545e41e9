import { test } from 'uvu'
import { claimTable, type Row } from './purity-table.js'

claimTable([
  // The clock
  {
    claim: 'a function that makes an error to read its stack asks who called it',
    source: 'function f(x) { return x + new Error().stack.split("\\n")[2] }',
    verdict: 'impure',
    reasons: ['reads-stack new Error.stack'],
  },
  {
    claim: 'so does one that keeps the error or has the stack put elsewhere first',
    source:
      'function f(x) { const e = new TypeError("x"); const o = {}; Error.captureStackTrace(o, f); return e.stack + o.stack }',
    verdict: 'impure',
    reasons: ['reads-stack e.stack', 'reads-stack o.stack'],
  },
  {
    claim: 'an error that is thrown, or whose stack is only written, asks nothing',
    source:
      'class Bad extends Error { constructor(m) { super(m); Error.captureStackTrace(this, Bad) } }\nfunction f(x) { if (!x) { const e = new TypeError("x"); e.stack = ""; throw e }\n if (x === 1) throw new Error("y")\n return x }',
    verdict: 'pure',
  },
  {
    claim: 'nor does one that is made like an error, and gets the stack of one',
    source:
      'function ParseError(text) { this.message = text\n this.stack = (new Error(text)).stack || "" }\nclass LateError { constructor(e = new Error()) { const own = new Error("x")\n this.stack = own.stack } }\nfunction f(x) { if (!x) throw new ParseError(x)\n if (x === 1) throw new LateError()\n return x }',
    verdict: 'pure',
  },
  ...[
    [
      'is not called one',
      'function Trace() { this.stack = new Error().stack }\nfunction f() { return new Trace().stack }',
    ],
    [
      'is read again',
      'function ParseError() { this.stack = new Error().stack }\nfunction f() { return new ParseError().stack }',
    ],
    [
      'gets it under another name',
      'function ParseError() { this.place = new Error().stack }\nfunction f() { return new ParseError().place }',
    ],
    [
      'gets a part of it',
      'function ParseError() { this.stack = new Error().stack.split(":")[1] }\nfunction f() { return new ParseError() }',
    ],
    ['is not made there', 'function f() { const o = {}; o.stack = new Error().stack\n return o }'],
  ].map(
    ([how, source = '']): Row => ({
      claim: `what ${how} asks all the same`,
      source,
      verdict: 'impure',
      reasons: [`reads-stack new ${how === 'is read again' ? 'Parse' : ''}Error.stack`],
    }),
  ),
  {
    claim: 'Date.now reads the clock',
    source: 'function f() { return Date.now() }',
    verdict: 'impure',
    reasons: ['reads-clock Date.now'],
  },
  {
    claim: 'new Date() reads the clock',
    source: 'const f = () => new Date()',
    verdict: 'impure',
    reasons: ['reads-clock new Date()'],
  },
  {
    claim: 'Date() reads the clock',
    source: 'const f = () => Date()',
    verdict: 'impure',
    reasons: ['reads-clock Date()'],
  },
  { claim: 'new Date(value) does not', source: 'const f = (ms) => new Date(ms).toISOString()', verdict: 'pure' },
  {
    claim: 'performance.now reads the clock',
    source: 'const f = () => performance.now()',
    verdict: 'impure',
    reasons: ['reads-clock performance.now'],
  },
  {
    claim: 'imported performance reads the clock',
    source: "import { performance } from 'node:perf_hooks'\nexport const f = () => performance.now()",
    verdict: 'impure',
    reasons: ['reads-clock performance.now'],
  },
  {
    claim: 'process.hrtime.bigint reads the clock',
    source: 'const f = () => process.hrtime.bigint()',
    verdict: 'impure',
    reasons: ['reads-clock process.hrtime.bigint'],
  },
  {
    claim: 'an alias of Date.now reads the clock',
    source: 'const now = Date.now\nfunction f() { return now() }',
    verdict: 'impure',
    reasons: ['reads-clock now'],
  },
  {
    claim: 'a shadowed Date is not the clock',
    source: 'function f(text) { const Date = { now() { return text } }\n return Date.now() }',
    verdict: 'pure',
  },
  {
    claim: 'a parameter named performance is not the clock',
    source: 'function f(performance) { return performance.length }',
    verdict: 'pure',
  },
  // Randomness
  {
    claim: 'Math.random is random',
    source: 'const f = (n) => Math.floor(Math.random() * n)',
    verdict: 'impure',
    reasons: ['reads-random Math.random'],
  },
  {
    claim: 'destructured random is random',
    source: 'const { random } = Math\nconst f = () => random()',
    verdict: 'impure',
    reasons: ['reads-random random'],
  },
  {
    claim: 'crypto.randomUUID by require is random',
    source: "const crypto = require('crypto')\nfunction f() { return crypto.randomUUID() }",
    verdict: 'impure',
    reasons: ['reads-random crypto.randomUUID'],
  },
  ...['get: () => now()', '...more', '[name]: () => now()', 'get get() { return () => now() }'].map((part) => ({
    claim: `what is taken out of an object is not what another part of it hides: ${part}`,
    source: `function make() { return { get: () => 1, ${part} } }\nconst { get } = make()\nfunction f() { return get() }`,
    verdict: 'unknown' as const,
    reasons: [part.startsWith('get:') ? 'calls-unknown now' : 'calls-unknown get'],
  })),
  {
    claim: 'a destructured require is followed',
    source: "const { randomBytes } = require('node:crypto')\nfunction f() { return randomBytes(8) }",
    verdict: 'impure',
    reasons: ['reads-random randomBytes'],
  },
  {
    claim: 'a local Math is not the global one',
    source: 'const Math = { random: () => 4 }\nfunction f() { return Math.random() }',
    verdict: 'pure',
  },
  { claim: 'the rest of Math is pure', source: 'const f = (a, b) => Math.max(Math.sqrt(a), b)', verdict: 'pure' },
  {
    claim: 'Math taken from a root object is Math',
    source: '(function (root) { var Math = root.Math\n function f() { return Math.random() } })(this)',
    verdict: 'impure',
    reasons: ['reads-random Math.random'],
  },
  // Input and output
  {
    claim: 'fs by import does I/O',
    source: "import { readFileSync } from 'fs'\nexport function f(p) { return readFileSync(p) }",
    verdict: 'impure',
    reasons: ['does-io readFileSync'],
  },
  {
    claim: 'fs by namespace import does I/O',
    source: "import * as fs from 'node:fs'\nexport function f(p) { return fs.promises.readFile(p) }",
    verdict: 'impure',
    reasons: ['does-io fs.promises.readFile'],
  },
  {
    claim: 'fs by require in place does I/O',
    source: "function f(p) { return require('fs').readFileSync(p) }",
    verdict: 'impure',
    reasons: ['calls-unknown require', 'does-io require(...).readFileSync'],
  },
  {
    claim: 'whoever tells listeners is called for that too',
    source:
      "const { EventEmitter } = require('events')\nconst bus = new EventEmitter()\nfunction f(x) { bus.emit('asked', x)\n return x.length }",
    verdict: 'impure',
    reasons: ['tells-listeners bus.emit'],
  },
  {
    claim: 'an object of its own tells nobody else',
    source:
      "const { Code } = require('./code')\nfunction f(x) { const code = new Code()\n code.emit(x)\n return code.text }",
    verdict: 'unknown',
    reasons: ['calls-unknown Code', 'calls-unknown code.emit'],
  },
  {
    claim: 'console does I/O',
    source: 'function f(x) { console.log(x)\n return x }',
    verdict: 'impure',
    reasons: ['does-io console.log'],
  },
  {
    claim: 'fetch does I/O',
    source: 'async function f(u) { return (await fetch(u)).json() }',
    verdict: 'impure',
    reasons: ['calls-unknown fetch(...).json', 'does-io fetch'],
  },
  {
    claim: 'process.stdout does I/O',
    source: 'function f(x) { process.stdout.write(x) }',
    verdict: 'impure',
    reasons: ['does-io process.stdout.write'],
  },
  {
    claim: 'a local fetch does not',
    source: 'function fetch(x) { return x + 1 }\nfunction f(x) { return fetch(x) }',
    verdict: 'pure',
  },
  {
    claim: 'path is pure',
    source: "const path = require('path')\nfunction f(p) { return path.join(p, path.basename(p)) }",
    verdict: 'pure',
  },
  {
    claim: 'path.resolve reads the working directory',
    source: "const path = require('path')\nfunction f(p) { return path.resolve(p) }",
    verdict: 'impure',
    reasons: ['reads-environment path.resolve'],
  },
  // Environment
  {
    claim: 'process.env is the environment',
    source: 'const f = () => process.env.HOME',
    verdict: 'impure',
    reasons: ['reads-environment process.env.HOME'],
  },
  {
    claim: 'process.cwd is the environment',
    source: 'const f = () => process.cwd()',
    verdict: 'impure',
    reasons: ['reads-environment process.cwd'],
  },
  { claim: 'typeof process alone is not', source: "const f = () => typeof process === 'object'", verdict: 'pure' },
  {
    claim: 'os is the environment',
    source: "import os from 'os'\nexport const f = () => os.hostname()",
    verdict: 'impure',
    reasons: ['reads-environment os.hostname'],
  },
  // this
  {
    claim: 'assigning this.x changes this',
    source: 'class A { f(x) { this.x = x } }',
    verdict: 'impure',
    reasons: ['mutates-this this.x'],
  },
  {
    claim: 'pushing onto this.list changes this',
    source: 'class A { f(x) { this.list.push(x) } }',
    verdict: 'impure',
    reasons: ['mutates-this this.list.push'],
  },
  {
    claim: 'deleting this.x changes this',
    source: 'class A { f() { delete this.x } }',
    verdict: 'impure',
    reasons: ['mutates-this this.x'],
  },
  {
    claim: 'this.n++ changes this',
    source: 'class A { f() { return this.n++ } }',
    verdict: 'impure',
    reasons: ['mutates-this this.n'],
  },
  {
    claim: 'an alias of this is this',
    source: 'class A { f() { const self = this\n self.x = 1 } }',
    verdict: 'impure',
    reasons: ['mutates-this self.x'],
  },
  {
    claim: 'an arrow inside has the same this',
    source: 'class A { f(list) { list.forEach((x) => { this.x = x }) } }',
    verdict: 'impure',
    reasons: ['mutates-this this.x'],
  },
  { claim: 'reading this is pure', source: 'class A { f() { return this.x + this.y } }', verdict: 'pure' },
  {
    claim: 'a method that calls a mutating method changes this',
    source: 'class A { #n = 0; bump() { this.n = 1 } f() { this.bump() } }',
    verdict: 'impure',
    reasons: ['mutates-this this.n'],
  },
  {
    claim: 'a prototype method calls its sibling',
    source:
      'function A() {}\nA.prototype.g = function (x) { return x * 2 }\nA.prototype.f = function (x) { return this.g(x) }',
    verdict: 'pure',
  },
  {
    claim: 'an unknown method of this is unknown',
    source: 'class A extends B { f() { return this.mystery() } }',
    verdict: 'unknown',
    reasons: ['calls-unknown this.mystery'],
  },
  {
    claim: 'so is one that anybody may call compile, though patterns have a method of that name',
    source: 'function f(way, x) { return way.compile(x) }',
    verdict: 'unknown',
    reasons: ['calls-unknown way.compile'],
  },
  {
    claim: 'constructing an object of the file is pure',
    source: 'class P { constructor(x) { this.x = x } }\nfunction f(x) { return new P(x) }',
    verdict: 'pure',
  },
  {
    claim: 'a constructor that changes its argument is not',
    source: 'class P { constructor(o) { o.used = true } }\nfunction f(o) { return new P(o) }',
    verdict: 'impure',
    reasons: ['mutates-argument o.used'],
  },
  {
    claim: 'a constructor that reads the clock is not',
    source: 'class P { at = Date.now(); constructor() {} }\nfunction f() { return new P() }',
    verdict: 'impure',
    reasons: ['reads-clock Date.now'],
  },
  {
    claim: 'mutating a fresh instance by its method is pure',
    source: 'class P { add(x) { this.x = x } }\nfunction f(x) { const p = new P()\n p.add(x)\n return p }',
    verdict: 'pure',
  },
  {
    claim: 'super calls are followed',
    source: 'class B { g() { this.n = 1 } }\nclass A extends B { f() { super.g() } }',
    verdict: 'impure',
    reasons: ['mutates-this this.n'],
  },
  // Outer bindings
  {
    claim: 'assigning a captured variable',
    source: 'let n = 0\nfunction f() { n = 1 }',
    verdict: 'impure',
    reasons: ['assigns-outer n'],
  },
  {
    claim: 'counting calls',
    source: 'let n = 0\nfunction f() { return ++n }',
    verdict: 'impure',
    reasons: ['assigns-outer n'],
  },
  {
    claim: 'assigning an undeclared global',
    source: 'function f() { leak = 1 }',
    verdict: 'impure',
    reasons: ['assigns-outer leak'],
  },
  {
    claim: 'assigning by destructuring',
    source: 'let a\nfunction f(o) { ({ a } = o) }',
    verdict: 'impure',
    reasons: ['assigns-outer a'],
  },
  {
    claim: 'assigning a property of a captured object',
    source: 'const o = {}\nfunction f(x) { o.x = x }',
    verdict: 'impure',
    reasons: ['mutates-outer o.x'],
  },
  {
    claim: 'pushing onto a captured array',
    source: 'const log = []\nfunction f(x) { log.push(x) }',
    verdict: 'impure',
    reasons: ['mutates-outer log.push'],
  },
  {
    claim: 'pushing onto a captured array through a local',
    source: 'const log = []\nfunction f(x) { const l = log\n l.push(x) }',
    verdict: 'impure',
    reasons: ['mutates-outer l.push'],
  },
  {
    claim: 'a captured Set is changed',
    source: 'const seen = new Set()\nfunction f(x) { seen.add(x) }',
    verdict: 'impure',
    reasons: ['mutates-outer seen.add'],
  },
  {
    claim: 'a helper that changes what it is given',
    source: 'const log = []\nfunction put(list, x) { list.push(x) }\nfunction f(x) { put(log, x) }',
    verdict: 'impure',
    reasons: ['mutates-outer log'],
  },
  {
    claim: 'a helper that assigns outside',
    source: 'let n = 0\nconst bump = () => { n++ }\nfunction f() { bump() }',
    verdict: 'impure',
    reasons: ['assigns-outer n'],
    state: ['reads-reassigned-binding n bump'],
  },
  {
    claim: 'a shadowing local may be assigned',
    source: 'let n = 0\nfunction f() { let n = 1\n n++\n return n }',
    verdict: 'pure',
  },
  {
    claim: 'a shared regular expression with g keeps lastIndex',
    source: 'const re = /a/g\nfunction f(s) { return re.test(s) }',
    verdict: 'impure',
    reasons: ['assigns-outer re.lastIndex'],
  },
  {
    claim: 'a shared regular expression whose lastIndex is set before each use keeps nothing',
    source:
      'const re = /a/g\nfunction f(s, at) { re.lastIndex = at\n let n = 0, m\n while ((m = re.exec(s))) { if (m[0]) return n; n++ }\n return n }',
    verdict: 'pure',
  },
  {
    claim: 'it does where lastIndex is set on one way only',
    source: 'const re = /a/g\nfunction f(s, at) { if (at) re.lastIndex = at\n return re.exec(s) }',
    verdict: 'impure',
    reasons: ['assigns-outer re.lastIndex'],
  },
  {
    claim: 'a shared regular expression that is used up in every call starts anew',
    source:
      'const re = /a/g\nfunction f(s) { let n = 0\n while (re.exec(s) !== null) { if (n > 9) continue; n++ }\n return s.replace(re, n) }',
    verdict: 'pure',
  },
  {
    claim: 'one that is left early does not',
    source: 'const re = /a/g\nfunction f(s) { let n = 0\n while (re.exec(s)) { if (n++ > 9) break }\n return n }',
    verdict: 'impure',
    reasons: ['assigns-outer re.lastIndex'],
  },
  {
    claim: 'an array whose elements loops write is none that a call surely overwrites, and no cache',
    source:
      'const row = []\nconst codes = new Uint16Array(99)\nfunction f(a, b) { let n = 0\n for (let i = 0; i < a.length; i++) { row[i] = i; codes[i] = a.charCodeAt(i) }\n for (let i = 0; i < a.length; i++) { n = row[i] = codes[i] === b ? n : row[i] + 1 }\n return n }',
    verdict: 'impure',
    reasons: ['mutates-outer codes[...]', 'mutates-outer row[...]'],
  },
  {
    claim: 'one that others read is not',
    source: 'const row = []\nexport const last = () => row[0]\nfunction f(a) { row[0] = a\n return row[0] + 1 }',
    verdict: 'impure',
    reasons: ['mutates-outer row.0'],
  },
  {
    claim: 'nor one that is read first, or grows',
    source: 'const row = []\nfunction f(a) { row[row.length] = a\n return row.join() }',
    verdict: 'impure',
    reasons: ['mutates-outer row[...]'],
  },
  {
    claim: 'a helper that TypeScript made changes what it is given first, and no more',
    source:
      'var __assign = (this && this.__assign) || function () { __assign = Object.assign || function (t) { for (var s, i = 1; i < arguments.length; i++) { s = arguments[i]; for (var p in s) t[p] = s[p] } return t }\n return __assign.apply(this, arguments) }\nfunction f(x) { return __assign({ a: 1 }, x) }',
    verdict: 'pure',
  },
  {
    claim: 'one that was made for old versions of the language is looked into',
    source:
      'var __spreadArray = (this && this.__spreadArray) || function (to, from) { for (var i = 0; i < from.length; i++) to.push(from[i])\n return to }\nfunction f(x) { return __spreadArray([], x) }',
    verdict: 'pure',
  },
  {
    claim: 'a function that keeps what its first caller brings is none that only chooses',
    source: 'function f(x) { f = () => x\n return f() }\nfunction g(x) { return f(x) }',
    verdict: 'impure',
    reasons: ['assigns-outer f'],
  },
  {
    claim: 'a number of calls that other files may read is no number of entries',
    source:
      'let calls = 0\nconst cache = {}\nexport { calls }\nexport function f(x) { calls++\n return cache[x] || (cache[x] = x.trim()) }',
    verdict: 'impure',
    reasons: ['assigns-outer calls'],
    ownCache: 'cache',
  },
  {
    claim: 'also where it is exported as it is declared',
    source:
      'export let calls = 0\nconst cache = {}\nexport function f(x) { calls++\n return cache[x] || (cache[x] = x.trim()) }',
    verdict: 'impure',
    reasons: ['assigns-outer calls'],
    ownCache: 'cache',
  },
  {
    claim: 'a field that is computed out of its object when it is first needed is no change',
    source:
      "const rules = [{ text: 'a', ascii: -1 }]\nfunction f(s) { return rules.filter((rule) => { if (rule.ascii === -1) { rule.ascii = encodeURI(rule.text) }\n return s === rule.ascii }) }",
    verdict: 'pure',
  },
  {
    claim: 'one that others read is a change',
    source:
      "const rule = { text: 'a' }\nexport const g = () => rule.ascii\nfunction f() { return rule.ascii || (rule.ascii = encodeURI(rule.text)) }",
    verdict: 'impure',
    reasons: ['mutates-outer rule.ascii'],
  },
  {
    claim: 'one that the first caller decides is a change',
    source: 'const rule = {}\nfunction f(text) { rule.ascii ||= encodeURI(text)\n return rule.ascii }',
    verdict: 'impure',
    reasons: ['mutates-outer rule.ascii'],
  },
  {
    claim: 'what a fold starts with belongs to the call',
    source:
      'function f(m) { return Object.keys(m).reduce((all, key) => { all[key] = m[key].length; all.list.push(key)\n return all }, { list: [] }) }',
    verdict: 'pure',
  },
  {
    claim: 'what a fold is started with from outside does not',
    source: 'function f(m, all) { return m.reduce((all, key) => { all[key] = 1\n return all }, all) }',
    verdict: 'impure',
    reasons: ['mutates-argument all'],
  },
  {
    claim: 'nor the first element of a list, where a fold starts with that',
    source: 'function f(list) { return list.reduce((all, one) => { all.n += one.n\n return all }) }',
    verdict: 'impure',
    reasons: ['mutates-argument list'],
  },
  {
    claim: 'nor an element that a fold returns',
    source:
      'function f(list) { return list.reduce((best, one) => { best.seen = true\n return best.n > one.n ? best : one }, {}) }',
    verdict: 'impure',
    reasons: ['mutates-argument list'],
  },
  {
    claim: 'names of properties are no parts of Object',
    source: 'function f(m) { for (const key of Object.keys(m)) key.seen = true\n return 1 }',
    verdict: 'pure',
  },
  {
    claim: 'options that may be the defaults are changed by nobody where the defaults have no such object',
    source:
      'const defaults = { sort: false }\nfunction norm(o) { if (!o) return defaults\n return { filter: o.filter.slice() } }\nfunction f(o, x) { const options = norm(o)\n let keys = Object.keys(x)\n if (Array.isArray(options.filter)) keys = options.filter\n return keys.sort() }',
    verdict: 'pure',
  },
  {
    claim: 'they are where the defaults have it, or are given it',
    source:
      'const defaults = { sort: false }\nexport const use = (list) => { defaults.filter = list }\nfunction f() { return defaults.filter.sort() }',
    verdict: 'impure',
    reasons: ['mutates-outer defaults.filter.sort'],
    state: ['reads-mutated-binding defaults.filter use'],
  },
  {
    claim: 'an array that is emptied on one way only is no scratch paper',
    source:
      'const log = []\nfunction f(text, first) { if (first) log.length = 0\n log.push(text)\n return log.join() }',
    verdict: 'impure',
    reasons: ['mutates-outer log.length', 'mutates-outer log.push'],
  },
  {
    claim: 'nor is one of which an element is written and all are read',
    source:
      'const hist = [0, 0]\nfunction f(i, v) { hist[i & 1] = v\n let sum = 0\n for (let j = 0; j < 2; j++) sum = sum + Number(hist[j])\n return sum }',
    verdict: 'impure',
    reasons: ['mutates-outer hist[...]'],
  },
  {
    claim: 'nor one of which another element is read',
    source: 'const pair = [0, 0]\nfunction f(s) { pair[0] = s.length\n return 1 + pair[1] }',
    verdict: 'impure',
    reasons: ['mutates-outer pair.0'],
  },
  {
    claim: 'nor one whose length outlives its elements',
    source: 'const list = []\nfunction f(s) { list.fill(0)\n list.push(s)\n return list.length }',
    verdict: 'impure',
    reasons: ['mutates-outer list.fill'],
  },
  {
    claim: 'nor one that another call may write to while this one waits, or in between',
    source:
      'const list = []\nfunction f(n) { list.length = 0\n if (n > 0) f(n - 1)\n list.push(n)\n return list.length }',
    verdict: 'impure',
    reasons: ['mutates-outer list.length', 'mutates-outer list.push'],
  },
  {
    claim: 'nor one that is handed out',
    source: 'const list = []\nfunction f(s) { list.length = 0\n list.push(s)\n return list.reverse() }',
    verdict: 'impure',
    reasons: ['mutates-outer list.length', 'mutates-outer list.push'],
  },
  {
    claim: 'an array that every call empties first is scratch paper',
    source: 'const list = []\nfunction f(s) { list.length = 0\n for (const c of s) list.push(c)\n return list.join() }',
    verdict: 'pure',
  },
  {
    claim: 'a typed array that every call fills first is scratch paper',
    source: 'const seen = new Uint8Array(9)\nfunction f(a, b) { seen.fill(0)\n if (a) seen[a] = 1\n return seen[b] }',
    verdict: 'pure',
  },
  {
    claim: 'elements that every call writes before it reads them are scratch paper',
    source: 'const pair = [0, 0]\nfunction f(a, b) { pair[0] = a\n pair[1] = b\n return pair[0] * pair[1] }',
    verdict: 'pure',
  },
  {
    claim: 'a sticky pattern without g replaces from where the last call ended',
    source: "const re = /a+/y\nfunction f(s) { return s.replace(re, '') }",
    verdict: 'impure',
    reasons: ['assigns-outer re.lastIndex'],
  },
  {
    claim: 'so does one that is used up elsewhere',
    source: "const re = /a+/y\nfunction f(s) { let n = 0\n while (re.exec(s)) n++\n return s.replace(re, '') + n }",
    verdict: 'impure',
    reasons: ['assigns-outer re.lastIndex'],
  },
  {
    claim: 'a field of its own object that is filled when it is first needed is one too',
    source:
      "export class Text { constructor(text) { this.text = text\n this.words = null }\n f(k) { if (this.words === null) this.words = this.cut()\n return this.words[k] }\n cut() { return this.text.split(' ') } }",
    verdict: 'pure',
  },
  {
    claim: 'not where others read it, or what fills it comes with the call',
    source:
      "export class Text { f(k) { this.words ||= this.text.split(' ')\n this.last ||= k.trim()\n return this.words[k] }\n count() { return this.words.length } }",
    verdict: 'impure',
    reasons: ['mutates-this this.last', 'mutates-this this.words'],
  },
  {
    claim: 'what a class that inherits puts into a field may be of another class than its own',
    source:
      'class Plain { go(x) { return x } }\nclass Base { constructor() { this.way = new Plain() }\n f(x) { return this.way.go(x) } }\nlet n = 0\nclass Counting { go(x) { return x + n++ } }\nexport class Derived extends Base { constructor() { super()\n this.way = new Counting() } }',
    verdict: 'unknown',
    reasons: ['calls-unknown this.way.go'],
  },
  {
    claim: 'a field that has another state before is no lazy field',
    source:
      "const job = { id: 1, state: 'queued' }\nfunction f() { if (job.state === 'queued') job.state = String(job.id)\n return job.state }",
    verdict: 'impure',
    reasons: ['mutates-outer job.state'],
  },
  {
    claim: 'nor is one that others take out of the object by a pattern',
    source:
      'const rule = { text: "a" }\nexport const g = () => { const { ascii } = rule\n return ascii }\nfunction f() { return rule.ascii || (rule.ascii = encodeURI(rule.text)) }',
    verdict: 'impure',
    reasons: ['mutates-outer rule.ascii'],
  },
  { claim: 'one without g does not', source: 'const re = /a/i\nfunction f(s) { return re.test(s) }', verdict: 'pure' },
  {
    claim: 'replace with a shared g is pure',
    source: "const re = /a/g\nfunction f(s) { return s.replace(re, 'b') }",
    verdict: 'pure',
  },
  {
    claim: 'a local g is pure',
    source: 'function f(s) { const re = /a/g\n let m, n = 0\n while ((m = re.exec(s))) n += m.index\n return n }',
    verdict: 'pure',
  },
  {
    claim: 'assigning lastIndex',
    source: 'const re = /a/g\nfunction f() { re.lastIndex = 0 }',
    verdict: 'impure',
    reasons: ['assigns-outer re.lastIndex'],
  },
  {
    claim: 'exports assigned in a call',
    source: 'function f(x) { exports.last = x }',
    verdict: 'impure',
    reasons: ['mutates-outer exports.last'],
  },
  // Arguments
  {
    claim: 'assigning a property of a parameter',
    source: 'function f(o) { o.x = 1 }',
    verdict: 'impure',
    reasons: ['mutates-argument o.x'],
  },
  {
    claim: 'sorting a parameter',
    source: 'function f(list) { return list.sort() }',
    verdict: 'impure',
    reasons: ['mutates-argument list.sort'],
  },
  { claim: 'sorting a copy', source: 'function f(list) { return list.slice().sort() }', verdict: 'pure' },
  {
    claim: 'sorting a spread copy',
    source: 'function f(list) { const copy = [...list]\n copy.sort()\n return copy }',
    verdict: 'pure',
  },
  {
    claim: 'changing an element of a spread copy',
    source: 'function f(list) { const copy = [...list]\n copy[0].x = 1\n return copy }',
    verdict: 'impure',
    reasons: ['mutates-argument copy.0.x'],
  },
  {
    claim: 'an alias of a parameter',
    source: 'function f(o) { const p = o\n p.x = 1 }',
    verdict: 'impure',
    reasons: ['mutates-argument p.x'],
  },
  {
    claim: 'a part of a parameter',
    source: 'function f({ list }) { list.push(1) }',
    verdict: 'impure',
    reasons: ['mutates-argument list.push'],
  },
  {
    claim: 'a destructured local',
    source: 'function f(o) { const { list } = o\n list.push(1) }',
    verdict: 'impure',
    reasons: ['mutates-argument list.push'],
  },
  {
    claim: 'a default parameter',
    source: 'function f(o = {}) { o.x = 1\n return o }',
    verdict: 'impure',
    reasons: ['mutates-argument o.x'],
  },
  {
    claim: 'options filled in place',
    source: 'function f(o) { o = o || {}\n o.x = 1\n return o }',
    verdict: 'impure',
    reasons: ['mutates-argument o.x'],
  },
  {
    claim: 'options copied first',
    source: 'function f(o) { o = Object.assign({}, o)\n o.x = 1\n return o }',
    verdict: 'pure',
  },
  {
    claim: 'options copied by spread first',
    source: 'function f(o) { o = { ...o }\n o.x = 1\n return o }',
    verdict: 'pure',
  },
  {
    claim: 'options copied on one path only',
    source: 'function f(o, c) { if (c) o = { ...o }\n o.x = 1\n return o }',
    verdict: 'impure',
    reasons: ['mutates-argument o.x'],
  },
  {
    claim: 'Object.assign into a parameter',
    source: 'function f(a, b) { return Object.assign(a, b) }',
    verdict: 'impure',
    reasons: ['mutates-argument a'],
  },
  {
    claim: 'a parameter inside a fresh object',
    source: 'function f(o) { const box = { o }\n box.n = 1\n return box }',
    verdict: 'pure',
  },
  {
    claim: 'changed through the fresh object',
    source: 'function f(o) { const box = { o }\n box.o.n = 1\n return box }',
    verdict: 'impure',
    reasons: ['mutates-argument box.o.n'],
  },
  {
    claim: 'another property of the fresh object',
    source: 'function f(o) { const box = { o, own: {} }\n box.own.n = 1\n return box }',
    verdict: 'pure',
  },
  {
    claim: 'the list of its arguments is its own',
    source: 'function f() { arguments[0] = 1 }',
    verdict: 'pure',
  },
  {
    claim: 'arguments sliced',
    source: 'function f() { return Array.prototype.slice.call(arguments, 1).sort() }',
    verdict: 'pure',
  },
  {
    claim: 'push.apply on a parameter',
    source: 'function f(a, b) { Array.prototype.push.apply(a, b)\n return a }',
    verdict: 'impure',
    reasons: ['mutates-argument a.push'],
  },
  {
    claim: 'push.apply on a fresh array',
    source: 'function f(b) { const a = []\n a.push.apply(a, b)\n return a }',
    verdict: 'pure',
  },
  { claim: 'a rest array is fresh', source: 'function f(...list) { list.sort()\n return list }', verdict: 'pure' },
  {
    claim: 'elements of a rest array are arguments',
    source: 'function f(...list) { list[0].x = 1 }',
    verdict: 'impure',
    reasons: ['mutates-argument list.0.x'],
  },
  {
    claim: 'elements changed in a loop',
    source: 'function f(list) { for (const x of list) x.seen = true }',
    verdict: 'impure',
    reasons: ['mutates-argument x.seen'],
  },
  {
    claim: 'elements changed in a callback',
    source: 'function f(list) { list.forEach((x) => { x.seen = true }) }',
    verdict: 'impure',
    reasons: ['mutates-argument list'],
  },
  {
    claim: 'mapping to new objects',
    source: 'function f(list) { return list.map((x) => { const y = { ...x }\n y.seen = true\n return y }) }',
    verdict: 'pure',
  },
  {
    claim: 'reducing into a fresh accumulator',
    source: 'function f(list) { return list.reduce((sum, x) => sum + x, 0) }',
    verdict: 'pure',
  },
  // Closures and freshness
  {
    claim: 'a nested function changes a local of the call',
    source: 'function f(list) { const out = []\n list.forEach((x) => out.push(x * 2))\n return out }',
    verdict: 'pure',
  },
  {
    claim: 'a nested function assigns a local of the call',
    source: 'function f(s) { let n = 0\n s.replace(/a/g, () => { n++\n return "" })\n return n }',
    verdict: 'pure',
  },
  {
    claim: 'a nested declaration works on locals',
    source: 'function f(s) { let at = 0\n function next() { return s[at++] }\n next()\n return next() }',
    verdict: 'pure',
  },
  {
    claim: 'a closure that is only returned is not run',
    source: 'function f() { return () => Date.now() }',
    verdict: 'pure',
  },
  {
    claim: 'a fresh object from a helper is fresh',
    source: 'function make() { return { n: 0 } }\nfunction f() { const o = make()\n o.n = 1\n return o }',
    verdict: 'pure',
  },
  {
    claim: 'a helper that hands its argument back',
    source: 'function same(x) { return x }\nfunction f(o) { same(o).n = 1 }',
    verdict: 'impure',
    reasons: ['mutates-argument same(...).n'],
  },
  {
    claim: 'a helper that hands out a captured object',
    source: 'const shared = {}\nfunction get() { return shared }\nfunction f() { get().n = 1 }',
    verdict: 'impure',
    reasons: ['mutates-outer get(...).n'],
  },
  {
    claim: 'an own Map is fresh',
    source: 'function f(list) { const m = new Map()\n for (const x of list) m.set(x, 1)\n return m.size }',
    verdict: 'pure',
  },
  // Calls
  {
    claim: 'recursion is followed',
    source: 'function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2) }',
    verdict: 'pure',
  },
  {
    claim: 'mutual recursion is followed',
    source: 'const even = (n) => n === 0 || f(n - 1)\nconst f = (n) => n !== 0 && even(n - 1)',
    verdict: 'pure',
  },
  {
    claim: 'an imported function is unknown',
    source: "import { g } from './g.js'\nexport const f = (x) => g(x)",
    verdict: 'unknown',
    reasons: ['calls-unknown g'],
  },
  {
    claim: 'an interop import is unknown',
    source:
      'var _g = _interopRequireDefault(require("./g"))\nfunction _interopRequireDefault(o) { return o && o.__esModule ? o : { default: o } }\nfunction f(x) { return (0, _g.default)(x) }',
    verdict: 'unknown',
    reasons: ['calls-unknown _g.default'],
  },
  {
    claim: 'a method that may print, if somebody has put something else in its place, is unknown',
    source:
      'function A(verbose) { if (verbose) this.log = console.error }\nA.prototype.log = function () {}\nA.prototype.f = function (x) { this.log(x); return x }',
    verdict: 'unknown',
    reasons: ['calls-unknown this.log'],
  },
  {
    claim: 'a declared function that is put on a prototype is a method there',
    source:
      'function A() {}\nA.prototype.log = function () {}\nA.prototype.make = make\nfunction make(verbose) { if (verbose) this.log = console.error; this.log() }\nfunction f(x) { new A().log(); return x }',
    verdict: 'unknown',
    reasons: ['calls-unknown new A.log'],
  },
  {
    claim: 'a callback parameter is unknown',
    source: 'function f(x, callback) { return callback(x) }',
    verdict: 'unknown',
    reasons: ['calls-argument callback'],
  },
  {
    claim: 'a callback parameter given to map is unknown',
    source: 'function f(list, g) { return list.map(g) }',
    verdict: 'unknown',
    reasons: ['calls-argument g'],
  },
  {
    claim: 'a callback given by the caller is known',
    source: 'function twice(g, x) { return g(g(x)) }\nfunction f(x) { return twice((y) => y + 1, x) }',
    verdict: 'pure',
  },
  {
    claim: 'an impure callback given by the caller',
    source: 'function twice(g) { return g() + g() }\nfunction f() { return twice(() => Math.random()) }',
    verdict: 'impure',
    reasons: ['reads-random Math.random'],
  },
  {
    claim: 'builtins as callbacks',
    source: 'function f(list) { return list.map(Number).filter(Boolean) }',
    verdict: 'pure',
  },
  {
    claim: 'an unknown method of a value',
    source: 'function f(x) { return x.frobnicate() }',
    verdict: 'unknown',
    reasons: ['calls-unknown x.frobnicate'],
  },
  {
    claim: 'a bound function is followed',
    source: 'const now = Date.now.bind(Date)\nconst f = () => now()',
    verdict: 'impure',
    reasons: ['reads-clock now'],
  },
  {
    claim: 'hasOwnProperty borrowed',
    source: 'const has = Object.prototype.hasOwnProperty\nfunction f(o, k) { return has.call(o, k) }',
    verdict: 'pure',
  },
  {
    claim: 'a fallback for a missing builtin',
    source:
      'var isArray = Array.isArray || function (o) { return typeof o === "object" }\nfunction f(x) { return isArray(x) }',
    verdict: 'pure',
  },
  {
    claim: 'a method of an object literal',
    source: 'const tools = { g(x) { return x + 1 } }\nfunction f(x) { return tools.g(x) }',
    verdict: 'pure',
  },
  {
    claim: 'exports.g is followed',
    source: 'exports.g = function (x) { return Date.now() + x }\nexports.f = function (x) { return exports.g(x) }',
    verdict: 'impure',
    reasons: ['reads-clock Date.now'],
  },
  {
    claim: 'a UMD factory is looked into',
    source:
      '(function (global, factory) { typeof exports === "object" ? factory(exports) : factory(global.X = {}) })(this, function (exports) { function f(x) { return helper(x) }\n function helper(x) { return x.length }\n exports.f = f })',
    verdict: 'pure',
  },
  {
    claim: 'throwing is fine',
    source: 'function f(x) { if (!x) throw new TypeError("x")\n return JSON.stringify(x) }',
    verdict: 'pure',
  },
  { claim: 'async and await are fine', source: 'async function f(x) { await null\n return x }', verdict: 'pure' },
  {
    claim: 'a tagged template of the file',
    source: 'const tag = (parts, ...values) => parts.join(values[0])\nconst f = () => tag`ab`',
    verdict: 'pure',
  },
  {
    claim: 'a generator is impure',
    source: 'function* f() { yield 1 }',
    verdict: 'impure',
    reasons: ['generator yield'],
  },
  {
    claim: 'eval is unknown',
    source: 'function f(s) { return eval(s) }',
    verdict: 'unknown',
    reasons: ['calls-unknown eval'],
  },
  // Locale
  {
    claim: 'toLocaleString follows the locale',
    source: 'const f = (n) => n.toLocaleString()',
    verdict: 'impure',
    reasons: ['locale-or-time-zone toLocaleString'],
  },
  {
    claim: 'Intl follows the locale',
    source: 'const f = (d) => new Intl.DateTimeFormat("en").format(d)',
    verdict: 'impure',
    reasons: ['locale-or-time-zone Intl.DateTimeFormat'],
  },
  {
    claim: 'local date parts follow the time zone',
    source: 'const f = (d) => d.getHours()',
    verdict: 'impure',
    reasons: ['locale-or-time-zone getHours'],
  },
  { claim: 'UTC date parts do not', source: 'const f = (d) => d.getUTCHours()', verdict: 'pure' },
  {
    claim: 'a getter of its object does what the getter does',
    source:
      'class C { get now() { return Date.now() }\n get seen() { this.n++; return 1 }\n f() { return this.now + this.seen } }',
    reasons: ['mutates-this this.n', 'reads-clock Date.now'],
    verdict: 'impure',
  },

  // What a variable surely holds where it is used
  {
    claim: 'a list that takes the place of an argument right before it is filled is its own',
    source:
      'function f(value, given) { let types = given\n if (types && !Array.isArray(types)) { types = new Array(arguments.length - 1)\n for (let i = 0; i < types.length; i++) types[i] = arguments[i + 1] }\n return types.length }',
    verdict: 'pure',
  },
  {
    claim: 'whatever the next round of a loop puts there outside of that block',
    source:
      'function f(root) { let node = root, n = 9\n do { if (n > 3) { node = node.slice()\n for (const one of [1, 2]) node[one] = n }\n node = root[n] } while (n-- > 0)\n return n }',
    verdict: 'pure',
  },
  {
    claim: 'so is what a function that is made after that keeps',
    source:
      'function f(list) { list = list.slice()\n const all = []\n const keep = () => { all.push(list) }\n keep()\n all[0].push(1)\n return all.length }',
    verdict: 'pure',
  },
  {
    claim: 'a function that is declared after that may have kept the argument before',
    source:
      'function f(list) { const all = []\n keep()\n list = list.slice()\n function keep() { all.push(list) }\n all[0].push(1)\n return all.length }',
    verdict: 'impure',
    reasons: ['mutates-argument all.0.push'],
  },
  {
    claim: 'an element is what was pushed, though more is put into it later',
    source: 'function f(list) { const all = []\n all.push(list)\n all[0].push(1)\n return all.length }',
    verdict: 'impure',
    reasons: ['mutates-argument all.0.push'],
  },
  {
    claim: 'what is only sometimes replaced before is not',
    source: 'function f(list, make) { if (make) { list = [] }\n list.push(1)\n return list.length }',
    verdict: 'impure',
    reasons: ['mutates-argument list.push'],
  },
  {
    claim: 'nor is what the next round of a loop puts there after it',
    source:
      'function f(list, n) { let own\n for (let i = 0; i < n; i++) { if (i < 9) { own = []\n while (n-- > 0) { own.push(n)\n own = list } } }\n return n }',
    verdict: 'impure',
    reasons: ['mutates-argument own.push'],
  },
  {
    claim: 'nor what a function inside it puts there',
    source:
      'function f(list) { let own\n const back = () => { own = list }\n own = []\n back()\n own.push(1)\n return own.length }',
    verdict: 'impure',
    reasons: ['mutates-argument own.push'],
  },
  {
    claim: 'nor what a function inside it may see before it is replaced',
    source:
      'function f(list) { let own = list\n const add = () => { own.push(1) }\n add()\n own = []\n return own.length }',
    verdict: 'impure',
    reasons: ['mutates-argument list'],
  },
  {
    claim: 'nor what a function of a block may see in its next round',
    source:
      'function f(list, n) { let own, add = () => {}\n for (let i = 0; i < n; i++) { own = list\n add()\n if (i) { own = []\n add = () => { own.push(1) } } }\n return n }',
    verdict: 'impure',
    reasons: ['mutates-argument list'],
  },
])

test.run()
