import { test } from 'uvu'
import { claimTable, type Row } from './purity-table.js'

const F = 'function (x) { return x + this.unit }'
const SET = 'function (u) { this.unit = u }'
const MADE = `function Length() { this.unit = 1 }\nLength.prototype.f = ${F}\nmodule.exports = Length`

function row(claim: string, source: string, writer: string | undefined): Row {
  return {
    claim: `${claim}: ${source}`,
    source,
    verdict: 'pure',
    state: writer === undefined ? [] : [`reads-changing-this this.unit ${writer}`],
  }
}

claimTable([
  ...[
    `["a"].forEach((name) => { Length.prototype[name] = ${SET} })`,
    `for (const name of names) Length.prototype[name] = ${SET}`,
    'Object.assign(Length.prototype, { [name](u) { this.unit = u } })',
  ].map((given) =>
    row('a method under a name that nobody knows writes to its object', `${MADE}\n${given}`, 'a function'),
  ),
  row(
    'a method of no object of that kind does not',
    `${MADE}\nconst other = {}\nother[name] = ${SET}\nexports.other = other`,
    undefined,
  ),
  ...[
    `Length.fn = Length.prototype = { f: ${F} }\nLength.fn.setUnit = ${SET}`,
    `Length.prototype.f = ${F}\nLength.fn = Length.prototype\nLength.fn.setUnit = ${SET}`,
    `var proto = Length.prototype = { f: ${F} }\nproto.setUnit = ${SET}`,
  ].map((given) =>
    row(
      'a prototype is filled under other names too',
      `function Length() { this.unit = 1 }\n${given}\nmodule.exports = Length`,
      'setUnit',
    ),
  ),
  ...[
    'Object.assign(Length.prototype, mixin)',
    'extend(Length.prototype, mixin)',
    'for (const name in mixin) Length.prototype[name] = mixin[name]',
    'Object.keys(mixin).forEach((name) => { Length.prototype[name] = mixin[name] })',
  ].map((mixed) =>
    row('methods of a mixin write to its object', `const mixin = { setUnit: ${SET} }\n${MADE}\n${mixed}`, 'setUnit'),
  ),
  row(
    'and a mixin of another class does not',
    `const mixin = { setUnit: ${SET} }\n${MADE}\nObject.assign(Other.prototype, mixin)`,
    undefined,
  ),
  ...(
    [
      ['source.on("unit", (u) => { this.unit = u })', 'Length.constructor'],
      ['this.setUnit = (u) => { this.unit = u }', 'Length.constructor'],
      ['setTimeout(() => { this.unit = 2 })', 'Length.constructor'],
      ['source.then((u) => { this.unit = u })', 'Length.constructor'],
      ['[1].forEach((u) => { this.unit = u })', undefined],
      ['new Promise((done) => { this.unit = done })', undefined],
      ['const set = (u) => { this.unit = u }; set(2)', undefined],
      ['walk(source, (u) => { this.unit = u })', undefined],
    ] as const
  ).map(([left, writer]) =>
    row(
      'what making an object leaves behind may write to it later',
      `export class Length { constructor(source) { this.unit = 1; ${left} } f(x) { return x + this.unit } }`,
      writer,
    ),
  ),
  ...[
    'export class Length { f(x) { return x + this.unit } }\nexport class Width extends Length { setUnit(u) { this.unit = u } }',
    'export class Length { f(x) { return x + this.unit } }\nclass Half extends Length {}\nexport class Width extends Half { setUnit(u) { this.unit = u } }',
    `function Length() {}\nLength.prototype.f = ${F}\nfunction Width() {}\nWidth.prototype = Object.create(Length.prototype)\nWidth.prototype.setUnit = ${SET}\nexport { Length, Width }`,
  ].map((source) =>
    row(
      'methods of heirs write to objects that inherited ones read',
      source,
      source.includes('class') ? 'Width.setUnit' : 'setUnit',
    ),
  ),
  ...[
    'export class Length { f(x) { return x + this.unit } }\nexport class Width extends Length { constructor(u) { super(); this.unit = u } }',
    'export class Length { constructor() { this.setup() }\n setup() {}\n f(x) { return x + this.unit } }\nexport class Width extends Length { setup() { this.unit = 2 } }',
    'export class Length { f(x) { return x + this.unit } }\nexport class Width { setUnit(u) { this.unit = u } }',
  ].map((source) => row('but not while they are made', source, undefined)),
])

test.run()
