import { test } from 'uvu'
import { claimLinkedState } from './linked-table.js'

const READER = "import { unit } from './unit.js'\nexport function f(x) { return x + unit() }"
const OPTIONS = 'let chosen = "px"\nexport function unit() { return chosen }\nexport function setUnit(u) { chosen = u }'
const FROM_OPTIONS = ['reads-reassigned-binding unit setUnit unit.js']

const lexer = (kind: string) => `import { Token } from './token.js'
import { Kind } from './kind.js'
export class Lexer {
  constructor() { this.token = new Token(Kind.${kind}) }
  advance() { const next = new Token(Kind.${kind}); this.token.next = next; next.prev.last.seen = this.token; return next }
}`
const KIND_READER = "import { Kind } from './kind.js'\nexport function f(x) { return x === Kind.START }"
const TOKEN = 'export class Token { constructor(kind) { this.kind = kind; this.prev = kind } }'

const ANYBODY = 'any user of the module'

const WORDS = 'module.exports = Words\nfunction Words() { this.data = {} }\n'
const BORROWED = "const proto = Words.prototype\nproto.f = require('./f.js').f\nproto.add = require('./add.js')"
const ADD = 'module.exports = add\nfunction add(w) { var self = this\n self.data[w] = 1 }'

const LENT = 'Color.prototype.'
const lent = (method: string) => `import Color from './color.js'\n${LENT}${method}`
const COLOURS = {
  'color.js': 'export default class Color { constructor(x) { this.parts = [x]; this.unit = 1 } }',
  'set.js': lent('set = function (x) { this.parts[0] = x; return this }'),
  'text.js': lent('text = function () { return this.parts.join() }'),
  'size.js': lent('size = function () { return 1 }'),
}

