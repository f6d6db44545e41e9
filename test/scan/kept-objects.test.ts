import { test } from 'uvu'
import { claimTable, type Row } from './purity-table.js'

const SETTINGS = 'const settings = { unit: 1 }'
const READER = 'export function f(x) { return x + settings.unit }'

const changedBy = (how: string, writer: string): Row => ({
  claim: `settings are changed by way of what keeps or gets them: ${how.replace(/\n/g, '; ')}`,
  source: `${SETTINGS}\n${how}\n${READER}`,
  verdict: 'pure',
  state: [`reads-mutated-binding settings.unit ${writer}`],
})

const left = (how: string): Row => ({
  claim: `settings that are only kept, or asked, are no state: ${how.replace(/\n/g, '; ')}`,
  source: `${SETTINGS}\n${how}\n${READER}`,
  verdict: 'pure',
  state: [],
})

claimTable([
  changedBy('function set(u) { this.unit = u }\nexport const use = set.bind(settings)', 'set'),
  changedBy('export const use = (function (u) { this.unit = u }).bind(settings)', 'a function'),
  changedBy('function set(s, u) { s.unit = u }\nexport const use = set.bind(null, settings)', 'set'),
  left('function get(u) { return this.unit + u }\nexport const use = get.bind(settings)'),
  left('function set(s, u) { u.unit = 1 }\nexport const use = set.bind(null, settings)'),

  changedBy('export function use(us) { us.forEach(function (u) { this.unit = u }, settings) }', 'use'),
  changedBy('function set(u) { this.unit = u }\nexport function use(us) { us.map(set, settings) }', 'use'),
  changedBy('export function use(us) { _.each(us, function (u) { this.unit = u }, settings) }', 'use'),
  left('export function use(us) { us.forEach(function (u) { this.unit = u }, {}) }'),
  left('export function use(us) { return us.reduce(function (sum, u) { return sum + u }, settings) }'),
  left('function parse() { this.at = 1 }\nexport function use(p) { return p.any(parse, settings) }'),

  changedBy('const all = []\nall.push(settings)\nexport function use(u) { all[0].unit = u }', 'use'),
  changedBy('const all = [settings]\nexport function use(u) { for (const one of all) one.unit = u }', 'use'),
  changedBy('const all = new Map()\nall.set("a", settings)\nexport function use(u) { all.get("a").unit = u }', 'use'),
  changedBy('const all = new Map([["a", settings]])\nexport function use(u) { all.get("a").unit = u }', 'use'),
  changedBy('const all = new Set([settings])\nexport function use(u) { for (const one of all) one.unit = u }', 'use'),
  changedBy('const all = {}\nall[KEY] = settings\nexport function use(k, u) { all[k].unit = u }', 'use'),
  changedBy('const all = { [KEY]: settings }\nexport function use(k, u) { all[k].unit = u }', 'use'),
  changedBy(
    'const all = {}\nfunction add(k, o) { all[k] = o }\nadd("a", settings)\nexport function use(k, u) { all[k].unit = u }',
    'use',
  ),
  changedBy('const some = [settings], all = { some }\nexport function use(k, u) { all.some[k].unit = u }', 'use'),
  left('const all = [settings]\nexport function use(u) { all.push(u) }'),
  left('const all = new Map([[settings, {}]])\nexport function use(k, u) { all.get(k).unit = u }'),
  left('const all = { a: settings, b: { unit: 1 } }\nexport function use(u) { all.b.unit = u }'),
  left('const all = { a: settings }\nexport function use(k, u) { return all[k].unit + u }'),

  changedBy('export function getSettings() { return settings }', 'getSettings'),
  left('export function unit() { return settings.unit }'),
  left('export function copy() { return { ...settings } }'),
  {
    claim: 'settings that an exported function hands out of the module’s own object are anybody’s',
    source:
      'const state = { options: { unit: 1 } }\nexport const getOptions = () => state.options\nexport function f(x) { return x + state.options.unit }',
    verdict: 'pure',
    state: ['reads-mutated-binding state.options getOptions'],
  },
  {
    claim: 'a getter for what another module has hands out no settings',
    source:
      'const other = require("other")\nObject.defineProperty(exports, "x", { get: function () { return other.default } })\nexports.f = function f(x) { return x + other.default }',
    verdict: 'pure',
    state: [],
  },

  ...['export const add = rules.add.bind(rules)', 'export default { add: rules.add.bind(rules) }'].map(
    (handed): Row => ({
      claim: `a method of the language's that is handed out with its object changes that: ${handed}`,
      source: `const rules = new Set()\n${handed}\nexport function f(x) { return rules.has(x) }`,
      verdict: 'pure',
      state: ['reads-mutated-binding rules the module'],
    }),
  ),
  ...['export const has = rules.has.bind(rules)', 'NAMES.forEach(rules.add.bind(rules))'].map(
    (handed): Row => ({
      claim: `one that changes nothing, or is called at once, does not: ${handed}`,
      source: `const rules = new Set()\n${handed}\nexport function f(x) { return rules.has(x) }`,
      verdict: 'pure',
      state: [],
    }),
  ),

  ...[
    ['class Base { static unit = 1; static use(u) { this.unit = u } }', 'A.unit', 'Base.use'],
    ['class Base { static unit = 1 }\nexport function use(u) { Base.unit = u }', 'A.unit', 'use'],
    ['class Base { static unit = [1] }\nexport function use(u) { Base.unit.push(u) }', 'A.unit', 'use'],
  ].map(
    ([base, read, writer]): Row => ({
      claim: `what a class inherits is changed with what it inherits from: ${base}`,
      source: `${base}\nclass A extends Base { static f(x) { return x + ${read} } }\nexport const of = A.f`,
      verdict: 'pure',
      state: [`reads-mutated-binding ${read} ${writer}`],
    }),
  ),
  {
    claim: 'but not what it has of its own',
    source:
      'class Base { static unit = 1 }\nexport function use(u) { Base.unit = u }\nclass A extends Base { static unit = 2; static f(x) { return x + A.unit } }\nexport const of = A.f',
    verdict: 'pure',
    state: [],
  },
  ...[
    'function A() {}\nA.prototype.f = function (x) { return x + this.unit }',
    'class A { f(x) { return x + this.unit } }',
  ].map(
    (made): Row => ({
      claim: `a field of the prototype that a function changes is state of all objects: ${made}`,
      source: `${made}\nA.prototype.unit = 1\nexport function use(u) { A.prototype.unit = u }\nexport { A }`,
      verdict: 'pure',
      state: ['reads-changing-this this.unit use'],
    }),
  ),
  ...['A.prototype.unit = 1', 'export function add(name, fn) { A.prototype[name] = fn }'].map(
    (write): Row => ({
      claim: `setting up a prototype, and adding methods, changes no fields: ${write}`,
      source: `class A { constructor(u) { this.unit = u } f(x) { return x + this.unit } }\n${write}\nexport { A }`,
      verdict: 'pure',
      state: [],
    }),
  ),
  {
    claim: 'what a view writes is written to its buffer',
    source:
      'const bytes = new ArrayBuffer(8)\nexport function use(u) { new DataView(bytes).setInt8(0, u) }\nexport function f(x) { return x + new Uint8Array(bytes)[0] }',
    verdict: 'pure',
    state: ['reads-mutated-binding bytes use'],
  },
  ...['templateSettings', 'globalOptions', 'parserDefaults'].map(
    (name): Row => ({
      claim: `exported ${name} are settings`,
      source: `const ${name} = { unit: 1 }\nexports.${name} = ${name}\nexports.f = function f(x) { return x + ${name}.unit }`,
      verdict: 'pure',
      state: [`reads-mutated-binding ${name}.unit any user of the module`],
    }),
  ),
  ...[
    ['exports.table = table', '{}', 'table[x]'],
    ['exports.table = table', '[]', 'table.indexOf(x)'],
    ['exports.table = table', 'new Map()', 'table.get(x)'],
    ['exports.table = table; table[http.scheme] = http', '{}', 'table[x]'],
  ].map(
    ([offer, empty, read]): Row => ({
      claim: `what is exported empty is there for others to fill: ${empty}, ${offer}`,
      source: `const table = ${empty}\n${offer}\nexports.f = function f(x) { return x + ${read} }`,
      verdict: 'pure',
      state: ['reads-mutated-binding table any user of the module'],
    }),
  ),
  ...[
    ['', '{}', 'table[x]'],
    ['exports.table = table', '{ a: 1 }', 'table[x]'],
    ['exports.table = table; for (const name of NAMES) table[name] = 1', '{}', 'table[x]'],
    ['exports.table = table; table.a = 1', '{}', 'table[x]'],
    ['exports.table = table; fill(table)', '{}', 'table[x]'],
    ['exports.table = table', '{}', '1'],
  ].map(
    ([offer, value, read]): Row => ({
      claim: `but not what the file itself fills, or keeps, or does not ask: ${value}, ${offer}, ${read}`,
      source: `const table = ${value}\n${offer}\nexports.f = function f(x) { return x + ${read} }`,
      verdict: 'pure',
      state: [],
    }),
  ),
  {
    claim: 'a function that does something with options is none',
    source:
      'function parseOptions(x) { return x + 1 }\nparseOptions.first = 1\nexports.parseOptions = parseOptions\nexports.f = function f(x) { return parseOptions(x) }',
    verdict: 'pure',
    state: [],
  },
])

