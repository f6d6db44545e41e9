import { test } from 'uvu'
import { claimTable, type Row } from './purity-table.js'

const STORE = 'function make() { let v = 1; return { get: () => v, set: (n) => { v = n } } }'
const UNIT = 'let unit = 2\nfunction set(u) { unit = u }\nfunction times(x) { return x * unit }'

claimTable([
  ...[
    'var ns = /*#__PURE__*/Object.freeze({ __proto__: null, set: set, times: times });',
    'var ns = Object.freeze(Object.defineProperty({ set, times }, Symbol.toStringTag, { value: "Module" }));',
    'var ns = {};\n__export(ns, { set: () => set, times: () => times });',
    'var ns = {};\n__webpack_require__.d(ns, { set: () => set, times: () => times });',
  ].map(
    (namespace): Row => ({
      claim: `what a bundled namespace holds is followed: ${namespace.slice(9, 40)}`,
      source: `${UNIT}\n${namespace}\nfunction f(x) { return ns.times(x) }\nexport { ns, f }`,
      verdict: 'pure',
      state: ['reads-reassigned-binding unit set'],
    }),
  ),
  ...['this.unit = u', 'Object.assign(this, u)', 'for (const k in u) this[k] = u[k]'].map(
    (write): Row => ({
      claim: `a method of an exported object that says "${write}" changes what its other methods read`,
      source: `export const api = { unit: null, use(u) { ${write} }, of(x) { return x + this.unit } }\nexport function f(x) { return api.of(x) }`,
      verdict: 'pure',
      state: ['reads-mutated-binding api use'],
    }),
  ),
  ...[
    'var kept, done\nfunction load() { if (done) return kept\n done = 1\n MADE\n kept = made\n return kept }',
    'var kept, done\nfunction load() { if (done) return kept\n return done = 1, kept = {}, kept.set = set, kept.of = of, kept\n UNITS }',
    'var kept, done\nfunction load() { if (done) return kept\n done = 1\n UNITS\n return kept = { set, of } }',
  ].map(
    (load): Row => ({
      claim: `what a module holds that a bundler loads when it is first needed is followed: ${load.slice(21)}`,
      source: `${load
        .replace('MADE', 'UNITS\n const made = {}\n made.set = set\n made.of = of')
        .replace('UNITS', 'let unit = 1; function set(u) { unit = u } function of(x) { return x + unit }')}
const units = load()
function count(x) { return count.of(x) }
count.of = units.of
count.set = units.set
export { count, f }
function f(x) { return count(x) }`,
      verdict: 'pure',
      state: ['reads-reassigned-binding unit set'],
    }),
  ),
  {
    claim: 'an object whose methods only read each other has no state',
    source:
      'export const api = { unit: "px", of(x) { return x + this.unit }, all(x) { return this.of(x) } }\nexport function f(x) { return api.all(x) }',
    verdict: 'pure',
    state: [],
  },
  {
    claim: 'methods of an object that is a prototype write to others than it',
    source:
      'const methods = { unit: 1, use(u) { this.unit = u }, of(x) { return x + this.unit } }\nexport function Unit() {}\nUnit.prototype = methods\nexport { methods }\nexport function f(x) { return methods.of(x) }',
    verdict: 'pure',
    state: [],
  },
  ...[
    'rules.forEach((rule) => { rule.on = on })',
    'Object.values(rules).forEach((rule) => { rule.on = on })',
    'rules.map(([rule]) => Object.assign(rule, { on }))',
    'for (const rule of Object.values(rules)) rule.on = on',
  ].map(
    (each): Row => ({
      claim: `what a loop changes in each element is changed, in whatever form: ${each}`,
      source: `const rules = { a: { on: true } }\nexport function set(on) { ${each} }\nexport function f(x) { return x && rules.a.on }`,
      verdict: 'pure',
      state: ['reads-mutated-binding rules.a set'],
    }),
  ),
  {
    claim: 'what is changed under another name of the same object is changed',
    source:
      'const kept = { unit: 1 }\nconst own = kept\nexport function set(u) { own.unit = u }\nexport function f(x) { return x + kept.unit }',
    verdict: 'pure',
    state: ['reads-mutated-binding kept.unit set'],
  },
  ...[
    'const { get, set } = make()',
    'const { get, set } = (() => { let v = 1; return { get: () => v, set: (n) => { v = n } } })()',
  ].map(
    (taken): Row => ({
      claim: `functions that are taken out of what a call hands out share its variables: ${taken.slice(21, 27)}`,
      source: `${STORE}\n${taken}\nexport { set }\nexport function f(x) { return x + get() }`,
      verdict: 'pure',
      state: ['reads-reassigned-binding v set'],
    }),
  ),
  {
    claim: 'functions that call each other run later if one of them does, whichever is asked first',
    source:
      'let state = 0, other = 0\nfunction outer(x) { other = x\n inner(x) }\nfunction inner(x) { state = x\n if (x) outer(x - 1) }\nexport function set(x) { outer(x) }\nexport function f(k) { return k + state }',
    verdict: 'pure',
    state: ['reads-reassigned-binding state inner'],
  },
  ...[
    ['const { unit } = this; return x + unit', 'this.unit'],
    ['let unit; ({ unit } = this); return x + unit', 'this.unit'],
    ['const self = this; return x + self.unit', 'self.unit'],
    ['const self = this; return [x].map(function (y) { return y + self.unit })', 'self.unit'],
    ['const self = this, { unit } = self; return x + unit', 'self.unit'],
    ['return helped(this, x)', 'that.unit'],
    ['const self = x ? this : undefined; return x + self?.unit', 'self.unit'],
    ['return bound.call(this, x)', 'this.unit'],
    ['return [x].map((y) => this.read(y))', 'this.unit'],
    ['return x + { ...this }.unit', 'this'],
    ['return x + JSON.stringify(this)', 'this'],
  ].map(
    ([body, read]): Row => ({
      claim: `a method reads of its object what it goes by under another name: ${body}`,
      source: `export class Length { unit = 1; other = 1; setUnit(u) { this.unit = u } f(x) { ${body} } read(y) { return y + this.unit } }
function helped(that, x) { return x > 9 ? helped(that, 1) : x + that.unit }
function bound(x) { return x > 9 ? bound.call(this, 1) : x + this.unit }`,
      verdict: 'pure',
      state: [`reads-changing-this ${read} Length.setUnit`],
    }),
  ),
  ...['return () => { self.unit = u }', 'this.reset = function () { self.unit = u }'].map(
    (left): Row => ({
      claim: `what a method leaves behind may write to its object later: ${left}`,
      source: `export class Length { unit = 1; later(u) { const self = this; ${left} } f(x) { return x + this.unit } }`,
      verdict: 'pure',
      state: [`reads-changing-this this.unit ${left.startsWith('return') ? 'a function' : 'reset'}`],
    }),
  ),
  ...[
    ['', 'const f = (x) => x + this.unit; return f', 'reads-changing-this this.unit Length.setUnit'],
    ['', 'this.f = (x) => x + this.unit', 'reads-changing-this this.unit Length.setUnit'],
    ['', 'this.f = (x) => [x].map((y) => y + this.unit)', 'reads-changing-this this.unit Length.setUnit'],
    ['', 'this.f = (x) => this.read(x)', 'reads-changing-this this.unit Length.setUnit'],
    ['const read = (x) => this.read(x)', 'this.f = (x) => read(x)', 'reads-changing-this this.unit Length.setUnit'],
    ['const self = this', 'return function f(x) { return self.read(x) }', 'reads-this-alias self Length.setUnit'],
    [
      'const self = this',
      'return function f(x) { return again(x) }; function again(x) { return self.read(x) }',
      'reads-this-alias self Length.setUnit',
    ],
  ].map(
    ([before, left, state]): Row => ({
      claim: `what a method leaves behind may read of its object later: ${left}`,
      source: `export class Length { constructor() { ${before}; ${left} } setUnit(u) { this.unit = u } read(x) { return x + this.unit } }`,
      verdict: 'pure',
      state: [state as string],
    }),
  ),
  ...[
    'const f = (y) => y + this.unit; return f(x)',
    'const f = (y) => this.read(y); return f(x)',
    'const f = (y) => y + this.unit; return [x].map((y) => f(y))',
  ].map(
    (within): Row => ({
      claim: `what a method calls itself, and leaves to nobody, reads an object that stays as it is: ${within}`,
      source: `export class Length { all(x) { ${within} } setUnit(u) { this.unit = u } read(x) { return x + this.unit } }`,
      verdict: 'pure',
      state: [],
    }),
  ),
  {
    claim: 'but for what the method has other methods write meanwhile',
    source:
      'export class Parser { parse(text) { this.at = 0; const f = (x) => text[this.at] + x; while (this.at < 9) { f(1); this.step() } } step() { this.at++ } reset() { this.text = "" } }',
    verdict: 'pure',
    state: ['reads-changing-this this.at Parser.step'],
  },
  {
    claim:
      'what is left behind of an object whose private fields are compiled reads what making the next one writes too',
    source:
      'var _unit = new WeakMap()\nfunction Length(u) { var self = this; _unit.set(this, u); this.f = function (x) { return x + self.read() } }\nLength.prototype.read = function () { return _unit.get(this) }\nmodule.exports = Length',
    verdict: 'pure',
    state: ['reads-mutated-binding _unit Length'],
  },
  {
    claim: 'a function that is a field reads of its object what other methods write',
    source:
      'export class Length { unit = 1; read = (x) => x + this.unit; setUnit(u) { this.unit = u } f(x) { return this.read(x) } }',
    verdict: 'pure',
    state: ['reads-changing-this this.unit Length.setUnit'],
  },
  {
    claim: 'and writes to its object what others read',
    source: 'export class Length { unit = 1; use = (u) => { this.unit = u }; f(x) { return this.unit + x } }',
    verdict: 'pure',
    state: ['reads-changing-this this.unit a function'],
  },
  ...['read(x) { return x + 1 }', 'read = (x) => x + 1', 'constructor() { this.read = (x) => x + 1 }'].map(
    (method): Row => ({
      claim: `a method that another one replaces by one of its own is state: ${method}`,
      source: `export class Length { ${method}\n use() { this.read = (x) => x - 1 }\n f(x) { return this.read(x) } }`,
      verdict: 'pure',
      state: ['reads-changing-this this.read Length.use'],
    }),
  ),
  {
    claim: 'a method is none for what else is put under computed names',
    source: 'export class Bag { put(k, v) { this[k] = v }\n read(x) { return x + 1 }\n f(x) { return this.read(x) } }',
    verdict: 'pure',
    state: [],
  },
  {
    claim: 'an object that is made with each call, and read by what is left behind of it, is state',
    source:
      'class Unit { use(u) { this.unit = u }\n of(x) { return x + this.unit } }\nexport function make() { const unit = new Unit()\n return { f: (x) => unit.of(x), use: (u) => unit.use(u) } }',
    verdict: 'pure',
    state: ['reads-mutated-binding unit use'],
  },
  {
    claim: 'what is left behind of an object that nobody changes has no state',
    source:
      'export class Length { constructor(unit) { this.unit = unit; const self = this; this.g = (x) => this.read(x); return function f(x) { return self.read(x) + self.g(x) } } read(x) { return x + this.unit } }',
    verdict: 'pure',
    state: [],
  },
  {
    claim: 'what a constructor has its callbacks write is part of making the object',
    source:
      'export class Length { constructor(all) { this.unit = 0; const self = this; all.forEach(function (u) { self.unit += u }) } f(x) { return x + this.unit } }',
    verdict: 'pure',
    state: [],
  },
  {
    claim: 'what it hands on of its object, and nobody reads, is no state',
    source:
      'export class Length { unit = 1; fixed = 1; setUnit(u) { this.unit = u } f(x) { const { fixed } = this, self = this; return helped(self, x + fixed) } }\nfunction helped({ fixed }, x) { return x + fixed }',
    verdict: 'pure',
    state: [],
  },
  {
    claim: 'a class that is a property of another object has methods that write what others read',
    source:
      'var lib = {}\nlib.Index = function () { this.docs = [] }\nlib.Index.prototype.add = function (d) { this.docs.push(d) }\nlib.Index.prototype.f = function (q) { return this.docs.length + q }\nmodule.exports = lib',
    verdict: 'pure',
    state: ['reads-changing-this this.docs add'],
  },
  {
    claim:
      'what a method does by a method of an object that its own object holds is state of others that read that one',
    source:
      'class Store { constructor() { this.docs = [] }\n put(d) { this.docs.push(d) }\n size() { return this.docs.length } }\nclass Index { constructor() { this.store = new Store() }\n add(d) { this.store.put(d) }\n clear() { this.store = new Store() }\n f(q) { return this.store.size() + q } }\nexport { Index }',
    verdict: 'pure',
    state: ['reads-changing-this this.store Index.add'],
  },
  {
    claim: 'a function that is handed this reads and writes the fields of that object',
    source:
      'function Index() { this.docs = []\n this.unit = 1 }\nIndex.prototype.addAll = function (ds) { ds.forEach(function (d) { this.docs.push(d) }, this) }\nIndex.prototype.use = function (u) { (function () { this.unit = u }).call(this) }\nIndex.prototype.f = function (qs) { return qs.map(function (q) { return this.docs[q] }, this).concat(qs.map(function (q) { return q + this.unit }.bind(this))) }\nmodule.exports = Index',
    verdict: 'pure',
    state: ['reads-changing-this this.docs addAll', 'reads-changing-this this.unit use'],
  },
  {
    claim: 'so has a class without a name',
    source:
      'module.exports = class { constructor() { this.lang = "en" }\n use(l) { this.lang = l }\n f(x) { return this.lang + x } }',
    verdict: 'pure',
    state: ['reads-changing-this this.lang exports.use'],
  },
  {
    claim: 'of two writers the one that writes to the object itself is named, not one to what it may hold',
    source:
      'const units = { m: { base: 1 } }\nexport function scale(k) { const u = units[k]\n u.base = 2 }\nexport function add(k, u) { units[k] = u }\nexport function f(k) { return units[k].base }',
    verdict: 'pure',
    state: ['reads-mutated-binding units add'],
  },
  {
    claim: 'the one object that a static method hands out is state where its methods change what is read of it',
    source:
      'export class Conf { static #one\n static getInstance() { return (Conf.#one ??= new Conf()) }\n lang = "en"\n size = 1\n use(l) { this.lang = l }\n of(x) { return this.lang + x } }\nexport function f(x) { const conf = Conf.getInstance()\n return conf.of(x) + Conf.getInstance().size }',
    verdict: 'pure',
    state: ['reads-mutated-binding conf.lang Conf.use'],
  },
  {
    claim: 'so is one that a function keeps in a variable, but not one that is made anew',
    source:
      'class Conf { constructor() { this.lang = "en" }\n use(l) { this.lang = l } }\nlet one = null\nexport function conf() { if (one === null) one = new Conf()\n return one }\nexport const fresh = () => new Conf()\nexport function f(x) { return conf().lang + fresh().lang + x }',
    verdict: 'pure',
    state: ['reads-mutated-binding conf(...).lang Conf.use'],
  },
  {
    claim: 'what a function puts together in ways that nobody can follow may read all that it keeps',
    source:
      'function make() { let lang = "en"\n const more = { get() { return lang }, set(l) { lang = l } }\n return { ...more } }\nexport const conf = make()\nexport function f(x) { return conf.get() + x }',
    verdict: 'pure',
    state: ['reads-mutated-binding conf set'],
  },
  {
    claim: 'so it is with methods under computed names',
    source:
      'function make(names) { const values = {}\n const api = {}\n for (const n of names) { api["get" + n] = () => values[n]\n api["set" + n] = (v) => { values[n] = v } }\n return api }\nexport const conf = make(["Lang"])\nexport function f(x) { return conf.getLang() + x }',
    verdict: 'unknown',
    reasons: ['calls-unknown conf.getLang'],
    state: ['reads-mutated-binding conf a function'],
  },
  {
    claim: 'what is handed to a function of the file itself is changed by nobody else, if that one leaves it as it is',
    source:
      'const defaults = { unit: 1 }\nfunction scan(x, look) { return look(x, defaults) }\nfunction look(x, o) { return x.length + o.unit }\nexport function f(x) { return scan(x, look) + defaults.unit }',
    verdict: 'pure',
  },
  {
    claim: 'if it does not, or the file hands it to somebody else as well, it is state',
    source:
      'const defaults = { unit: 1 }\nconst units = { px: 1 }\nfunction scan(x, look, out) { look(x, defaults, out)\n return out.n }\nfunction look(x, o, out) { o.unit = x.length }\nfunction read(x, look) { return look(units) }\nconst own = (u) => u.px\nexport function g(x, look) { return scan(x, look, {}) + read(x, look) + read(x, own) }\nexport function h(x) { return scan(x, look, {}) }\nexport function f(x) { return defaults.unit + units.px + x }',
    verdict: 'pure',
    state: ['reads-mutated-binding defaults.unit scan', 'reads-mutated-binding units.px read'],
  },
  {
    claim: 'settings that are copied onto what is exported are set by its users, under whatever name it is exported',
    source:
      'const defaults = { unit: "px", MOST: 3 }\nfunction f(x) { return x + f.unit + f.step + f.MOST + f.help(x) }\nconst all = Object.assign(f, defaults, { step: "1", help: (x) => x })\nmodule.exports = all',
    verdict: 'pure',
    state: [
      'reads-mutated-binding f.step any user of the module',
      'reads-mutated-binding f.unit any user of the module',
    ],
  },
  {
    claim: 'a setter of a module variable is named',
    source:
      'let locale = "en"\nexport function setLocale(l) { locale = l }\nexport function f(x) { return locale + x }',
    verdict: 'pure',
    state: ['reads-reassigned-binding locale setLocale'],
  },
  {
    claim: 'a reader through a helper depends on it too',
    source:
      'let locale = "en"\nexport function setLocale(l) { locale = l }\nconst get = () => locale\nexport function f(x) { return get() + x }',
    verdict: 'pure',
    state: ['reads-reassigned-binding locale setLocale'],
  },
  {
    claim: 'what a static method puts into a field of its class by its name is state for others',
    source:
      'class Rules { static all = []\n static add(rule) { Rules.all.push(rule) } }\nexport { Rules }\nexport function f(x) { return x + Rules.all.length }',
    verdict: 'pure',
    state: ['reads-mutated-binding Rules.all Rules.add'],
  },
  {
    claim: 'what others may change by the methods of an object that is exported is state, read directly or by a method',
    source:
      'class Words { constructor() { this.lang = "en" }\n use(l) { this.lang = l }\n of(k) { return this.lang + k }\n size(k) { return k.length } }\nexport const words = new Words()\nexport function f(k) { return words.of(k) + words.size(k) + words.lang }',
    verdict: 'pure',
    state: ['reads-mutated-binding words Words.use'],
  },
  {
    claim: 'what no method of an object changes, and an object that nobody else has, is no state',
    source:
      'class Words { constructor() { this.lang = "en" }\n use(l) { this.lang = l }\n of(k) { return this.lang + k }\n size(k) { return k.length } }\nexport const words = new Words()\nconst own = new Words()\nexport function f(k) { return words.size(k) + own.of(k) }',
    verdict: 'pure',
  },
  {
    claim: 'what the file does to such an object of its own by a method is state that other methods read',
    source:
      'class Words { constructor() { this.lang = "en" }\n use(l) { this.lang = l }\n of(k) { return this.lang + k } }\nconst own = new Words()\nexport function use(l) { own.use(l) }\nexport function f(k) { return own.of(k) }',
    verdict: 'pure',
    state: ['reads-mutated-binding own use'],
  },
  {
    claim: "a helper of a transpiler's that replaces itself is no state of its callers",
    source:
      'function _type(o) { _type = typeof Symbol === "function" ? (v) => typeof v : (v) => "object"; return _type(o) }\nfunction g(x) { return _type(x) }\nfunction f(x) { return g(x) }',
    verdict: 'pure',
  },
  {
    claim: 'the ways in which Babel lets helpers replace themselves are none either',
    source:
      'function _can() { try { var t = !Boolean.prototype.valueOf.call([]) } catch (t) {}\n return (_can = function () { return !!t })() }\nfunction _type(o) { return _type = typeof Symbol === "function" ? (v) => typeof v : (v) => "object", _type(o) }\nfunction f(x) { return _can() + _type(x) }',
    verdict: 'pure',
  },
  {
    claim: 'a function that answers otherwise once it has replaced itself is state',
    source: 'function g(x) { g = () => "later"\n return "first" }\nexport function f(x) { return g(x) + x }',
    verdict: 'pure',
    state: ['reads-reassigned-binding g g'],
  },
  {
    claim: 'so is one that some call or other replaces',
    source:
      'const slow = (x) => x * 3\nfunction g(x) { if (x > 99) g = slow\n return x < 1 ? g(0) : g(x - 1) }\nexport function f(x) { return g(x) + x }',
    verdict: 'pure',
    state: ['reads-reassigned-binding g g'],
  },
  {
    claim: 'a variable that is called lastIndex is state like all others',
    source:
      'let lastIndex = 0\nexport function advance(n) { lastIndex = n }\nexport function f(x) { return x + lastIndex }',
    verdict: 'pure',
    state: ['reads-reassigned-binding lastIndex advance'],
  },
  {
    claim: 'what is put into the table of a cache by way of the function that made it is state',
    source:
      'let table\nfunction get() { if (table) return table\n table = {}\n return table }\nexport function add(k, v) { get()[k] = v }\nexport function f(k) { return get()[k] }',
    verdict: 'pure',
    state: ['reads-mutated-binding table add'],
  },
  {
    claim: 'where a regular expression of a table goes on matching is no state for those that never match so',
    source:
      'const table = [/a/g, /b/]\nexport function f(x) { return table[1].test(x) }\nexport function g(x) { table[x].lastIndex = 0 }',
    verdict: 'pure',
  },
  {
    claim: 'a variable that is assigned at module scope alone is no state',
    source: 'let table\ntable = [1, 2]\nfunction f(i) { return table[i] }',
    verdict: 'pure',
  },
  {
    claim: 'what another method writes on the same object is state',
    source:
      'class A { constructor() { this.unit = 1 }\n use(unit) { this.unit = unit }\n f(x) { return x * this.unit } }',
    verdict: 'pure',
    state: ['reads-changing-this this.unit A.use'],
  },
  {
    claim:
      'what another method of a compiled class or of a prototype writes is state too, also through a helper method',
    source:
      'var A = function () { function A() {}\n make(A, [{ key: "use", value: function use(u) { this.unit = u } }, { key: "get", value: function get() { return this.unit } }, { key: "f", value: function f(x) { return x * this.get() } }])\n return A }()',
    verdict: 'pure',
    state: ['reads-changing-this this.unit use'],
  },
  {
    claim: 'what the constructor and the methods that it always calls write is no state',
    source:
      'class A { constructor(o) { this.o = o; this.parse() }\n parse() { this.set = [this.o] }\n f(x) { return this.set.includes(x) } }',
    verdict: 'pure',
  },
  {
    claim: 'a method that a constructor may call is state for the others',
    source:
      'class A { constructor(o) { if (o) this.init(o) }\n init(o) { this.o = o }\n f(x) { return this.o.unit + x } }',
    verdict: 'pure',
    state: ['reads-changing-this this.o A.init'],
  },
  {
    claim: 'a static function that makes objects of a class follows what the class is told',
    source:
      'function Amount(v) { this.v = v }\nAmount.config = config\nAmount.f = f\nfunction config(o) { for (const k in o) this[k] = o[k] }\nfunction f(x) { return new this(x).v }',
    verdict: 'unknown',
    reasons: ['calls-unknown this'],
    state: ['reads-changing-this this config'],
  },
  {
    claim: 'what is written under a computed name may be any field',
    source:
      'class A { constructor() { this.unit = 1 }\n set(name, value) { this[name] = value }\n f(x) { return x * this.unit } }',
    verdict: 'pure',
    state: ['reads-changing-this this.unit A.set'],
  },
  {
    claim: 'whoever is made with the object may read what another method writes on it',
    source:
      'class A { constructor() { this.rules = {} }\n add(name, rule) { this.rules[name] = rule }\n f(text) { return new Run(this).of(text) } }',
    verdict: 'unknown',
    reasons: ['calls-unknown Run', 'calls-unknown new Run.of'],
    state: ['reads-changing-this this A.add'],
  },
  {
    claim: 'so may a part that was made with it and is kept',
    source:
      'class A { constructor() { this.rules = {}; this.run = new Run(this) }\n add(name, rule) { this.rules[name] = rule }\n f(text) { return this.run.of(text) } }',
    verdict: 'unknown',
    reasons: ['calls-unknown this.run.of'],
    state: ['reads-changing-this this.run A.add'],
  },
  {
    claim: 'a part that was made without it is read alone',
    source:
      'class A { constructor() { this.rules = {}; this.run = new Run(1) }\n add(name, rule) { this.rules[name] = rule }\n f(text) { return this.run.of(text) } }',
    verdict: 'unknown',
    reasons: ['calls-unknown this.run.of'],
  },
  {
    claim: 'what is read under a computed name may be any field, unless it is called',
    source:
      'class A { constructor() { this.unit = 1 }\n use(unit) { this.unit = unit }\n twice() { return this["f"]() }\n f(name) { return this[name] } }',
    verdict: 'pure',
    state: ['reads-changing-this this[...] A.use'],
  },
  {
    claim: 'a method that a constructor calls for each of its arguments may be called for more later',
    source:
      'function A() { this.types = {}\n for (var i = 0; i < arguments.length; i++) this.define(arguments[i]) }\nA.prototype.define = function define(m) { this.types[m.ext] = m.type }\nA.prototype.f = function (ext) { return this.types[ext] }',
    verdict: 'pure',
    state: ['reads-changing-this this.types define'],
  },
  {
    claim: 'so may one that it calls in a callback',
    source:
      'class A { constructor(maps) { this.types = {}\n maps.forEach((m) => this.define(m)) }\n define(m) { this.types[m.ext] = m.type }\n f(ext) { return this.types[ext] } }',
    verdict: 'pure',
    state: ['reads-changing-this this.types A.define'],
  },
  {
    claim: 'settings are state by whatever name they are read',
    source:
      'var api = {}, options = { unit: 1 }\napi.options = options\napi.use = function (u) { options.unit = u }\nfunction f(x) { return x * api.options.unit }',
    verdict: 'pure',
    state: ['reads-mutated-binding api.options.unit use'],
  },
  {
    claim: 'settings are state by whatever name they are written',
    source:
      'const options = { unit: 1 }\nconst api = { options }\nexport function use(u) { api.options.unit = u }\nexport function f(x) { return x * options.unit }',
    verdict: 'pure',
    state: ['reads-mutated-binding options.unit use'],
  },
  {
    claim: 'a second name for settings is no other object',
    source:
      'const options = { unit: 1 }\nconst current = options\nexport function use(u) { options.unit = u }\nexport function f(x) { return x * current.unit }',
    verdict: 'pure',
    state: ['reads-mutated-binding current.unit use'],
  },
  {
    claim: 'a constant is no state',
    source: 'const table = [1, 2]\nfunction f(i) { return table[i] }',
    verdict: 'pure',
  },
  {
    claim: 'a table filled by an immediately called function is no state',
    source:
      'const table = [];\n(function () { for (let i = 0; i < 9; i++) table.push(i) })()\nfunction f(i) { return table[i] }',
    verdict: 'pure',
  },
  {
    claim: 'a table filled by a helper that only module scope calls is no state',
    source:
      'const keywords = {}\nfunction kw(name) { return (keywords[name] = { name }) }\nconst a = kw("a"), b = kw("b")\nfunction f(name) { return keywords[name] }',
    verdict: 'pure',
  },
  {
    claim: 'a table filled by a forEach at module scope is no state',
    source: 'const table = {}\nArray.from("abc").forEach((c) => { table[c] = 1 })\nfunction f(c) { return table[c] }',
    verdict: 'pure',
  },
  {
    claim: 'a registry that an exported function fills is state',
    source:
      'const plugins = {}\nexports.register = function (name, p) { plugins[name] = p }\nexports.f = function (name) { return plugins[name] }',
    verdict: 'pure',
    state: ['reads-mutated-binding plugins register'],
  },
  {
    claim: 'an array that another function pushes to is state',
    source:
      'const rules = []\nexport function add(r) { rules.push(r) }\nexport function f(x) { return rules.indexOf(x) }',
    verdict: 'pure',
    state: ['reads-mutated-binding rules add'],
  },
  {
    claim: 'an array that another function changes through a helper is state',
    source:
      'const rules = []\nfunction put(list, r) { list.push(r) }\nexport function add(r) { put(rules, r) }\nexport function f(x) { return rules.length + x }',
    verdict: 'pure',
    state: ['reads-mutated-binding rules.length add'],
  },
  {
    claim: 'a property that nobody writes is no state',
    source:
      'const api = { a: [], b: [] }\nexport function add(x) { api.b.push(x) }\nexport function f(x) { return api.a.indexOf(x) }',
    verdict: 'pure',
  },
  {
    claim: 'names and skips, as loggers have them',
    source:
      'module.exports = function setup() { create.names = []\n create.on = on\n create.f = f\n function create() {}\n function on(n) { create.names = []\n create.names.push(n) }\n function f(n) { return create.names.includes(n) }\n return create }',
    verdict: 'pure',
    state: ['reads-mutated-binding create.names on'],
  },
  {
    claim: 'a setting on the exports object',
    source:
      'const api = {}\napi.tags = ["<", ">"]\nfunction f(s) { return s.split(api.tags[0]) }\napi.f = f\nmodule.exports = api',
    verdict: 'pure',
    state: ['reads-mutated-binding api.tags any user of the module'],
  },
  ...[
    'const api = module.exports\napi.tags = ["<", ">"]',
    'const api = exports\napi.tags = ["<", ">"]',
    'const api = (module.exports = { tags: ["<", ">"] })',
    'let api\nif (typeof module === "object") api = module.exports\nelse api = {}\napi.tags = ["<", ">"]',
  ].map(
    (named): Row => ({
      claim: `a setting on the exports object by a name for it: ${named}`,
      source: `${named}\napi.f = function f(s) { return s.split(api.tags[0]) }`,
      verdict: 'pure',
      state: ['reads-mutated-binding api.tags any user of the module'],
    }),
  ),
  ...['made()', 'given', 'new Defaults()', 'of.all'].map(
    (value): Row => ({
      claim: `settings that are made elsewhere and put on the exports object: ${value}`,
      source: `const given = require("given"), of = require("of"), made = require("made"), Defaults = require("defaults")\nfunction f(s) { return s + api.defaults.tag + api.table.x }\nconst api = { f }\napi.defaults = ${value}\napi.table = ${value}\nmodule.exports = api`,
      verdict: 'pure',
      state: ['reads-mutated-binding api.defaults any user of the module'],
    }),
  ),
  ...['Object.assign({}, own, o)', '({ ...own, ...o })', 'merged(own, o)', 'o || own'].flatMap((options) =>
    ['exports.defaults = own', 'module.exports = { f, options: own }', 'export { own as defaultOptions }'].map(
      (exported): Row => ({
        claim: `settings that are read as a whole, and exported: ${options}, ${exported}`,
        source: `const own = { mark: "!" }\nfunction merged(a, b) { const r = {}; for (const k in a) r[k] = a[k]; for (const k in b) r[k] = b[k]; return r }\nfunction f(s, o) { return s + (${options}).mark }\n${exported}`,
        verdict: 'pure',
        state: ['reads-mutated-binding own any user of the module'],
      }),
    ),
  ),
  {
    claim: 'a table that is read as a whole, and exported, is none',
    source:
      'const table = { mark: "!" }\nfunction f(s, o) { return s + Object.assign({}, table, o).mark }\nmodule.exports = { f, table }',
    verdict: 'pure',
    state: [],
  },
  ...[
    'const high = require("highlighter")',
    'import high from "highlighter"',
    'import * as high from "highlighter"',
  ].map(
    (loaded): Row => ({
      claim: `what another package is told to keep is state of those that ask it: ${loaded}`,
      source: `${loaded}\nfunction add(name, rules) { high.registerLanguage(name, rules) }\nexport { add }\nexport function f(text) { return high.highlight(text) }`,
      verdict: 'unknown',
      reasons: ['calls-unknown high.highlight'],
      state: ['reads-mutated-binding high add'],
    }),
  ),
  ...[
    'function later(x) { high.set(x, "a", 1); high.extend(x, {}); high.warn(x); return high.addDays(x, 1) }',
    'function later(x) { high.registerLanguage("css", []) }',
    'high.registerLanguage("css", [])\nfunction later(x) { return x }',
  ].map(
    (told): Row => ({
      claim: `nothing that it keeps is told to another package: ${told}`,
      source: `import high from "highlighter"\n${told}\nexport { later }\nexport function f(text) { return high.highlight(text) }`,
      verdict: 'unknown',
      reasons: ['calls-unknown high.highlight'],
      state: [],
    }),
  ),
  {
    claim: 'a setting in the literal that is exported',
    source:
      'const api = { name: "api", tags: ["<", ">"], width: 80, f(s) { return api.name + s.split(api.tags[0]) + api.width } }\nmodule.exports = api',
    verdict: 'pure',
    state: ['reads-mutated-binding api.tags any user of the module'],
  },
  {
    claim: 'a switch that is set from the environment and exported',
    source:
      'const $ = { enabled: !process.env.NO_COLOR && process.env.TERM !== "dumb" }\nfunction f(s) { return $.enabled ? "<" + s : s }\nmodule.exports = $',
    verdict: 'pure',
    state: ['reads-mutated-binding $.enabled any user of the module'],
  },
  {
    claim: 'the options that an exported function carries',
    source: 'export function f(s) { return s + f.options.mark }\nf.options = { mark: "!" }',
    verdict: 'pure',
    state: ['reads-mutated-binding f.options any user of the module'],
  },
  {
    claim: 'a setting of what is exported by an older header',
    source:
      ';(function () { var freeModule = typeof module == "object" && module\n function f(s) { return s + f.options.mark }\n f.options = { mark: "!" }\n var api = { f: f }\n if (freeModule) freeModule.exports = api })()',
    verdict: 'pure',
    state: ['reads-mutated-binding f.options any user of the module'],
  },
  {
    claim: 'an object of settings that is exported beside the functions',
    source:
      'const defaults = { mark: "!" }\nfunction f(s) { return s + defaults.mark }\nmodule.exports = { f, defaults }',
    verdict: 'pure',
    state: ['reads-mutated-binding defaults.mark any user of the module'],
  },
  {
    claim: 'a table that is exported beside the functions is none',
    source: 'export const table = { a: "x" }\nexport function f(s) { return s + table.a }\nf.displayName = "f"',
    verdict: 'pure',
  },
  ...[
    { read: 'rules.strict ? s : s.trim()', state: ['reads-mutated-binding rules.strict any user of the module'] },
    { read: 'rules.loose || s.trim()', state: ['reads-mutated-binding rules.loose any user of the module'] },
    { read: 'rules.defaultSet.mark + s', state: ['reads-mutated-binding rules.defaultSet any user of the module'] },
    { read: 'rules.defaultName + s', state: ['reads-mutated-binding rules.defaultName any user of the module'] },
    { read: 'rules.defaultMake(s)' },
    { read: 'rules.sets[s] + rules.mark + rules.isRules' },
    {
      read: 'rules.defaultName + s',
      exported: 'var api = { f, rules }\nexport { api as default }',
      state: ['reads-mutated-binding rules.defaultName any user of the module'],
    },
    { read: 'rules.defaultName + rules.strict + s', exported: 'export { f as default }' },
  ].map(
    ({ read, state = [], exported = 'export default { f, rules }' }): Row => ({
      claim: `a switch and what is chosen by default are settings of whatever is exported: ${read}, ${exported}`,
      source: `const set = { mark: "!" }\nfunction make(s) { return s }\nconst rules = { strict: true, loose: !1, isRules: true, mark: "?", defaultSet: set, defaultName: "x", defaultMake: make, sets: { a: set } }\nexport function f(s) { return ${read} }\n${exported}`,
      verdict: 'pure',
      state,
    }),
  ),
  {
    claim: 'a setting on the parameter of a UMD factory',
    source:
      '(function (global, factory) { if (typeof exports === "object") factory(exports); else factory(global.X = {}) })(this, function (m) { function f(s) { return s + m.mark }\n m.mark = "!"\n m.f = f })',
    verdict: 'pure',
    state: ['reads-mutated-binding m.mark any user of the module'],
  },
  ...['this.X = this.X || {}', 'window.X = window.X || {}', 'globalThis.X || (globalThis.X = {})', 'self.X = {}'].map(
    (namespace): Row => ({
      claim: `a setting on what a script keeps where all may have it: ${namespace}`,
      source: `(function (ns) { ns.mark = "!"\n ns.f = function f(s) { return s + ns.mark } })(${namespace})`,
      verdict: 'pure',
      state: ['reads-mutated-binding ns.mark any user of the module'],
    }),
  ),
  ...['own.X = own.X || {}', '{}', 'own'].map(
    (namespace): Row => ({
      claim: `what a script keeps for itself is no setting: ${namespace}`,
      source: `const own = {}\n;(function (ns) { ns.mark = "!"\n ns.f = function f(s) { return s + ns.mark } })(${namespace})`,
      verdict: 'pure',
    }),
  ),
  {
    claim: 'a setting of what a function that is called at once returns, and a UMD header exports',
    source:
      'var api = (function () { var api = function () {}\n function f(s) { return s + api.mark }\n api.mark = "!"\n api.f = f\n return api })()\n;(function (factory) { if (typeof exports === "object") module.exports = factory() })(function () { return api })',
    verdict: 'pure',
    state: ['reads-mutated-binding api.mark any user of the module'],
  },
  {
    claim: 'a constant on the exports object is no setting',
    source:
      'const api = {}\napi.MAX_LENGTH = 256\nfunction f(s) { return s.length > api.MAX_LENGTH }\nmodule.exports = api',
    verdict: 'pure',
  },
  {
    claim: 'a function on the exports object is no setting',
    source:
      'const api = {}\napi.g = function (x) { return x + 1 }\nfunction f(x) { return api.g(x) }\nmodule.exports = api',
    verdict: 'pure',
  },
  {
    claim: 'a literal property of an object that stays inside is no setting',
    source: 'const inner = {}\ninner.mark = "!"\nfunction f(s) { return s + inner.mark }\nmodule.exports = f',
    verdict: 'pure',
  },
  {
    claim: 'a factory parameter that a sibling changes',
    source:
      'function make(options) { function set(k, v) { options[k] = v }\n function f(x) { return options.scale * x }\n return { set, f } }\nexport default make',
    verdict: 'pure',
    state: ['reads-mutable-parameter options.scale set'],
  },
  {
    claim: 'a factory parameter that nobody changes is no state',
    source: 'function make(options) { function f(x) { return options.scale * x }\n return { f } }\nexport default make',
    verdict: 'pure',
  },
  {
    claim: 'an alias of this in an enclosing function',
    source: 'function Make() { var self = this\n self.scale = 2\n this.f = function (x) { return self.scale * x } }',
    verdict: 'pure',
    state: ['reads-this-alias self.scale Make'],
  },
  {
    claim: 'a caller changes the object between two calls',
    source: 'function f(o) { return o.a + 1 }\nfunction run(o) { const first = f(o)\n o.a = 2\n return first + f(o) }',
    verdict: 'pure',
    state: ['argument-mutated-elsewhere o run'],
  },
  {
    claim: 'a caller changes the object in a loop',
    source:
      'function f(list) { return list.length }\nfunction run(n) { const list = []\n while (f(list) < n) list.push(1)\n return list }',
    verdict: 'pure',
    state: ['argument-mutated-elsewhere list run'],
  },
  ...[
    'function g(x) { const list = f(x)\n if (x > 9) list.push(1)\n return list }',
    'function g(x) { const list = f(x)\n x.forEach((one, at) => { list[at] = one })\n return list }',
    'function g(x) { return f(x).sort() }',
    'async function g(x) { const table = await f(x)\n table.clear()\n return table }',
    'function g(x) { var o = f(x), p\n delete o.name\n return o }',
    'function g(x, more) { const o = f(x)\n return Object.assign(o, more) }',
  ].map(
    (caller): Row => ({
      claim: `a caller changes what it gets: ${caller}`,
      source: `export function f(x) { return x.split('') }\nexport ${caller}`,
      verdict: 'pure',
      state: ['result-changed-elsewhere result g'],
    }),
  ),
  ...[
    'function g(x) { let list = f(x)\n list = list.slice()\n list.push(1)\n return list }',
    'function g(x) { const list = [...f(x)]\n list.sort()\n return list }',
    'function g(x) { return f(x).map(String).sort() }',
    'function g(x) { const day = f(x)\n return day.add(1) }',
    'function g(x) { const o = f(x)\n o.shared.seen = true\n return o }',
    'const table = f("a")\ntable.push(1)',
    'function g(x, more) { return Object.assign({}, f(x), more) }',
  ].map(
    (caller): Row => ({
      claim: `but not who makes another of it, changes what it holds, or does so while the module loads: ${caller}`,
      source: `export function f(x) { return x.split('') }\nexport ${caller}`,
      verdict: 'pure',
      state: [],
    }),
  ),
  {
    claim: 'what a function hands out that others have anyway is the same with a cache',
    source:
      'const tables = { a: [] }\nexport function f(x) { return tables[x] }\nexport function g(x) { f(x).length = 0 }',
    verdict: 'pure',
    state: ['reads-mutated-binding tables g'],
  },
  {
    claim: 'a caller that builds the object first does not count',
    source: 'function f(o) { return o.a + 1 }\nfunction run() { const o = {}\n o.a = 2\n return f(o) }',
    verdict: 'pure',
  },
  {
    claim: 'a caller that builds one in each turn does not count',
    source:
      'function f(o) { return o.a + 1 }\nfunction run(n) { for (let i = 0; i < n; i++) { const o = {}\n o.a = i\n f(o) } }',
    verdict: 'pure',
  },
  {
    claim: 'lastIndex of a shared regular expression is no state for those who only replace with it',
    source:
      'const re = /a/g\nfunction g(s) { return re.exec(s) }\nfunction f(s) { return s.replace(re, "b") }\nexports.g = g',
    verdict: 'pure',
  },
  {
    claim: 'undefined declared as a parameter is no object',
    source:
      '(function (undefined) { function g(c) { const l = []\n l[0] = c ? [] : undefined\n l[0].push(1) }\n function f(x) { return x === undefined }\n exports.g = g })()',
    verdict: 'pure',
  },
  {
    claim: 'a helper that may change elements of what it is given makes no state of a constant',
    source:
      'const matrix = [[1, 2], [3, 4]]\nfunction fill(rows) { for (const row of rows) if (row.length < 2) row.push(1)\n return rows }\nexport function g() { return fill(matrix) }\nexport function f(i) { return matrix[i] }',
    verdict: 'pure',
  },
  {
    claim: 'where a parser stands belongs to the call that sets it first',
    source:
      'let text, at\nfunction next() { at++\n return text.charAt(at) }\nfunction number() { let c = next(), s = ""\n while (c >= "0") { s += c\n c = next() }\n return s }\nfunction f(x) { text = x\n at = -1\n if (!x) return null\n return number() }',
    verdict: 'pure',
  },
  {
    claim: 'whoever is called in between depends on it',
    source:
      'let text, at\nfunction f() { at++\n return text.charAt(at) }\nfunction g(x) { text = x\n at = -1\n return f() }',
    verdict: 'impure',
    reasons: ['assigns-outer at'],
    state: ['reads-reassigned-binding at g', 'reads-reassigned-binding text g'],
  },
  {
    claim: 'what goes on after the call depends on the next one',
    source:
      'let at\nasync function log(x) { await x\n return x + at }\nexport function f(x) { at = x\n return log(x) }',
    verdict: 'impure',
    reasons: ['assigns-outer at'],
  },
  {
    claim: 'whoever only reads it, too',
    source:
      'let text, at\nfunction f(n) { return text.charAt(at + n) }\nfunction g(x) { text = x\n at = -1\n return f(1) + f(2) }',
    verdict: 'pure',
    state: ['reads-reassigned-binding at g', 'reads-reassigned-binding text g'],
  },
  {
    claim: 'what others may read as well is state',
    source:
      'let text, at\nexport const where = () => at\nfunction next() { at++\n return text.charAt(at) }\nfunction f(x) { text = x\n at = -1\n return next() + next() }',
    verdict: 'impure',
    reasons: ['assigns-outer at'],
    state: ['reads-reassigned-binding at next'],
  },
  {
    claim: 'so is what is not set in each call',
    source:
      'let at = 0\nfunction next(x) { at++\n return x.charAt(at) }\nfunction f(x) { if (x) at = 0\n return next(x) + next(x) }',
    verdict: 'impure',
    reasons: ['assigns-outer at'],
    state: ['reads-reassigned-binding at next'],
  },
  {
    claim: 'and what a call within the call sets anew',
    source: 'let at\nfunction next(x) { at++\n return f(x) + at }\nfunction f(x) { at = 0\n return x ? next(x.y) : 0 }',
    verdict: 'impure',
    reasons: ['assigns-outer at'],
  },
  {
    claim: 'what is set out of what the last call left belongs to no call',
    source:
      'let seed = 7, last = 0\nexport function f(max) { seed = (seed * 9301 + 49297) % 233280\n last = seed = last || seed\n return max * seed }',
    verdict: 'impure',
    reasons: ['assigns-outer last', 'assigns-outer seed'],
  },
  {
    claim: 'nor what the value of a parameter was made of before',
    source:
      'let at = 0\nfunction peek() { return at }\nexport function f(x, from = peek()) { at = x.length\n return from + at }',
    verdict: 'impure',
    reasons: ['assigns-outer at'],
  },
  {
    claim: 'what a function hands out depends on what the next call of it sets',
    source: 'let text = ""\nexport function lexer(s) { text = s\n return { f() { return text.length } } }',
    verdict: 'pure',
    state: ['reads-reassigned-binding text.length lexer'],
  },
  {
    claim: 'so do functions that are handed out together, one of which writes what another one reads',
    source: 'let unit = "px"\nexport function tools() { return { use(u) { unit = u }, f(x) { return x + unit } } }',
    verdict: 'pure',
    state: ['reads-reassigned-binding unit use'],
  },
  {
    claim: 'what is filled once, before anybody reads it, is no state',
    source:
      'let table = null\nfunction init() { if (table) return\n table = {}\n for (const k of ["a", "b"]) table[k] = k }\nfunction f(x) { init()\n return table[x].length }',
    verdict: 'pure',
  },
  {
    claim: 'nor is what a flag guards, filled by callbacks',
    source:
      'let done = false\nconst sizes = new Map()\nfunction init() { if (!done) { done = true; ["a", "b"].forEach((k) => sizes.set(k, k.length)) } }\nexport function f(x) { init()\n return [x].map((y) => sizes.get(y)) }',
    verdict: 'pure',
  },
  {
    claim: 'nor is a table that is filled and read in one function',
    source:
      'let table\nexport function f(x) { if (!table) { table = {}\n for (const k of ["a", "b"]) table[k] = k }\n return table[x] || null }',
    verdict: 'pure',
  },
  {
    claim: 'nor is what is made deep inside when it is first needed',
    source:
      'let re\nexport function f(list, s) { let n = 0\n for (const x of list) { if (x === "a") n++\n else { if (!re) { re = new RegExp("^x", "u") }\n if (re.test(s)) n++ } }\n return n }',
    verdict: 'pure',
  },
  {
    claim: 'nor in a case of a switch',
    source:
      'let re\nexport function f(x, s) { switch (x) { case 1: if (!re) re = new RegExp("a")\n if (re.test(s)) return 1\n default: return 0 } }',
    verdict: 'pure',
  },
  {
    claim: 'nor what is asked by its class',
    source:
      'let words\nexport function f(s) { if (!(words instanceof Set)) words = new Set(["a", "b"])\n let n = 0\n if (words.has(s)) n++\n return n }',
    verdict: 'pure',
  },
  {
    claim: 'nor what is kept by an or',
    source:
      'let words\nexport function f(s) { words = words || ["a", "b"]\n let n = 0\n if (words[0] === s) n++\n return n }',
    verdict: 'pure',
  },
  ...[
    ['in another block', 'if (s) { if (!re) re = /a/ }\n return re ? 1 : 2'],
    ['in the next case', 'switch (s) { case 1: if (!re) re = /a/\n case 2: return re ? 1 : 2 }'],
    [
      'by a function that is called before',
      'function has() { return re ? 1 : 2 }\n const n = has()\n if (!re) re = /a/\n return n',
    ],
    ['before the or', 'const had = re\n re = re || /a/\n return had ? 1 : 2'],
  ].map(
    ([where, body]): Row => ({
      claim: `what is read ${where} may not be filled`,
      source: `let re\nexport function f(s) { ${body} }`,
      verdict: 'impure',
      reasons: ['assigns-outer re'],
    }),
  ),
  ...['break', 'continue'].map(
    (leave): Row => ({
      claim: `who fills it is told apart by ${leave}`,
      source: `let re\nexport function f(xs) { let n = 0\n for (const x of xs) { if (!re) { re = /a/; ${leave} }\n n++ }\n return n }`,
      verdict: 'impure',
      reasons: ['assigns-outer re'],
    }),
  ),
  {
    claim: 'and by a variable of its own',
    source:
      'let re\nexport function f(xs) { let first = 1\n if (xs) { if (!re) { re = /a/; first = 2 } }\n return first }',
    verdict: 'impure',
    reasons: ['assigns-outer re'],
  },
  {
    claim: 'what was first kept of an argument is state, by an or, too',
    source: 'let kept\nexport function f(x) { kept = kept || x\n return kept + 1 }',
    verdict: 'impure',
    reasons: ['assigns-outer kept'],
  },
  {
    claim: 'what does not become what is asked for is filled again and again',
    source:
      'let list\nconst all = []\nexport function f() { if (!(list instanceof Map)) { list = {}; all.push(1) }\n return all.length }',
    verdict: 'impure',
    reasons: ['assigns-outer list', 'mutates-outer all.push'],
  },
  {
    claim: 'what was filled once may change after that: by what it is asked',
    source: 'let re\nexport function f(s) { if (!re) re = /a/g\n return re.test(s) }',
    verdict: 'impure',
    reasons: ['assigns-outer re', 'assigns-outer re.lastIndex'],
  },
  {
    claim: 'and by what is taken out of it',
    source: 'let list\nexport function f(s) { if (!list) list = ["a", "b"]\n const x = list.shift()\n return x + s }',
    verdict: 'impure',
    reasons: ['assigns-outer list', 'mutates-outer list.shift'],
  },
  {
    claim: 'and by another name',
    source:
      'let list\nexport function f(s) { if (!list) list = []\n const own = list\n own.push(s)\n return own.length * 2 }',
    verdict: 'impure',
    reasons: ['assigns-outer list', 'mutates-outer own.push'],
  },
  {
    claim: 'what is filled once out of an argument is state',
    source:
      'let table\nfunction f(x) { if (!table) { table = {}\n for (const k of x) table[k] = k }\n return table[x] + 1 }',
    verdict: 'impure',
    reasons: ['assigns-outer table', 'mutates-outer table[...]'],
  },
  {
    claim: 'so is what may be read before it is filled',
    source:
      'let table = null\nexport function init() { if (table) return\n table = {}\n for (const k of ["a", "b"]) table[k] = k }\nexport function f(x) { return table ? table[x] : x }',
    verdict: 'pure',
    state: ['reads-reassigned-binding table init'],
  },
  {
    claim: 'what others fill as well is state',
    source:
      'let table = null\nexport const set = (t) => { table = t }\nfunction init() { if (table) return\n table = {}\n for (const k of ["a", "b"]) table[k] = k }\nexport function f(x) { init()\n return table[x] }',
    verdict: 'impure',
    reasons: ['assigns-outer table', 'mutates-outer table[...]'],
    state: ['reads-reassigned-binding table set'],
  },
  {
    claim: 'a list that is filled again and again is state',
    source:
      'const list = []\nlet done\nfunction init() { if (!done) { for (const k of ["a", "b"]) list.push(k) } }\nfunction f(x) { init()\n return list.indexOf(x) }',
    verdict: 'impure',
    reasons: ['mutates-outer list.push'],
    state: ['reads-mutated-binding list init'],
  },
  {
    claim: 'so is a mark of who was first',
    source: 'let seen\nfunction f(x) { if (!seen) { seen = true\n return 1 }\n return x }',
    verdict: 'impure',
    reasons: ['assigns-outer seen'],
  },
  {
    claim: 'and what is filled by what is called later',
    source:
      'let done\nconst seen = {}\nfunction init() { if (!done) { done = true\n addEventListener("x", (e) => { seen[e] = e }) } }\nfunction f(x) { init()\n return seen[x] + 1 }',
    verdict: 'impure',
    reasons: ['calls-unknown addEventListener', 'mutates-outer seen[...]'],
    state: ['reads-mutated-binding seen a function'],
  },
  // Caches of its own
  {
    claim: 'a cache in an object',
    source: 'const cache = {}\nfunction f(k) { if (cache[k]) return cache[k]\n return (cache[k] = k.trim()) }',
    verdict: 'pure',
    ownCache: 'cache',
  },
  {
    claim: 'a cache guarded by in',
    source: 'const cache = {}\nmodule.exports = function f(k) { return k in cache ? cache[k] : (cache[k] = k.trim()) }',
    verdict: 'pure',
    ownCache: 'cache',
  },
  {
    claim: 'a cache in a Map',
    source:
      'const cache = new Map()\nfunction f(k) { const hit = cache.get(k)\n if (hit !== undefined) return hit\n const made = k.trim()\n cache.set(k, made)\n return made }',
    verdict: 'pure',
    ownCache: 'cache',
  },
  {
    claim: 'a cache with a function that clears it',
    source:
      'let cache = new Map()\nexport function reset() { cache.clear() }\nexport function f(k) { if (!cache.has(k)) cache.set(k, k.trim())\n return cache.get(k) }',
    verdict: 'pure',
    ownCache: 'cache',
  },
  {
    claim: 'a caller of a function with a cache is pure too',
    source:
      'const cache = {}\nfunction g(k) { return cache[k] || (cache[k] = k.trim()) }\nfunction f(k) { return g(k) + 1 }',
    verdict: 'pure',
  },
  {
    claim: 'a part made once',
    source: 'let re\nfunction f(s) { if (!re) re = new RegExp("a+")\n return re.source + s }',
    verdict: 'pure',
    ownCache: 're in part',
  },
  {
    claim: 'a result made once',
    source: 'let re\nfunction f() { if (!re) re = new RegExp("a+")\n return re }',
    verdict: 'pure',
    ownCache: 're',
  },
  {
    claim: 'a cache that is emptied when it is full, by a number that nobody else asks',
    source:
      'let cache = {}\nlet size = 0\nfunction g(k) { let v = cache[k]\n if (v === undefined) { v = k.trim()\n if (size++ > 99) { cache = {}\n size = 0 }\n cache[k] = v }\n return v }\nfunction f(k) { return g(k) + 1 }',
    verdict: 'pure',
  },
  {
    claim: 'a number that a result is made of is no such one',
    source:
      'let cache = {}\nlet size = 0\nfunction g(k) { let v = cache[k]\n if (v === undefined) { v = k.trim() + size\n if (++size > 99) { cache = {}\n size = 0 }\n cache[k] = v }\n return v }\nfunction f(k) { return g(k) + 1 }',
    verdict: 'impure',
    reasons: ['assigns-outer size'],
    state: ['reads-reassigned-binding size g'],
  },
  {
    claim: 'nor is one that something else depends on as well',
    source:
      'let cache = {}\nlet size = 0\nfunction g(k) { let v = cache[k]\n if (v === undefined) { v = k.trim()\n size++\n if (size > 9) { cache = {}\n size = 0\n v += 1 }\n cache[k] = v }\n return v }\nfunction f(k) { return g(k) + 1 }',
    verdict: 'impure',
    reasons: ['assigns-outer size'],
    state: ['reads-reassigned-binding size g'],
  },
  {
    claim: 'one that callbacks have a part in',
    source: 'let re\nfunction f() { return re || (re = new RegExp(["a", "b"].map((x) => x + x).join("|"))) }',
    verdict: 'pure',
    ownCache: 're',
  },
  {
    claim: 'a cache of what the result is made with',
    source:
      'const formats = new Map()\nfunction f(x, l) { let format = formats.get(l)\n if (!format) { format = new Map([[l, l]]); formats.set(l, format) }\n return format.get(l) + x }',
    verdict: 'pure',
    ownCache: 'formats in part',
  },
  {
    claim: 'a table that is built when it is first needed',
    source:
      'let table\nfunction f(x) { if (!table) { table = build() }\n return table[x] * x }\nconst build = () => ({ a: 1 })',
    verdict: 'pure',
    ownCache: 'table in part',
  },
  {
    claim: 'a cache that hands out copies, or a field of what it holds',
    source:
      'const cache = {}\nfunction f(k) { const hit = cache[k]\n if (hit) return k ? hit.list.slice() : hit.value\n cache[k] = { list: [k], value: k }\n return [k] }',
    verdict: 'pure',
    ownCache: 'cache',
  },
  {
    claim: 'a registry that is written over is no cache of a part',
    source:
      'const registry = new Map()\nexport const lookup = (name) => registry.get(name)\nexport const reset = () => registry.clear()\nexport function f(name, text) { const old = registry.get(name)\n const def = text.split(old ? "," : ";")\n registry.set(name, def)\n return def.length }',
    verdict: 'impure',
    reasons: ['mutates-outer registry.set'],
    state: ['reads-mutated-binding registry reset'],
  },
  {
    claim: 'nor is what was there the last time',
    source:
      'const seenAt = new Map()\nfunction f(id, at) { const before = seenAt.get(id)\n seenAt.set(id, at)\n return before === undefined ? 0 : at - before }',
    verdict: 'impure',
    reasons: ['mutates-outer seenAt.set'],
  },
  {
    claim: 'nor is a last value',
    source: 'let last\nfunction f(v) { if (last === undefined) last = 0\n const by = v - last\n last = v\n return by }',
    verdict: 'impure',
    reasons: ['assigns-outer last'],
  },
  {
    claim: 'nor is a table that tells who was first',
    source:
      'const table = new Map()\nfunction f(s) { const old = table.get(s)\n if (!old) { table.set(s, { s }) }\n return old ? 1 : 2 }',
    verdict: 'impure',
    reasons: ['mutates-outer table.set'],
  },
  {
    claim: 'nor is one that tells it by a variable',
    source:
      'const table = new Map()\nfunction f(s) { let fresh = 0\n if (!table.has(s)) { fresh = 1; table.set(s, s.trim()) }\n return table.get(s).length + fresh }',
    verdict: 'impure',
    reasons: ['mutates-outer table.set'],
  },
  {
    claim: 'nor is one that tells it by a return',
    source:
      'const table = new Map()\nfunction f(s) { if (!table.has(s)) { table.set(s, s.trim())\n return 0 }\n return table.get(s).length + 1 }',
    verdict: 'impure',
    reasons: ['mutates-outer table.set'],
  },
  {
    claim: 'nor one whose entries are made of more than their key',
    source:
      'const table = new Map()\nfunction f(k, v) { let part = table.get(k)\n if (!part) { part = v.split(k); table.set(k, part) }\n return part.length + 1 }',
    verdict: 'impure',
    reasons: ['mutates-outer table.set'],
  },
  {
    claim: 'nor one whose entries more is put into',
    source:
      'const table = new Map()\nfunction f(k, v) { let part = table.get(k)\n if (!part) { const made = []\n made.push(v)\n part = made\n table.set(k, part) }\n return part.length + 1 }',
    verdict: 'impure',
    reasons: ['mutates-outer table.set'],
  },
  {
    claim: 'nor one whose entries are added to later',
    source:
      'const table = new Map()\nfunction f(k, v) { let part = table.get(k)\n if (!part) { part = []; table.set(k, part) }\n part.push(v)\n return part.length + 1 }',
    verdict: 'impure',
    reasons: ['mutates-outer part.push', 'mutates-outer table.set'],
  },
  {
    claim: 'nor one whose entries somebody else decides about',
    source:
      'const table = new Map()\nfunction f(k, flag) { let made = 1\n if (flag) made = 2\n if (!table.has(k)) table.set(k, { made })\n return table.get(k).made + 1 }',
    verdict: 'impure',
    reasons: ['mutates-outer table.set'],
  },
  {
    claim: 'nor one that is read under another key',
    source:
      'const table = new Map()\nfunction f(a, b) { if (!table.has(a)) table.set(a, a.trim())\n return table.get(b) + 1 }',
    verdict: 'impure',
    reasons: ['mutates-outer table.set'],
  },
  {
    claim: 'nor one that others read',
    source:
      'const table = new Map()\nexport const size = () => table.size\nexport function f(a) { if (!table.has(a)) table.set(a, a.trim())\n return table.get(a).length + 1 }',
    verdict: 'impure',
    reasons: ['mutates-outer table.set'],
  },
  {
    claim: 'nor one that is exported',
    source:
      'export const table = new Map()\nexport function f(a) { if (!table.has(a)) table.set(a, a.trim())\n return table.get(a).length + 1 }',
    verdict: 'impure',
    reasons: ['mutates-outer table.set'],
  },
  {
    claim: 'nor a part that the first caller decides by way of a variable',
    source: 'let first\nfunction f(x) { const own = x.trim()\n if (!first) first = own\n return first + x }',
    verdict: 'impure',
    reasons: ['assigns-outer first'],
  },
  {
    claim: 'a result that is made of more than its key leaves the function impure',
    source:
      'const seenAt = new Map()\nfunction f(id, at) { const before = seenAt.get(id)\n seenAt.set(id, at)\n return before }',
    verdict: 'impure',
    reasons: ['mutates-outer seenAt.set'],
    ownCache: 'seenAt',
  },
  {
    claim: 'a part that a helper puts more into than its key is none',
    source:
      'const m = {}\nfunction put(a, v) { a.push(v) }\nfunction f(k, v) { const made = []\n void put(made, v)\n const p = m[k] || (m[k] = made)\n return p.length + 1 }',
    verdict: 'impure',
    reasons: ['mutates-outer m[...]'],
  },
  {
    claim: 'nor one that a function within makes',
    source:
      'const m = {}\nfunction f(k, v) { const p = m[k] || (m[k] = h())\n function h() { return [v] }\n return p.length + 1 }',
    verdict: 'impure',
    reasons: ['mutates-outer m[...]'],
  },
  {
    claim: 'a cache of a part that another function empties is state',
    source:
      'const table = new Map()\nexport const reset = () => table.clear()\nexport function f(a) { if (!table.has(a)) table.set(a, a.trim())\n return table.get(a).length + 1 }',
    verdict: 'pure',
    state: ['reads-mutated-binding table reset'],
    ownCache: 'table in part',
  },
  {
    claim: 'a cache of a part under a key that is put together',
    source:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the source is a text
      'const table = {}\nfunction f(a, b, n) { const key = `${a}|${b}`\n const part = table[key] || (table[key] = a.split(b))\n return part.length + n }',
    verdict: 'pure',
    ownCache: 'table in part',
  },
  {
    claim: 'a result made once with ??=',
    source: 'let table\nfunction f() { return (table ??= [1, 2, 3]) }',
    verdict: 'pure',
    ownCache: 'table',
  },
  {
    claim: 'a cache that is asked and filled by ??= or ||= at once',
    source:
      'const c = {}, d = {}\nfunction f(k) { return (c[k] ??= k.trim()) }\nexport const g = (k) => (d[k] ||= k.trim())\nexport const h = (k) => f(k) + g(k)',
    verdict: 'pure',
    ownCache: 'c',
  },
  {
    claim: 'also where the entries are tables',
    source: 'const c = {}\nfunction f(a, b) { return ((c[a] ??= {})[b] ??= a.concat(b)) }',
    verdict: 'pure',
    ownCache: 'c',
  },
  {
    claim: 'nor is what ??= keeps of more than its key harmless',
    source: 'const c = {}\nfunction f(k, at) { return (c[k] ??= at) }',
    verdict: 'impure',
    reasons: ['mutates-outer c[...]'],
    ownCache: 'c',
  },
  {
    claim: 'nor a record by ??= of what was seen',
    source: 'const seen = {}\nfunction f(k) { return (seen[k] ??= true) }',
    verdict: 'impure',
    reasons: ['mutates-outer seen[...]'],
  },
  {
    claim: 'entries that each call puts more into tell who has been there before',
    source: 'const c = {}\nfunction f(k, v) { const list = c[k] || (c[k] = [])\n list.push(v)\n return list }',
    verdict: 'impure',
    reasons: ['mutates-outer c[...]', 'mutates-outer list.push'],
    ownCache: 'c',
  },
  {
    claim: 'so do entries that count, and for whoever calls what counts so',
    source:
      'const c = new Map()\nfunction f(k) { return next(k) ? k : 0 }\nfunction next(k) { if (!c.has(k)) c.set(k, { n: 0 })\n c.get(k).n++\n return c.get(k).n }',
    verdict: 'impure',
    reasons: ['mutates-outer c.get(...).n', 'mutates-outer c.set'],
    state: ['reads-mutated-binding c next'],
  },
  {
    claim: 'what ??= gives may be what was there already',
    source: 'const c = {}\nfunction f(k, v) { (c[k] ??= []).push(v) }',
    verdict: 'impure',
    reasons: ['mutates-outer (...).push', 'mutates-outer c[...]'],
  },
  {
    claim: 'and so may be the function that is called',
    source:
      'let rate = 2, make\nexport function use(r) { make = () => rate\n rate = r }\nfunction f(x) { return (make ??= () => x)() }',
    verdict: 'impure',
    reasons: ['assigns-outer make'],
    state: ['reads-reassigned-binding make use', 'reads-reassigned-binding rate use'],
  },
  {
    claim: 'a cache of one entry',
    source:
      'let last, result\nfunction f(x) { if (x === last) return result\n last = x\n result = x.trim()\n return result }',
    verdict: 'pure',
    ownCache: 'last',
  },
  {
    claim: 'a first result kept for all arguments is no cache',
    source: 'let first\nfunction f(x) { if (!first) first = x\n return first }',
    verdict: 'impure',
    reasons: ['assigns-outer first'],
  },
  {
    claim: 'a record of what was seen is no cache',
    source: 'const seen = {}\nfunction f(k) { if (seen[k]) return false\n seen[k] = true\n return true }',
    verdict: 'impure',
    reasons: ['mutates-outer seen[...]'],
  },
  {
    claim: 'a tally is no cache',
    source: 'const tally = {}\nfunction f(k) { tally[k] = (tally[k] || 0) + 1\n return tally[k] }',
    verdict: 'impure',
    reasons: ['mutates-outer tally[...]'],
  },
  {
    claim: 'a structure that another function fills too is no cache',
    source:
      'const cache = {}\nexport function put(k, v) { cache[k] = v }\nexport function f(k) { return cache[k] || (cache[k] = k.trim()) }',
    verdict: 'impure',
    reasons: ['mutates-outer cache[...]'],
    state: ['reads-mutated-binding cache put'],
  },
  {
    claim: 'a comparison with the last argument is no cache',
    source: 'let last\nfunction f(x) { const same = x === last\n last = x\n return same }',
    verdict: 'impure',
    reasons: ['assigns-outer last'],
  },
  {
    claim: 'a getter is state where what it reads is',
    source:
      'let rate = 2\nexport function setRate(r) { rate = r }\nexport class C { get factor() { return rate }\n f() { return this.n * this.factor } }',
    verdict: 'pure',
    state: ['reads-reassigned-binding rate setRate'],
  },
  {
    claim: 'so is one that is reached by a pattern, by another name of the object, or by super',
    source:
      'let rate = 2, unit = "m", mark = "!"\nexport function use(r, u, m) { rate = r; unit = u; mark = m }\nclass B { get mark() { return mark } }\nexport class C extends B { get factor() { return rate }\n get unit() { return unit }\n f() { const { factor } = this, self = this; return factor + self.unit + super.mark } }',
    verdict: 'pure',
    state: [
      'reads-reassigned-binding mark use',
      'reads-reassigned-binding rate use',
      'reads-reassigned-binding unit use',
    ],
  },
  {
    claim: 'so is one of an argument, or of a literal',
    source:
      'let rate = 2, unit = "m"\nexport function use(r, u) { rate = r; unit = u }\nexport class C { get factor() { return rate } }\nconst api = { get unit() { return unit } }\nexport function f(c) { return c.factor + api.unit }',
    verdict: 'pure',
    state: ['reads-reassigned-binding rate use', 'reads-reassigned-binding unit use'],
  },
  {
    claim: 'a getter is state where another method writes what it reads',
    source:
      'class A { constructor() { this.unit = 1 }\n use(unit) { this.unit = unit }\n get scale() { return this.unit * 2 }\n f(x) { return x * this.scale } }',
    verdict: 'pure',
    state: ['reads-changing-this this.unit A.use'],
  },
  ...[
    'const other = new A("m")\n if (!x) return other.f(1)',
    'if (!x) return new A("m").f(1)',
    'const other = new A("m")\n other.use("km")',
  ].map((first) => ({
    claim: `what a method writes is state for one that has it write to another object: ${first.replace('\n', ';')}`,
    source: `class A { constructor(unit) { this.use(unit) }\n use(unit) { this.unit = unit }\n f(x) { ${first}\n return x + this.unit } }`,
    verdict: 'pure' as const,
    state: ['reads-changing-this this.unit A.use'],
  })),
  {
    claim: 'and none for one that has it write to its own first',
    source:
      'class A { use(unit) { this.unit = unit }\n f(x) { const self = this\n self.use(x)\n return x + this.unit } }',
    verdict: 'impure',
    reasons: ['mutates-this this.unit'],
  },
  {
    claim: 'a number among settings that are exported is one of them',
    source:
      'export const config = { precision: 2, unit: "m" }\nexport function f(x) { return x.toFixed(config.precision) }',
    verdict: 'pure',
    state: ['reads-mutated-binding config.precision any user of the module'],
  },
  {
    claim: 'what a class keeps on itself is state when it is read through its instances',
    source:
      'export class Stat { static n = 0\n static inc() { Stat.n++ }\n f() { return this.constructor.n + this.k } }',
    verdict: 'pure',
    state: ['reads-mutated-binding this.constructor.n Stat.inc'],
  },
  {
    claim: 'also where a static method writes it by this',
    source:
      'export class Stat { static n = 0\n static inc() { this.n++ }\n f() { return this.constructor.n + this.k } }',
    verdict: 'pure',
    state: [
      'reads-changing-this this.constructor.n Stat.inc',
      'reads-mutated-binding this.constructor.n any user of the module',
    ],
  },
  {
    claim: 'and where it is written from outside of the class, or read by one that inherits',
    source:
      'class Stat { static n = 0 }\nexport function inc() { Stat.n++ }\nexport class Own extends Stat { f() { return this.constructor.n } }',
    verdict: 'pure',
    state: ['reads-mutated-binding this.constructor.n inc'],
  },
  {
    claim: 'settings that are handed to a function that others give may be changed by it',
    source:
      "const settings = { unit: 'px' }\nexport function configure(fn) { fn(settings) }\nexport function f(x) { return x + settings.unit }",
    verdict: 'pure',
    state: ['reads-mutated-binding settings.unit configure'],
  },
  {
    claim: 'so may an object with methods that is handed on from where it is kept',
    source:
      "class Rules { constructor() { this.all = [] }\n add(r) { this.all.unshift(r) } }\nconst kept = {}\nconst of = (l) => kept[l] || (kept[l] = new Rules())\nexport function rules(l, fn) { if (fn) fn(of(l))\n return of(l) }\nexport function f(w) { return rules('en').all.length + w }",
    verdict: 'unknown',
    reasons: ['calls-unknown fn'],
    state: ['reads-mutated-binding kept rules'],
  },
  {
    claim: 'a plugin may set what the library holds, which it is handed whole, and replaces none of its functions',
    source:
      'const rules = []\nfunction lib(x) { return x }\nlib.rules = rules\nlib.trim = (x) => x.trim()\nlib.use = (plugin) => { plugin.install(lib) }\nexport function f(x) { return lib.trim(x) + lib.rules.length }\nexport default lib',
    verdict: 'pure',
    state: ['reads-mutated-binding lib.rules use'],
  },
  {
    claim: 'and an object that hands itself to plugins',
    source:
      "export class Lib { constructor() { this.unit = 'px' }\n use(plugin) { plugin(this)\n return this }\n f(x) { return x + this.unit } }",
    verdict: 'pure',
    state: ['reads-changing-this this.unit Lib.use'],
  },
  {
    claim: 'one that hands itself to who walks a tree is not changed by that',
    source:
      "export class Leaf { constructor() { this.text = 'a' }\n walk(visit) { visit(this) }\n f(x) { return x + this.text } }",
    verdict: 'pure',
  },
  {
    claim: 'settings that everybody may ask for may be set by everybody; defaults that stand for missing options not',
    source:
      "const settings = { unit: 'px' }\nconst defaults = { by: 1 }\nexport function all() { return settings }\nconst given = (o) => { if (!o) return defaults\n return o }\nexport function f(x, o) { return x + settings.unit + given(o).by + defaults.by }",
    verdict: 'pure',
    state: ['reads-mutated-binding settings.unit all'],
  },
  {
    claim: 'units of an exported function are settings though they are worked out from each other',
    source:
      'export default function parse(text) { return text * parse.h }\nparse.minute = parse.m = 60\nparse.h = parse.m * 60\nexport const f = (x) => x * parse.h + parse.minute',
    verdict: 'pure',
    state: [
      'reads-mutated-binding parse.h any user of the module',
      'reads-mutated-binding parse.minute any user of the module',
    ],
  },
  {
    claim: 'what was taken out of an object while the module was loaded changes with it',
    source:
      "const settings = { format: { unit: 'px' }, names: { a: 1 } }\nconst { format } = settings\nconst names = settings.names\nexport function configure(u) { settings.format.unit = u }\nexport function f(x) { return x + format.unit + names.a }",
    verdict: 'pure',
    state: ['reads-mutated-binding format.unit configure'],
  },
  {
    claim: 'what is read by a key of an exported function that has settings may be one of them',
    source:
      'export default function parse(text) { return text }\nparse.m = 60\nparse.h = parse.m * 60\nexport const f = (unit) => parse[unit]',
    verdict: 'pure',
    state: ['reads-mutated-binding parse[...] any user of the module'],
  },
  {
    claim: 'of an exported table it is not',
    source:
      "const names = { red: 'f00', blue: '00f' }\nmodule.exports = names\nnames.f = function f(n) { return names[n] }",
    verdict: 'pure',
  },
  {
    claim:
      'classes that transpilers wrote are known by the name that they are returned under, with their static methods',
    source:
      "var kept = {}\nvar Rules = (function () {\n function Rules() { this.all = [] }\n _createClass(Rules, [{ key: 'add', value: function add(r) { this.all.unshift(r) } }], [{ key: 'of', value: function of(l) { return kept[l] || (kept[l] = new Rules()) } }])\n return Rules\n})()\nexport function rules(l, fn) { fn(Rules.of(l)) }\nexport function f(w) { return Rules.of('en').all.length + w }",
    verdict: 'pure',
    state: ['reads-mutated-binding kept rules'],
  },
  {
    claim: 'static fields of an exported class are settings, constants by their name and private ones not',
    source:
      'export class Money { static digits = 2\n static MAX = 9\n static #own = 1\n f(x) { return x + Money.digits + Money.MAX + Money.#own } }',
    verdict: 'pure',
    state: ['reads-mutated-binding Money.digits any user of the module'],
  },
  {
    claim: 'what a function of another module is called to fill is changed, where nobody takes a result',
    source:
      "const _ = require('lodash')\nconst merge = require('deepmerge')\nconst settings = { unit: 'px' }\nconst defaults = { step: 1 }\nexports.configure = (o) => { _.extend(settings, o) }\nexports.f = function f(x, o) { const all = merge(defaults, o)\n return x + settings.unit + defaults.step + all.step }",
    verdict: 'unknown',
    reasons: ['calls-unknown merge'],
    state: ['reads-mutated-binding settings.unit configure'],
  },
  {
    claim: 'so is a field of an object',
    source:
      "const merge = require('lodash.merge')\nmodule.exports = class { constructor() { this.o = { unit: 'px' } }\n configure(o) { merge(this.o, o) }\n f(x) { return x + this.o.unit } }",
    verdict: 'pure',
    state: ['reads-changing-this this.o exports.configure'],
  },
  {
    claim: 'an object that a function makes at once has methods, and what one of them sets another reads',
    source:
      "const config = (() => { let unit = 'px'\n return { get: () => unit, set: (u) => { unit = u } } })()\nexports.set = config.set\nexports.f = function f(x) { return x + config.get() }",
    verdict: 'pure',
    state: ['reads-reassigned-binding unit set'],
  },
  {
    claim: 'a method that is bound and handed out may be called by anybody',
    source:
      'class Units { constructor() { this.all = new Map() }\n define(k, v) { this.all.set(k, v) }\n ratio(k) { return this.all.get(k) } }\nconst units = new Units()\nexport const define = units.define.bind(units)\nexport function f(x, k) { return x * units.ratio(k) }',
    verdict: 'pure',
    state: ['reads-mutated-binding units Units.define'],
  },
  {
    claim: 'methods that are mixed into a prototype are methods',
    source:
      "function Foo() { this.unit = 'px' }\nObject.assign(Foo.prototype, { use(u) { this.unit = u }, f(x) { return x + this.unit } })\nmodule.exports = Foo",
    verdict: 'pure',
    state: ['reads-changing-this this.unit use'],
  },
  ...[
    "require('util').inherits(Foo, Base)",
    '__extends(Foo, Base)',
    'Foo.prototype = Object.create(Base.prototype)',
    'Foo.prototype = new Base()',
  ].map(
    (how): Row => ({
      claim: `a constructor function inherits methods that write: ${how}`,
      source: `function Base() { this.unit = 'px' }\nBase.prototype.use = function (u) { this.unit = u }\nfunction Foo() { Base.call(this) }\n${how}\nFoo.prototype.f = function (x) { return x + this.unit }\nmodule.exports = Foo`,
      verdict: 'pure',
      state: ['reads-changing-this this.unit use'],
    }),
  ),
  {
    claim: 'a function that takes its own properties for settings depends on whoever has it, one that calls itself not',
    source:
      "export function make(o) { const g = (x) => x > 0 ? [1].map(g) : x\n const f = (x, more) => { const all = Object.assign({}, f, more)\n return g(x) + all.unit }\n return Object.assign(f, { unit: 'px' }, o) }",
    verdict: 'pure',
    state: ['reads-mutated-binding f any user of the module'],
  },
  ...[
    'class Base { shade() { return 1 }\n f(x) { return x + this.shade() } }\nclass Foo extends Base {}\nexport class Bar extends Foo { shade() { return mode } }',
    'function Base() {}\nBase.prototype.shade = function () { return 1 }\nBase.prototype.f = function (x) { return x + this.shade() }\nexport function Foo() {}\nFoo.prototype = Object.create(Base.prototype)\nFoo.prototype.shade = () => mode',
  ].map(
    (classes): Row => ({
      claim: `a method may call what an inheriting class of the file puts in the place of another: ${classes.slice(0, 14)}`,
      source: `let mode = 0\nexport function choose(m) { mode = m }\n${classes}`,
      verdict: 'pure',
      state: ['reads-reassigned-binding mode choose'],
    }),
  ),
  {
    claim: 'so may one that leaves that method to them',
    source:
      'let mode = 0\nexport function choose(m) { mode = m }\nexport class Base { f(x) { return x + this.shade() } }\nexport class Foo extends Base { shade() { return mode } }',
    verdict: 'unknown',
    reasons: ['calls-unknown this.shade'],
    state: ['reads-reassigned-binding mode choose'],
  },
  {
    claim:
      'a class that inherits from another base has no part in it, nor has an object that is made of the base itself',
    source:
      'let mode = 0\nexport function choose(m) { mode = m }\nclass Base { shade() { return 1 } }\nclass Other { shade() { return 2 }\n g(x) { return x + this.shade() } }\nexport class Bar extends Base { shade() { return mode } }\nexport function f(x) { return x + new Base().shade() + new Other().g(x) }',
    verdict: 'pure',
  },
  ...['typeof used === "function"', 'typeof used != "undefined"'].map(
    (test): Row => ({
      claim: `what kind of value a variable holds changes with its value: ${test}`,
      source: `let used\nexport function use(fn) { used = fn }\nexport function f(x) { return ${test} ? x + 1 : x }`,
      verdict: 'pure',
      state: ['reads-reassigned-binding used use'],
    }),
  ),
  {
    claim: 'an object that is only filled stays an object',
    source:
      'const used = {}\nexport function use(k, v) { used[k] = v }\nexport function f(x) { return typeof used === "object" ? x + 1 : x }',
    verdict: 'pure',
    state: [],
  },
  ...[
    'this.rules.register(name, rule)',
    'this.held.rules.register({ name, rule })',
    'return void 0, this.more.push(name)',
    'await this.rules.register(rule)',
  ].map(
    (call): Row => ({
      claim: `a method changes what its object holds by a call that nobody can follow: ${call}`,
      source: `import { Rules } from './rules.js'\nexport class Lib { constructor() { this.rules = this.held = new Rules()\n this.more = [] }\n async use(name, rule) { ${call} }\n f(x) { return [this.rules.of(x), this.held.size, this.more[0]] } }`,
      verdict: 'unknown',
      reasons: ['calls-unknown this.rules.of'],
      state: [call.includes('more') ? 'this.more' : call.includes('held') ? 'this.held' : 'this.rules'].map(
        (part) => `reads-changing-this ${part} Lib.use`,
      ),
    }),
  ),
  ...[
    'this.log.debug(name)',
    'this.rules.check()',
    'return this.rules.of(name)',
    'const found = this.rules.of(name); return found.concat(rule)',
    'this.rules.forEach((one) => name(one))',
    'this.rules.emit(name)',
  ].map(
    (call): Row => ({
      claim: `one that only asks or tells it something does not: ${call}`,
      source: `import { Rules, Log } from './rules.js'\nexport class Lib { constructor() { this.rules = new Rules()\n this.log = new Log() }\n other(name, rule) { ${call} }\n f(x) { this.log.debug(x)\n return this.rules.of(x) } }`,
      verdict: 'unknown',
      reasons: ['calls-unknown this.log.debug', 'calls-unknown this.rules.of'],
      state: [],
    }),
  ),
  {
    claim: "a method whose object another file's function reads depends on what other methods change",
    source:
      "import { walk } from './walk.js'\nexport class Lib { constructor() { this.unit = 1 }\n use(u) { this.unit = u }\n f(x) { return walk(x, this) } }",
    verdict: 'unknown',
    reasons: ['calls-unknown walk'],
    state: ['reads-changing-this this Lib.use'],
  },
  {
    claim: 'one whose object it is only told of does not',
    source:
      "import { log } from './log.js'\nexport class Lib { constructor() { this.unit = 1 }\n use(u) { this.unit = u }\n f(x) { log(x, this)\n return x } }",
    verdict: 'unknown',
    reasons: ['calls-unknown log'],
    state: [],
  },
  {
    claim: 'a method that keeps what it is given is there for users too, also where the constructor calls it',
    source:
      'export class Noise { constructor(n) { this.table = []\n this.seed(n) }\n seed(n) { for (let i = 0; i < 256; i++) this.table[i] = (n * i) % 256 }\n f(x) { return this.table[x & 255] } }',
    verdict: 'pure',
    state: ['reads-changing-this this.table Noise.seed'],
  },
  ...['_seed(n)', 'init(n)', 'parse(n)', 'seed()'].map(
    (method): Row => ({
      claim: `one that only makes the object is not: ${method}`,
      source: `export class Noise { constructor(n) { this.table = []\n this.${method} }\n ${method} { for (let i = 0; i < 256; i++) this.table[i] = i }\n f(x) { return this.table[x & 255] } }`,
      verdict: 'pure',
      state: [],
    }),
  ),
  {
    claim: 'what a function of another file is told to put something into is changed',
    source:
      "import { into, check } from './objects.js'\nconst operators = { query: {}, other: {} }\nexport function use(kind, more) { check(kind)\n into(operators[kind], more) }\nexport function f(kind, name) { return operators[kind][name] || null }",
    verdict: 'pure',
    state: ['reads-mutated-binding operators use'],
  },
  {
    claim: 'what one is told to check is not',
    source:
      "import { check } from './objects.js'\nconst operators = { query: {}, other: {} }\nexport function use(kind, more) { check(operators[kind], more) }\nexport function f(kind, name) { return operators[kind][name] || null }",
    verdict: 'pure',
    state: [],
  },
  {
    claim:
      'what a function keeps of its argument, and functions inside of it change, is state of those who read it by name',
    source:
      'const s = { a: 1, b: 2 }\nfunction make(o) { return { set(v) { o.a = v } } }\nexport const k = make(s)\nexport function f(x) { return s.a + x }',
    verdict: 'pure',
    state: ['reads-mutated-binding s.a set'],
  },
  {
    claim: 'what they do not change of it is not',
    source:
      'const s = { a: 1, b: 2 }\nfunction make(o) { return { set(v) { o.a = v } } }\nexport const k = make(s)\nexport function f(x) { return s.b + x }',
    verdict: 'pure',
    state: [],
  },
  {
    claim: 'nor is another object of the same kind',
    source:
      'const s = { a: 1 }, t = { a: 1 }\nfunction make(o) { return { set(v) { o.a = v } } }\nexport const k = make(s)\nexport function f(x) { return t.a + x }',
    verdict: 'pure',
    state: [],
  },
  {
    claim: 'nor what it changes only while the file is loaded',
    source:
      'const s = { a: 1 }\nfunction fill(o) { const put = (v) => { o.a = v }\n put(2) }\nfill(s)\nexport function f(x) { return s.a + x }',
    verdict: 'pure',
    state: [],
  },
  {
    claim: 'so it is when it is a part of the argument, and handed on once more',
    source:
      'const s = { a: 1 }\nfunction inner(o) { return (v) => { o.a = v } }\nfunction make({ o }) { return inner(o) }\nexport const set = make({ o: s })\nexport function f(x) { return s.a + x }',
    verdict: 'pure',
    state: ['reads-mutated-binding s.a a function'],
  },
  {
    claim: 'so it is when an instance keeps it',
    source:
      'const s = new Map()\nclass Store { constructor(map) { this.map = map } add(k, v) { this.map.set(k, v) } }\nexport const store = new Store(s)\nexport function f(x) { return s.get(x) }',
    verdict: 'pure',
    state: ['reads-mutated-binding s Store.add'],
  },
  {
    claim: 'so it is when instances keep it unless they are given another one',
    source:
      'const s = { a: 1 }\nclass Store { constructor(o = s) { this.o = o } set(v) { this.o.a = v } }\nexport const store = new Store()\nexport function f(x) { return s.a + x }',
    verdict: 'pure',
    state: ['reads-mutated-binding s.a Store.set'],
  },
  {
    claim: 'so it is when their field begins with it',
    source:
      'const s = { a: 1 }\nclass Store { o = s\n set(v) { this.o.a = v } }\nexport const store = new Store()\nexport function f(x) { return s.a + x }',
    verdict: 'pure',
    state: ['reads-mutated-binding s.a Store.set'],
  },
  {
    claim: 'a field that begins with an object of its own is not',
    source:
      'const s = { a: 1 }\nclass Store { o = { ...s }\n set(v) { this.o.a = v } }\nexport const store = new Store()\nexport function f(x) { return s.a + x }',
    verdict: 'pure',
    state: [],
  },
  {
    claim: 'what static methods change of their class is state of who reads it by the name of the class',
    source:
      'export class Kinds { static all = new Map()\n static add(x) { this.all.set(x, 1) } }\nexport function f(x) { return Kinds.all.get(x) }',
    verdict: 'pure',
    state: ['reads-mutated-binding Kinds.all Kinds.add'],
  },
  {
    claim: 'so is what they change by that name of who reads it from this',
    source:
      'export class Kinds { static all = []\n static add(x) { Kinds.all.push(x) }\n static f(x) { return this.all.length + x } }',
    verdict: 'pure',
    state: ['reads-changing-this this.all Kinds.add'],
  },
  {
    claim: 'and of the methods of an object',
    source:
      'const api = { all: [], add(x) { api.all.push(x) }, f(x) { return this.all.length + x } }\nexport default api',
    verdict: 'pure',
    state: ['reads-changing-this this.all add'],
  },
])

test.run()