claimLinkedState([
  ...[
    {
      'g.js':
        "import { f } from './f.js'\nexport function g(x) { const list = f(x)\n if (x) list.push(1)\n return list }",
    },
    {
      'g.js': "var read = require('./index').parse\nexports.g = function g(x) { var list = read(x); list[0] = 1 }",
      'index.js': "exports.parse = require('./f.js').f",
    },
  ].map((files) => ({
    claim: `a function of another file changes what it gets: ${Object.values(files).join('; ')}`,
    files: { ...files, 'f.js': 'export function f(x) { return [x, 1] }' } as Record<string, string>,
    state: ['result-changed-elsewhere result g g.js'],
  })),
  {
    claim: 'but not what it gets of another function there',
    files: {
      'g.js': "import { other } from './f.js'\nexport function g(x) { other(x).push(1) }",
      'f.js': 'export function f(x) { return [x, 1] }\nexport function other(x) { return [x] }',
    },
    state: [],
  },
  ...[
    { 'words.js': WORDS + BORROWED, 'add.js': ADD },
    {
      'words.js': `${WORDS}Words.prototype.add = require('./add.js')\nWords.prototype.f = require('./f.js').f`,
      'add.js': 'module.exports = function (w) { this.data[w] = 1 }',
    },
    {
      'words.js':
        "import { f } from './f.js'\nimport { add } from './add.js'\nexport class Words { data = {} }\nObject.assign(Words.prototype, { f, add })",
      'add.js': 'export function add(w) { this.data[w] = 1 }',
    },
  ].map((files) => ({
    claim: `methods of one class that stand in files of their own share its objects: ${Object.values(files).join('; ')}`,
    files: { ...files, 'f.js': 'exports.f = function f(x) { return this.data[x] }' } as Record<string, string>,
    state: [`reads-changing-this this.data ${files['add.js'].includes('function (w)') ? 'exports' : 'add'} add.js`],
  })),
  {
    claim: 'so do a method of the class itself and one that hands the object on',
    files: {
      'words.js': `${WORDS}Words.prototype.f = require('./f.js').f\nWords.prototype.add = function (w) { this.data[w] = 1 }`,
      'f.js': "const read = require('./read.js')\nexports.f = function f(x) { return read(this, x) }",
      'read.js': 'module.exports = (words, x) => words.data[x]',
    },
    state: ['reads-changing-this this add words.js'],
  },
  ...[
    { 'words.js': WORDS + BORROWED, 'add.js': 'module.exports = add\nfunction add(w) { this.other = w }' },
    { 'words.js': `${WORDS}Words.prototype.f = require('./f.js').f`, 'add.js': ADD },
    { 'words.js': `${WORDS}Words.prototype.f = require('./f.js').f\nconst add = require('./add.js')`, 'add.js': ADD },
    {
      'words.js': `${WORDS}Words.prototype.f = require('./f.js').f\nfunction Other() {}\nOther.prototype.add = require('./add.js')`,
      'add.js': ADD,
    },
  ].map((files) => ({
    claim: `but not with other classes, nor by other fields: ${Object.values(files).join('; ')}`,
    files: { ...files, 'f.js': 'exports.f = function f(x) { return this.data[x] }' } as Record<string, string>,
    state: [],
  })),
  ...[
    { 'index.js': "export { f } from './f.js'\nexport { defaults } from './defaults.js'" },
    {
      'index.js':
        "import { defaults } from './defaults.js'\nimport { f } from './f.js'\nexport const api = { f, options: defaults }",
    },
    { 'index.js': "exports.f = require('./f.js').f\nexports.settings = require('./defaults.js').defaults" },
    {
      'index.js': "module.exports = require('./inner.js').api",
      'inner.js':
        "const api = { config: require('./defaults.js').defaults, f: require('./f.js').f }\nexports.api = api",
    },
    { 'index.js': "export * from './defaults.js'\nexport { f } from './f.js'" },
  ].map((files) => ({
    claim: `settings that another file keeps, and the package offers to its users: ${Object.values(files).join('; ')}`,
    files: {
      ...files,
      'f.js': "import { defaults } from './defaults.js'\nexport function f(x) { return { ...defaults, x } }",
      'defaults.js': "export const defaults = { unit: 'px' }",
    } as Record<string, string>,
    state: [
      `reads-mutated-binding defaults ${ANYBODY} ${'inner.js' in files ? 'inner.js' : Object.values(files)[0]?.includes('*') ? 'defaults.js' : 'index.js'}`,
    ],
  })),
  ...[
    "const rules = require('./rules.js')\nfor (var name in rules) exports[name] = rules[name]",
    "const rules = require('./rules.js')\nfor (const name of Object.keys(rules)) { if (name in exports) continue\n exports[name] = rules[name] }",
    "Object.assign(exports, require('./rules.js'))",
    "module.exports = Object.assign({}, require('./rules.js'))",
    "module.exports = { ...require('./rules.js') }",
    "var _rules = require('./rules.js')\nObject.keys(_rules).forEach(function (key) { Object.defineProperty(exports, key, { enumerable: true, get: function () { return _rules[key] } }) })",
  ].map((copying) => ({
    claim: `what a file copies of another's exports it offers, settings among it: ${copying}`,
    files: {
      'index.js': `${copying}\nexports.f = require('./f.js').f`,
      'f.js': "const { Filter } = require('./filter.js')\nexports.f = function f(x) { return new Filter(x).apply() }",
      'filter.js':
        "const rules = require('./rules.js')\nfunction Filter(x) { this.list = rules.whiteList; this.x = x }\nFilter.prototype.apply = function () { return this.list.includes(this.x) }\nexports.Filter = Filter",
      'rules.js': "function listed() { return ['a', 'b'] }\nexports.whiteList = listed()\nexports.listed = listed",
    } as Record<string, string>,
    state: [`reads-mutated-binding Filter ${ANYBODY} rules.js`],
  })),
  ...[
    "const rules = require('./rules.js')\nfor (var name in rules) exports[name] = rules[other]",
    "const rules = require('./rules.js')\nfor (var name in rules) own[name] = rules[name]",
    "Object.assign({}, require('./rules.js'))",
  ].map((copying) => ({
    claim: `but not what it copies elsewhere: ${copying}`,
    files: {
      'index.js': `${copying}\nexports.f = require('./f.js').f`,
      'f.js': "const rules = require('./rules.js')\nexports.f = function f(x) { return rules.whiteList.includes(x) }",
      'rules.js': "exports.whiteList = ['a', 'b'].concat('c')",
    } as Record<string, string>,
    state: [],
  })),
  ...[
    {
      folder: 'node_modules/words/',
      state: [`reads-mutated-binding settings.unit ${ANYBODY} node_modules/words/index.js`],
    },
    { folder: '', state: [] },
  ].map(({ folder, state }) => ({
    claim: `a program installed with a package is not its only user: ${folder || 'one of the owner'}`,
    files: {
      [`${folder}bin.js`]: "const { f } = require('./index.js')\nconsole.log(f(process.argv[2]))",
      [`${folder}index.js`]: "exports.f = require('./f.js').f\nexports.settings = require('./settings.js')",
      [`${folder}f.js`]:
        "const settings = require('./settings.js')\nexports.f = function f(x) { return x + settings.unit }",
      [`${folder}settings.js`]: "module.exports = { unit: 'px' }",
    } as Record<string, string>,
    state,
  })),
  ...[
    {
      defaults:
        "const merge = require('./merge.js')\nfunction Defaults() { this.of = function (o) { return merge(o, o instanceof Defaults ? o : this) } }\nDefaults.prototype = { unit: 'px' }\nmodule.exports = new Defaults()",
      state: [`reads-mutated-binding defaults.of ${ANYBODY} index.js`],
    },
    {
      defaults:
        "class Defaults { constructor() { this.unit = 'px' }\n of(o) { return this.text() + o.x }\n text() { return this.unit } }\nexports.defaults = new Defaults()",
      state: [`reads-mutated-binding defaults.of ${ANYBODY} index.js`],
    },
    {
      defaults:
        "class Defaults { constructor() { this.unit = 'px' }\n of(o) { return o.x + 'px' } }\nmodule.exports = new Defaults()",
      state: [],
    },
    { defaults: "exports.of = (o) => o.x + 'px'", state: [] },
  ].map(({ defaults, state }) => ({
    claim: `settings that a package offers are read by their own methods: ${defaults}`,
    files: {
      'index.js': `exports.f = require('./f.js').f\nexports.defaults = require('./defaults.js')${defaults.includes('exports.defaults') ? '.defaults' : ''}`,
      'f.js': `const defaults = require('./defaults.js')${defaults.includes('exports.defaults') ? '.defaults' : ''}\nexports.f = function f(x) { return defaults.of({ x }) }`,
      'defaults.js': defaults,
      'merge.js': 'module.exports = (one, other) => Object.assign(Object.create(other), one)',
    } as Record<string, string>,
    state,
  })),
  ...[
    { get: 'return this[name]()', subject: 'this[...]', writer: 'set set.js' },
    { get: 'return name + this.parts[0]', subject: 'this.parts', writer: 'set set.js' },
    { get: 'return this.text() + name', subject: 'this.text', writer: 'set set.js' },
  ].map(({ get, subject, writer }) => ({
    claim: `methods that files put on a class of another one share its objects: ${get}`,
    files: { ...COLOURS, 'f.js': lent(`f = function (name) { ${get} }`) } as Record<string, string>,
    state: [`reads-changing-this ${subject} ${writer}`],
  })),
  ...[
    {
      'color.js': 'exports.Color = Color\nfunction Color(x) { this.parts = [x] }',
      'f.js':
        'const color_1 = __importStar(require("./color.js"))\ncolor_1.Color.prototype.f = function (x) { return x + this.parts[0] }',
      'set.js':
        'const color_1 = __importStar(require("./color.js"))\ncolor_1.Color.prototype.set = function (x) { this.parts[0] = x }',
    },
    {
      'f.js':
        'module.exports = Color\nfunction Color(x) { this.parts = [x] }\nColor.prototype.f = function (x) { return x + this.parts[0] }',
      'set.js': "const Color = require('./f.js')\nColor.prototype.set = function (x) { this.parts[0] = x }",
    },
    {
      'f.js':
        'export class Color { constructor(x) { this.parts = [x] }\n f(x) { return x + this.part() }\n part() { return this.parts[0] } }',
      'set.js': "import { Color } from './f.js'\nObject.assign(Color.prototype, { set(x) { this.parts[0] = x } })",
    },
  ].map((files) => ({
    claim: `so do those of the class itself, and where a compiler has named the module: ${Object.values(files).join('; ')}`,
    files: files as Record<string, string>,
    state: ['reads-changing-this this.parts set set.js'],
  })),
  {
    claim: 'while whoever makes such an object has one of its own',
    files: {
      'f.js': "import { Color } from './color.js'\nexport function f(x) { return new Color(x).text() + Color.name }",
      'color.js':
        'export class Color { constructor(x) { this.parts = [x]; this.first = this.parts[0] }\n text() { return this.parts.join() } }\nexport function made(x) { return new Color(x).text() }',
      'set.js': "import { Color } from './color.js'\nColor.prototype.set = function (x) { this.parts[0] = x }",
    },
    state: [],
  },
  ...[
    { reader: lent('f = function (name) { return this.unit + name }') },
    { reader: lent('f = function (name) { return this.size() + name }') },
    { reader: "import Color from './color.js'\nexport function f(x) { return new Color(x).text() }" },
    {
      reader: `${lent('f = function (name) { return this.unit + name }')}\n${LENT}use = function (u) { this.parts = u }`,
    },
    { reader: "import Color from './other.js'\nColor.prototype.f = function (x) { return x + this.parts[0] }" },
  ].map(({ reader }) => ({
    claim: `but no more than those, and not with those of others: ${reader}`,
    files: { ...COLOURS, 'f.js': reader, 'other.js': 'export default class Other {}' } as Record<string, string>,
    state: [],
  })),
  ...[
    "let unit\nfunction load() { try { unit = require('./unit.js') } catch { throw new Error('none') }\n return unit.of }\nexports.load = load",
    "let unit\nfunction load() { if (!unit) unit = require('./unit.js')\n return unit.of }\nexports.load = load",
  ].map((late) => ({
    claim: `a variable that gets another module leaves that module as it is: ${late}`,
    files: {
      'late.js': late,
      'f.js': "const unit = require('./unit.js')\nexports.f = function f(x) { return [x, unit].concat(unit.of(x)) }",
      'unit.js': 'exports.of = (x) => x.trim()',
    } as Record<string, string>,
    state: [],
  })),
  {
    claim: 'while what such a variable is used to write changes the module',
    files: {
      'late.js': "let unit\nexports.use = function use(u) { if (!unit) unit = require('./unit.js')\n unit.size = u }",
      'f.js': "const unit = require('./unit.js')\nexports.f = function f(x) { return x + unit.size }",
      'unit.js': 'exports.size = 2',
    },
    state: ['reads-mutated-binding unit.size use late.js'],
  },
  {
    claim: 'so do functions of other files that functions read',
    files: {
      'index.js': "exports.f = require('./f.js').f\nexports.defaults = require('./defaults.js')",
      'f.js': "const { unit } = require('./unit.js')\nexports.f = function f(x) { return unit(x) }",
      'unit.js':
        "const defaults = require('./defaults.js')\nexports.unit = function unit(x) { return x + defaults.unit }",
      'defaults.js': "module.exports = { unit: 'px' }",
    },
    state: [`reads-mutated-binding unit ${ANYBODY} index.js`],
  },
  ...[
    { 'index.js': "export { f } from './f.js'" },
    {
      'index.js': "import { all } from './inner.js'\nconsole.log(all.f(1))",
      'inner.js':
        "import { defaults } from './defaults.js'\nimport { f } from './f.js'\nexport const all = { f, defaults }",
    },
    {
      'index.js': "import { f } from './f.js'\nimport { defaults } from './defaults.js'\nconsole.log(f(defaults.unit))",
    },
  ].map((files) => ({
    claim: `settings of a program, or that a package keeps for itself, are changed by nobody: ${Object.values(files).join('; ')}`,
    files: {
      ...files,
      'f.js': "import { defaults } from './defaults.js'\nexport function f(x) { return x + defaults.unit }",
      'defaults.js': "export const defaults = { unit: 'px' }",
    } as Record<string, string>,
    state: [],
  })),
  ...[
    "export const Kind = { START: '<start>', OTHER: {} }",
    "export const Kind = Object.freeze({ START: '<start>' })",
    "const Kind = { ...others, START: '<start>' }\nif ('OTHER' in Kind) throw Error(Object.keys(Kind))\nexport { Kind }",
    "export var Kind\n(function (Kind) { Kind[Kind['START'] = 0] = 'START' })(Kind || (Kind = {}))",
    "export var Kind\n(function (Kind) { Kind['START'] = '<start>'; Kind.OTHER = {} })(Kind || (Kind = {}))",
    "var Kind\nexports.Kind = Kind\n;(function (Kind) { Kind['START'] = '<start>' })(Kind || (exports.Kind = Kind = {}))",
  ].map((kinds) => ({
    claim: `what an object of another file's class may hold is no object in ${kinds.replaceAll('\n', '; ')}`,
    files: { 'f.js': KIND_READER, 'kind.js': kinds, 'lexer.js': lexer('START'), 'token.js': TOKEN },
    state: [],
  })),
  {
    claim: 'the same where the reader and the writer are functions of one file',
    files: {
      'f.js': `${lexer('START')}\nexport function f(x) { return x === Kind.START }`,
      'kind.js': "export const Kind = { START: '<start>' }",
      'token.js': TOKEN,
    },
    state: [],
  },
  ...[
    "export const Kind = { START: { name: '<start>' } }",
    'export const Kind = { ...others }',
    "export const Kind = { START: '<start>' }\nKind.START = { name: '<start>' }",
    "export var Kind\n(function (Kind) { Kind.START = '<start>'; Kind.START = {} })(Kind || (Kind = {}))",
    "export var Kind\n(function (Kind) { Kind.START = '<start>'; Object.assign(Kind, more) })(Kind || (Kind = {}))",
    "export const Kind = { START: '<start>', ...others }",
    "export const Kind = { START: '<start>' }\nfor (const key of ['START']) Kind[key] = { name: key }",
    "export const Kind = { START: '<start>' }\nfill(Kind)",
    "export const Kind = { START: '<start>' }\nfill(Kind || {})",
    "export const Kind = { START: '<start>' }\n;({ one: Kind.START } = made())",
  ].map((kinds) => ({
    claim: `it may be one in ${kinds.replaceAll('\n', '; ')}`,
    files: { 'f.js': KIND_READER, 'kind.js': kinds, 'lexer.js': lexer('START'), 'token.js': TOKEN },
    state: ['reads-mutated-binding Kind.START Lexer.advance lexer.js'],
  })),
  {
    claim: 'an object that is found beside the plain values is state as before',
    files: {
      'f.js': "import { Kind } from './kind.js'\nexport function f(x) { return x === Kind.OTHER.name }",
      'kind.js': "export const Kind = { START: '<start>', OTHER: { name: 1 } }",
      'lexer.js': lexer('OTHER'),
      'token.js': TOKEN,
    },
    state: ['reads-mutated-binding Kind.OTHER.name Lexer.advance lexer.js'],
  },
  {
    claim: 'what is written through a file that only hands it on is state of those who have it from its maker',
    files: {
      'f.js': "import { settings } from './settings.js'\nexport function f(x) { return x + settings.unit }",
      'settings.js': "export const settings = { unit: 'm' }",
      'index.js': "export { settings } from './settings.js'",
      'set.js': "import { settings } from './index.js'\nexport function setUnit(u) { settings.unit = u }",
    },
    state: ['reads-mutated-binding settings.unit setUnit set.js'],
  },
  {
    claim: 'so it is where all of a file is handed on, twice, and a method of the language writes',
    files: {
      'f.js': "import { words } from './words.js'\nexport function f(x) { return words.has(x) }",
      'words.js': 'export const words = new Set()',
      'all.js': "export * from './words.js'\nexport * from './index.js'",
      'index.js': "export * from './all.js'",
      'add.js': "import { words } from './index.js'\nexport function addWord(word) { words.add(word) }",
    },
    state: ['reads-mutated-binding words.has addWord add.js'],
  },
  {
    claim: 'a file that gives a name of its own another meaning leaves alone what the name stood for',
    files: {
      'f.js': "const settings = require('./settings.js')\nexports.f = (x) => x + settings.unit",
      'settings.js': "module.exports = { unit: 'm' }",
      'index.js': "exports.chosen = require('./settings.js')\nexports.use = (chosen) => { exports.chosen = chosen }",
    },
    state: [],
  },
  {
    claim: 'what a module reads of its own exports its users may set, but for constants',
    files: {
      'f.js':
        "exports.tags = ['<', '>']\nexports.MOST = 3\nexports.f = function f(x) { return x + exports.tags[0] + exports.MOST }",
    },
    state: ['reads-mutated-binding exports.tags.0 any user of the module '],
  },
  {
    claim: 'the exports of a module that a transpiler wrote are variables, which nobody else sets',
    files: {
      'f.js':
        "'use strict'\nObject.defineProperty(exports, '__esModule', { value: true })\nexports.tags = ['<', '>']\nexports.f = function f(x) { return x + exports.tags[0] }",
    },
    state: [],
  },
  {
    claim: 'what a function of another file reads and a third function writes is state of its callers',
    files: { 'f.js': READER, 'unit.js': OPTIONS },
    state: FROM_OPTIONS,
  },
  {
    claim: 'it is found behind files that hand names on, under other names too',
    files: {
      'f.js': "import { units } from './all.js'\nexport function f(x) { return x + units.get() }",
      'all.js': "export * as units from './again.js'",
      'again.js': "export * from './one.js'",
      'one.js': "export { unit as get } from './unit.js'",
      'unit.js': OPTIONS,
    },
    state: ['reads-reassigned-binding units.get setUnit unit.js'],
  },
  {
    claim: 'it is found through functions of two files in between',
    files: {
      'f.js': "import width from './width.js'\nexport const f = (x) => width(x)",
      'width.js':
        "import { unit } from './unit.js'\nexport default function width(x) { return x + own() }\nconst own = () => unit()",
      'unit.js': OPTIONS,
    },
    state: ['reads-reassigned-binding width setUnit unit.js'],
  },
  {
    claim: 'modules that transpilers wrote are followed',
    files: {
      'f.js':
        '"use strict"\nexports.f = f\nvar _unit = _interopRequireDefault(require("./unit/index.js"))\nvar _more = require("./unit/index.js")\nfunction _interopRequireDefault(e) { return e && e.__esModule ? e : { default: e } }\nfunction f(x) { return x + (0, _unit.default)(x) + (0, _more.twice)(x) }',
      'unit/index.js':
        '"use strict"\nexports.setUnit = setUnit\nexports.default = unit\nObject.defineProperty(exports, "twice", { enumerable: true, get: function () { return both } })\nlet chosen = "px"\nlet factor = 2\nfunction unit() { return chosen }\nfunction both() { return factor }\nfunction setUnit(u) { chosen = u }\nexports.setFactor = (n) => { factor = n }',
    },
    state: [
      'reads-reassigned-binding _more.twice setFactor unit/index.js',
      'reads-reassigned-binding _unit.default setUnit unit/index.js',
    ],
  },
  {
    claim: 'settings that another file changes are state, of functions beside them as well as of those of a third file',
    files: {
      'f.js': "const settings = require('./settings')\nexports.f = function f(x) { return x + settings.unit }",
      'settings.js': 'module.exports = { unit: "px", step: 1 }',
      'setup.js': "const settings = require('./settings')\nexports.configure = (o) => { settings.unit = o.unit }",
    },
    state: ['reads-mutated-binding settings.unit configure setup.js'],
  },
  {
    claim: 'a setting that its own file changes is state in others',
    files: {
      'f.js': "import { settings } from './settings.js'\nexport function f(x) { return x + settings.unit }",
      'settings.js': 'export const settings = { unit: "px" }\nexport function useUnit(u) { settings.unit = u }',
    },
    state: ['reads-mutated-binding settings.unit useUnit settings.js'],
  },
  {
    claim: 'an object of another file is state where its methods change what is read of it',
    files: {
      'f.js': "import { words, all } from './words.js'\nexport const f = (k) => words.of(k) + all.size(k) + all.lang",
      'words.js':
        'class Words { constructor() { this.lang = "en" }\n use(l) { this.lang = l }\n of(k) { return this.lang + k }\n size(k) { return k.length } }\nexport const words = new Words()\nexport const all = new Words()',
    },
    state: ['reads-mutated-binding words.of Words.use words.js'],
  },
  {
    claim: 'an object that is made anew is none, whatever its methods change',
    files: {
      'f.js': "import { Words } from './words.js'\nexport const f = (k) => new Words(k).lang",
      'words.js':
        'export class Words { constructor(k) { this.lang = k; this.size = this.of().length }\n use(l) { this.lang = l }\n of() { return this.lang } }',
    },
    state: [],
  },
  {
    claim: 'a function beside the settings that another file changes reads state too',
    files: {
      'f.js': 'export const shape = { unit: "px" }\nexport function f(x) { return x + shape.unit }',
      'setup.js': "import { shape } from './f.js'\nexport function configure(o) { shape.unit = o.unit }",
    },
    state: ['reads-mutated-binding shape.unit configure setup.js'],
  },
  {
    claim: 'another property, a write while modules load, and a function that is only written beside are none',
    files: {
      'f.js':
        "import { settings, clean } from './settings.js'\nexport function f(x) { return clean(x) + settings.step }",
      'settings.js':
        'export const settings = { unit: "px", step: 1 }\nlet count = 0\nexport function clean(x) { return x.trim() }\nexport function counted() { return count++ }',
      'setup.js':
        "import { settings } from './settings.js'\nsettings.step = 2\nexport function configure(o) { settings.unit = o.unit }",
    },
    state: [],
  },
  {
    claim: 'a cache that a function of another file keeps for itself is none',
    files: {
      'f.js': "import { table } from './table.js'\nexport function f(x) { return table()[x] }",
      'table.js':
        'let kept\nexport function table() { if (!kept) kept = build()\n return kept }\nconst build = () => [1, 2]',
    },
    state: [],
  },
  {
    claim: 'files that import each other in a ring are followed once',
    files: {
      'f.js': "import { unit } from './unit.js'\nexport function f(x) { return x ? unit(x) : 0 }",
      'unit.js':
        "import { f } from './f.js'\nlet chosen = 1\nexport function unit(x) { return f(x - 1) + chosen }\nexport const use = (u) => { chosen = u }",
    },
    state: ['reads-reassigned-binding unit use unit.js'],
  },
  {
    claim: 'a writer in the file of the function itself counts where only another file reads what it writes',
    files: {
      'f.js':
        "import { g } from './g.js'\nexport let mode = 1\nexport function setMode(m) { mode = m }\nexport function f(x) { return g(x) + mode }",
      'g.js': "import { mode, scale } from './scale.js'\nexport function g(x) { return x + mode * scale }",
      'scale.js': "export { mode } from './f.js'\nexport const scale = 2",
    },
    state: ['reads-reassigned-binding mode setMode '],
  },
  {
    claim: 'also where the function itself reads nothing of it',
    files: {
      'f.js':
        "import { g } from './g.js'\nexport let mode = 1\nexport function setMode(m) { mode = m }\nexport function f(x) { return g(x) + 1 }",
      'g.js': "import { mode } from './f.js'\nexport function g(x) { return x + mode }",
    },
    state: ['reads-reassigned-binding g setMode '],
  },
  {
    claim: 'what a method of the language does to data of another file is state, under a name and as the whole module',
    files: {
      'f.js':
        "import { words } from './words.js'\nimport rules from './rules.js'\nexport const f = (k) => words.get(k) + rules.length",
      'words.js': 'export const words = new Map()',
      'rules.js': 'const rules = []\nexport default rules',
      'setup.js':
        "import { words } from './words.js'\nimport all from './rules.js'\nexport function learn(k, v) { words.set(k, v) }\nexport function addRule(r) { all.push(r) }",
    },
    state: ['reads-mutated-binding rules.length addRule setup.js', 'reads-mutated-binding words.get learn setup.js'],
  },
  {
    claim: 'a function of another file by the name of such a method changes nothing of that file',
    files: {
      'f.js': "import * as sums from './sums.js'\nexport const f = (a) => sums.half(a) + sums.unit",
      'sums.js':
        'export const unit = 1\nexport function add(a, b) { return a + b }\nexport function half(a) { return a / 2 }',
      'more.js': "import * as sums from './sums.js'\nexport const twice = (a) => sums.add(a, a)",
    },
    state: [],
  },
  {
    claim: 'what a function assigns to the exports of its file by that name is state of all that read it',
    files: {
      'f.js': "const s = require('./state')\nexports.f = function f(x) { return x + s.count + s.unit() }",
      'state.js':
        'exports.count = 0\nexports.lang = "en"\nexports.next = () => exports.count++\nexports.use = (l) => { module.exports.lang = l }\nexports.unit = () => exports.lang',
    },
    state: ['reads-mutated-binding s.count next state.js', 'reads-mutated-binding s.unit use state.js'],
  },
  {
    claim: 'also of a function beside it',
    files: {
      'f.js':
        'exports.lang = "en"\nexports.use = (l) => { exports.lang = l }\nexports.f = function f(x) { return x + exports.lang }',
    },
    state: ['reads-mutated-binding exports.lang use '],
  },
  {
    claim: 'exports that are filled once, while the module loads, are none',
    files: {
      'f.js':
        'exports.f = function f(x) { return exports.g(x) + exports.unit }\nexports.g = (x) => x\nexports.unit = 1\nfor (const name of ["a", "b"]) exports[name] = () => name\n;["c"].forEach((name) => { exports[name] = () => name })',
    },
    state: [],
  },
  {
    claim: 'nor are those that a function makes when it finds them missing',
    files: {
      'f.js':
        'exports.f = function f(x) { if (!exports.table) exports.table = [1, 2]\n return exports.table[x] + (exports.more || (exports.more = [3]))[x] }',
    },
    state: [],
  },
  {
    claim: 'but what it is given, and what was there before, can be another the next time',
    files: {
      'f.js':
        'exports.f = function f(x) { return x + exports.mode + exports.on }\nexports.use = (m) => { if (!exports.mode) exports.mode = m }\nexports.turn = () => { exports.on = !exports.on }',
    },
    state: ['reads-mutated-binding exports.mode use ', 'reads-mutated-binding exports.on turn '],
  },
  {
    claim: 'settings that are named by a require in place are state, written and read so',
    files: {
      'f.js': "exports.f = function f(x) { return x + require('./state').settings.sep }",
      'state.js': 'exports.settings = { sep: "," }',
      'setup.js': "exports.use = (sep) => { require('./state').settings.sep = sep }",
    },
    state: ['reads-mutated-binding require(...).settings.sep use setup.js'],
  },
  {
    claim: 'what a function puts on the global object is state of all that read it there, in every file',
    files: {
      'f.js': 'exports.f = function f(x) { return global.app.unit + globalThis.lang + x }',
      'setup.js':
        'const root = typeof globalThis === "undefined" ? global : globalThis\nexports.use = (u) => { root.app.unit = u }\nexports.speak = (l) => { root.lang = l }\nexports.count = (n) => { root.app.count = n }',
    },
    state: [
      'reads-mutated-binding global.app.unit use setup.js',
      'reads-mutated-binding globalThis.lang speak setup.js',
    ],
  },
  {
    claim: 'so is what it puts there under a symbol, and a variable that no file declares',
    files: {
      'f.js':
        "const KEY = Symbol.for('app')\nglobalThis[KEY] = { unit: 'px' }\nlang = 'en'\nexports.f = function f(x) { return globalThis[KEY].unit + lang + x }\nexports.use = (u) => { globalThis[KEY].unit = u }\nexports.speak = (l) => { lang = l }",
    },
    state: ['reads-mutated-binding globalThis[...].unit use ', 'reads-mutated-binding lang speak '],
  },
  {
    claim: 'what is made there when it is first asked for, and what the platform defines, are none',
    files: {
      'f.js':
        "const table = () => globalThis.words || (globalThis.words = ['a'])\nexports.f = function f(x) { return table()[x] + Math.round(x) + Error.prototype.name }\nexports.quiet = () => { Error.stackTraceLimit = 0 }",
    },
    state: [],
  },
  {
    claim:
      'what a class of another file lets others change is state of what inherits from it, read directly or by its methods',
    files: {
      'f.js':
        "import { Shape as Base } from './all.js'\nexport class Box extends Base { f(x) { return this.unit + super.label(x) + this.at + this.own }\n constructor() { super()\n this.own = 1 } }",
      'all.js': "export { Shape } from './shape.js'",
      'shape.js':
        "import { Node } from './node.js'\nexport class Shape extends Node { constructor() { super()\n this.unit = 'px'\n this.tag = '' }\n use(u) { this.unit = u }\n name(t) { this.tag = t }\n label(x) { return this.tag + x } }",
      'node.js': 'export class Node { constructor() { this.at = 0 }\n move(n) { this.at = n } }',
    },
    state: [
      'reads-changing-this super.label Shape.name shape.js',
      'reads-changing-this this.at Node.move node.js',
      'reads-changing-this this.unit Shape.use shape.js',
    ],
  },
  {
    claim: 'so it is of constructor functions',
    files: {
      'f.js':
        "const util = require('util')\nconst Base = require('./base')\nfunction Box() { Base.call(this) }\nutil.inherits(Box, Base)\nBox.prototype.f = function f(x) { return this.unit + this.size + x }\nmodule.exports = Box",
      'base.js':
        "function Base() { this.unit = 'px'; this.size = 1 }\nBase.prototype.use = function (u) { this.unit = u }\nmodule.exports = Base",
    },
    state: ['reads-changing-this this.unit use base.js'],
  },
  {
    claim:
      'the one object that a function of another file hands out is state where its methods change what is read of it',
    files: {
      'f.js':
        "import { getConf, Words } from './conf.js'\nconst conf = getConf()\nexport function f(x) { return conf.of(x) + getConf().size(x) + Words.getInstance().lang + Words.one.count + conf.step }",
      'conf.js':
        "class Conf { constructor() { this.unit = 'px'\n this.step = 1 }\n use(u) { this.unit = u }\n of(x) { return this.unit + x }\n size(x) { return x.length } }\nlet made = null\nexport function getConf() { if (!made) made = new Conf()\n return made }\nexport class Words { static one = new Words()\n static getInstance() { return Words.one }\n lang = 'en'\n count = 0\n speak(l) { this.lang = l }\n add() { this.count++ } }",
    },
    state: [
      'reads-mutated-binding Words.getInstance(...).lang Words.speak conf.js',
      'reads-mutated-binding Words.one.count Words.add conf.js',
      'reads-mutated-binding conf.of Conf.use conf.js',
    ],
  },
  {
    claim: 'an object that a function makes anew, and what a call is told to make, are none',
    files: {
      'f.js': "import { make, pick } from './conf.js'\nexport function f(x) { return make().unit + pick(x).unit + x }",
      'conf.js':
        "class Conf { constructor() { this.unit = 'px' }\n use(u) { this.unit = u } }\nconst all = { a: new Conf() }\nexport const make = () => new Conf()\nexport const pick = (k) => all[k]",
    },
    state: [],
  },
  {
    claim:
      'a method depends on what another file puts in the place of one that it calls, while it loads as well as later',
    files: {
      'f.js':
        'function Words() { this.k = 1 }\nWords.prototype.unit = function (x) { return x }\nWords.prototype.size = function (x) { return x }\nWords.prototype.f = function f(x) { return this.unit(x) + this.size(x) }\nmodule.exports = Words',
      'more.js':
        "const Words = require('./f')\nlet unit = 'px'\nWords.prototype.unit = function (x) { return x + unit }\nexports.setUnit = (u) => { unit = u }\nexports.install = () => { Words.prototype.size = (x) => x.length }",
    },
    state: ['reads-mutated-binding this.size install more.js', 'reads-reassigned-binding this.unit setUnit more.js'],
  },
  {
    claim: 'so does whoever calls an exported function that another file replaces',
    files: {
      'f.js': "const h = require('./h')\nexports.f = function f(x) { return h.unit(x) + h.size(x) + h.name(x) }",
      'h.js': 'exports.unit = (x) => x\nexports.size = (x) => x\nexports.name = (x) => x',
      'more.js':
        "const h = require('./h')\nlet unit = 'px'\nh.unit = (x) => x + unit\nexports.setUnit = (u) => { unit = u }\nexports.install = () => { h.size = (x) => x.length }\nh.name = (x) => x + 1",
    },
    state: ['reads-mutated-binding h.size install more.js', 'reads-reassigned-binding h.unit setUnit more.js'],
  },
  {
    claim: 'packages and files that are no targets are left to what is seen at run time',
    files: {
      'f.js':
        "import { unit } from 'unit'\nimport { gone } from './gone.js'\nexport const f = (x) => unit(x) + gone(x)",
    },
    state: [],
  },
])

test.run()