const CONSTS = 'this.consts = { pi: Math.PI, e: Math.E }'

claimTable([
  ...[
    `export class A { constructor() { ${CONSTS} } f(x) { return this.consts[x] } }`,
    `export class A { constructor() { ${CONSTS} } f(x) { return read(this, x) } }\nfunction read(a, x) { return a.consts[x] }`,
    `function A() { ${CONSTS} }\nA.prototype.f = function (x) { return this.consts[x] }\nmodule.exports = A`,
  ].map(
    (source): Row => ({
      claim: `a table that each object gets anew is there for its users: ${source}`,
      source,
      verdict: 'pure',
      state: [`reads-changing-this ${source.includes('read(this') ? 'a' : 'this'}.consts any user of the module`],
    }),
  ),
  ...[
    `class A { constructor() { ${CONSTS} } f(x) { return this.consts[x] } }\nexport const f = (x) => new A().f(x)`,
    `export class A { constructor() { ${CONSTS} } f(x) { return x } }`,
    'export class A { constructor(o) { this.consts = { pi: o.pi, e: o.e } } f(x) { return this.consts[x] } }',
    'export class A { constructor() { this.consts = {} } f(x) { return this.consts[x] } }',
    'export class A { constructor() { this.UNITS = { px: 3, em: 2 } } f(x) { return this.UNITS[x] } }',
    'export class A { constructor() { this._consts = { pi: 3, e: 2 } } f(x) { return this._consts[x] } }',
    'const CONSTS = { pi: 3, e: 2 }\nexport class A { f(x) { return CONSTS[x] } }',
  ].map(
    (source): Row => ({
      claim: `but not what is not exported, or private, or depends on what the object is made of: ${source}`,
      source,
      verdict: 'pure',
      state: [],
    }),
  ),
  {
    claim: 'what is chosen as the default of a table beside it may be chosen anew',
    source:
      "const api = {}\napi.encoders = { default: (x) => x + 1, other: (x) => x + 2 }\napi.encode = api.encoders['default']\napi.f = function f(x) { return api.encode(x) }\nmodule.exports = api",
    verdict: 'unknown',
    reasons: ['calls-unknown api.encode'],
    state: ['reads-mutated-binding api.encode any user of the module'],
  },
])

