import { test } from 'uvu'
import { claimLinkedState } from './linked-table.js'

/** Of what reads as another thing than it is called. */
const SUBJECTS: Record<string, string> = {
  "globalThis['__unit']": 'globalThis.__unit',
  '(globalThis.app && globalThis.app.unit)': 'globalThis.app',
  'have().unit': 'globalThis.unit',
  '(typeof globalThis === "object" ? globalThis : window).unit': '(...).unit',
}

claimLinkedState([
  ...[
    ["globalThis['unit']", 'globalThis.unit = u', 'globalThis.unit'],
    ["globalThis['un' + 'it']", 'globalThis.unit = u', 'globalThis[...]'],
    ['globalThis[key]', 'globalThis.unit = u', 'globalThis[...]'],
    ['(globalThis || self).unit', 'globalThis.unit = u', 'globalThis || self.unit'],
    ['get(globalThis)', 'globalThis.unit = u', 'globalThis'],
    ["Reflect.get(globalThis, 'unit')", 'globalThis.unit = u', 'globalThis'],
    ["('unit' in globalThis)", 'globalThis.unit = u', 'globalThis'],
    ['{ ...globalThis }.unit', 'globalThis.unit = u', 'globalThis'],
    ['unit', 'Object.assign(globalThis, { unit: u })', 'unit'],
    ['unit', "Object.defineProperty(globalThis, 'unit', { value: u })", 'unit'],
    ['unit', "Reflect.set(globalThis, 'unit', u)", 'unit'],
    ['unit', 'globalThis[key] = u', 'unit'],
    ['unit', "globalThis['un' + 'it'] = u", 'unit'],
    ['unit', 'for (const k in u) globalThis[k] = u[k]', 'unit'],
    ['unit', '(function () { return this })().unit = u', 'unit'],
    ['unit', "Function('return this')().unit = u", 'unit'],
  ].map(([read, write, subject]) => ({
    claim: `variables of all files are found under names that are computed, and taken as a whole: ${read}, ${write}`,
    files: {
      'f.js': `const key = 'unit'\nconst get = (all) => all.unit\nexports.f = function f(x) { return x + (${read}) }`,
      'setup.js': `const key = 'unit'\nexports.use = function use(u) { ${write} }`,
    },
    state: [`reads-mutated-binding ${subject} use setup.js`],
  })),
  ...[
    'const { app: { unit } } = globalThis\n return x + unit',
    'const { app: { unit: u = 1 } } = globalThis\n return x + u',
    'let unit\n ({ app: { unit } } = globalThis)\n return x + unit',
  ].map((body) => ({
    claim: `a pattern reads what it takes out of the global object: ${body.slice(0, 30)}`,
    files: {
      'f.js': `exports.f = function f(x) { ${body} }`,
      'setup.js':
        'exports.use = (u) => { globalThis.app.unit = u }\nexports.count = (n) => { globalThis.app.count = n }',
    },
    state: ['reads-mutated-binding globalThis.app.unit use setup.js'],
  })),
  ...['const app = globalThis.app', 'const { app } = globalThis'].map((named) => ({
    claim: `what another name holds of the global object is changed by that name, and read: ${named}`,
    files: {
      'f.js': `${named}\nconst { lang } = globalThis\nexports.f = function f(x) { return app.unit + lang + x }`,
      'setup.js': `${named}\nexports.use = (u) => { app.unit = u }\nexports.speak = (l) => { globalThis.lang = l }`,
    },
    state: ['reads-mutated-binding app.unit use setup.js'],
  })),
  {
    claim: 'a file that hands out the global object hands out what all files share',
    files: {
      'f.js': "const root = require('./root')\nexports.f = function f(x) { return x + root.unit }",
      'root.js': "module.exports = typeof self === 'object' ? self : global",
      'setup.js': "import all from './root.js'\nexport const use = (u) => { all.unit = u }",
    },
    state: ['reads-mutated-binding root.unit use setup.js'],
  },
  {
    claim: 'a symbol is the same whatever variable holds it, and whoever makes it',
    files: {
      'f.js':
        "import { KEY } from './key.js'\nconst OWN = Symbol.for('own')\nexport function f(x) { return globalThis[KEY].unit + globalThis[OWN] + x }",
      'key.js': "export const KEY = Symbol.for('app')",
      'setup.js':
        "const MINE = Symbol.for('own')\nexport const use = (u) => { globalThis[MINE] = u }\nexport const mark = (n) => { globalThis[Symbol.for('app')].unit = n }",
    },
    state: [
      'reads-mutated-binding globalThis[...].unit mark setup.js',
      'reads-mutated-binding globalThis[...].unit use setup.js',
    ],
  },
  {
    claim: 'below a computed name of its exports a module may read whatever is written there, and write what is read',
    files: {
      'f.js':
        'exports.units = { px: { size: 1 } }\nexports.marks = { px: { size: 1 } }\nexports.f = function f(x) { return exports.units[x].size + exports.marks.px.size }\nexports.use = (u) => { exports.units.px.size = u }\nexports.mark = (k, u) => { exports.marks[k].size = u }',
    },
    state: ['reads-mutated-binding exports.marks.px.size mark ', 'reads-mutated-binding exports.units[...].size use '],
  },
  ...[
    'globalThis.unit',
    'global.app.unit',
    '(globalThis.app && globalThis.app.unit)',
    "globalThis['__unit']",
    '(typeof globalThis === "object" ? globalThis : window).unit',
    'have().unit',
  ].map((read) => ({
    claim: `what no file puts on the global object its users do: ${read}`,
    files: {
      'f.js': `const have = () => { const { unit } = globalThis\n return { unit } }\nexports.f = function f(x) { return x + ${read} }`,
      'other.js': 'globalThis.other = 1',
    },
    state: [`reads-mutated-binding ${SUBJECTS[read] ?? read} any user of the module `],
  })),
  {
    claim: 'also where a function of another file reads it',
    files: {
      'f.js': "const { unit } = require('./unit')\nexports.f = function f(x) { return x + unit() }",
      'unit.js': 'exports.unit = () => globalThis.unit',
    },
    state: ['reads-mutated-binding unit any user of the module unit.js'],
  },
  ...[
    'typeof globalThis.unit',
    'globalThis.unit(x)',
    '!globalThis.unit',
    'window.unit',
    'self.unit',
    'unit',
    'globalThis.UNIT',
    'globalThis.__DEV__',
    'globalThis.Unit',
    'globalThis.document',
    'globalThis.setTimeout',
  ].map((read) => ({
    claim: `a question what runs it, and what others than users define, is none: ${read}`,
    files: { 'f.js': `exports.f = function f(x) { return x + (${read}) }` },
    state: [],
  })),
  ...[
    'globalThis.unit = globalThis.unit || 1',
    'globalThis.unit ??= 1',
    'unit = 1',
    "Object.defineProperty(globalThis, 'unit', { value: 1 })",
    'for (const k of ["unit"]) globalThis[k] = 1',
  ].map((made) => ({
    claim: `nor is what a file puts there itself while it loads: ${made}`,
    files: { 'f.js': 'exports.f = function f(x) { return x + globalThis.unit }', 'setup.js': made },
    state: [],
  })),
])

test.run()
