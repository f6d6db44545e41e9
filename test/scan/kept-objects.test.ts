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
  {
    claim: 'a function that does something with options is none',
    source:
      'function parseOptions(x) { return x + 1 }\nparseOptions.first = 1\nexports.parseOptions = parseOptions\nexports.f = function f(x) { return parseOptions(x) }',
    verdict: 'pure',
    state: [],
  },
])

test.run()