claimTable(
  ['{}', 'root && root.Units || {}', 'globalThis.units ?? {}'].map((value) => ({
    claim: `a method of what is exported, which another script may have begun, changes what others read of it: ${value}`,
    source: `const api = ${value}\napi.reset = function () { this.unit = DEFAULT.unit }\napi.f = function f(x) { return x + api.unit }\nmodule.exports = api`,
    verdict: 'pure',
    state: ['reads-mutated-binding api.unit reset'],
  })),
)

claimTable([
  {
    claim: 'a method that is called by a computed name may read all that others write',
    source:
      'export class A { constructor() { this.unit = 1 } set(u) { this.unit = u } px(x) { return x + this.unit } f(kind, x) { return this[kind](x) } }',
    verdict: 'unknown',
    reasons: ['calls-unknown this[...]'],
    state: ['reads-changing-this this[...] A.set'],
  },
  {
    claim: 'of an object that nobody changes too',
    source:
      'export class A { constructor() { this.unit = 1 } px(x) { return x + this.unit } f(kind, x) { return this[kind](x) } }',
    verdict: 'unknown',
    reasons: ['calls-unknown this[...]'],
    state: [],
  },
])

const CONTENTS = 'const all = { a: {} }'

claimTable([
  ...[
    'tokens[0] = {}; tokens[0].all = all; tokens[0].all.a.x = 1',
    'tokens.a = {}; tokens.a.all = all; const t = tokens.a; t.all.a.x = 1',
    'tokens.a = { b: {} }; tokens.a.b.c = all; const t = tokens.a; t.b.c.a = 1',
    'tokens.push({}); tokens[0].list = []; tokens[0].list.push(all); tokens[0].list[0].a = 1',
  ].map(
    (body): Row => ({
      claim: `what was put deep into an object is found there: ${body}`,
      source: `${CONTENTS}\nexport function f(x) { const tokens = []; ${body}; return all }`,
      verdict: 'impure',
      reasons: [`mutates-outer ${/[\w.[\]]+(?= = 1$)/.exec(body)?.[0]?.replace(/\[(.)\]/g, '.$1')}`],
    }),
  ),
  ...[
    'tokens.push({ type: all.a }); tokens[tokens.length - 1].type = all.b',
    'tokens[0] = {}; tokens[0].all = all; tokens[0].x = x',
  ].map(
    (body): Row => ({
      claim: `but nothing above it is that: ${body}`,
      source: `${CONTENTS}\nexport function f(x) { const tokens = []; ${body}; return tokens.length }`,
      verdict: 'pure',
    }),
  ),
])

test.run()
