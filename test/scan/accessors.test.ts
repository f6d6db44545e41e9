import { test } from 'uvu'
import { claimTable, type Row } from './purity-table.js'

const F = 'function (x) { return x + this.unit }'
const SET = 'function (u) { this.unit = u }'

/** A constructor that `rest` gives a prototype; its users may set `u`. */
function made(rest: string): string {
  return `function Length() { this.unit = 1 }\n${rest}\nmodule.exports = Length`
}

claimTable([
  ...(
    [
      ['set', `Object.defineProperty(Length.prototype, "u", { set: ${SET}, enumerable: false })`],
      ['set', `Object.defineProperty(Length.prototype, "u", { get() { return this.unit }, set(u) { this.unit = u } })`],
      ['set', `Reflect.defineProperty(Length.prototype, key, { set: ${SET} })`],
      ['set', `Object.defineProperties(Length.prototype, { u: { set: ${SET} } })`],
      ['set', `var __defProp = Object.defineProperty\n__defProp(Length.prototype, "u", { set: ${SET} })`],
      ['a function', `Length.prototype.__defineSetter__("u", ${SET})`],
      ['value', `Object.defineProperty(Length.prototype, "setUnit", { value: ${SET} })`],
    ] as const
  ).map(
    ([writer, definition]): Row => ({
      claim: `what users set by an accessor that is defined apart is state of methods that read it: ${definition}`,
      source: made(`${definition}\nLength.prototype.f = ${F}`),
      verdict: 'pure',
      state: [`reads-changing-this this.unit ${writer}`],
    }),
  ),
  ...[
    made('Length.prototype = { set u(v) { this.unit = v }, f: function (x) { return x + this.unit } }'),
    made(`Object.assign(Length.prototype, { set u(v) { this.unit = v } })\nLength.prototype.f = ${F}`),
    'module.exports = { unit: 1, set u(v) { this.unit = v }, f(x) { return x + this.unit } }',
    'const api = { unit: 1, set u(v) { this.unit = v }, f(x) { return x + this.unit } }\nmodule.exports = api',
    'module.exports = () => ({ unit: 1, set u(v) { this.unit = v }, f(x) { return x + this.unit } })',
  ].map(
    (source): Row => ({
      claim: `so is what they set by an accessor of a literal: ${source}`,
      source,
      verdict: 'pure',
      state: ['reads-changing-this this.unit u'],
    }),
  ),
  ...[
    'Object.defineProperty(Length.prototype, "u", { get: function () { return this.unit } })',
    'Object.defineProperty(Length.prototype, "u", { set: function (u) { this.other = u } })',
    'Object.defineProperty(Length, "u", { set: function (u) { this.unit = u } })',
    'Object.defineProperty(other, "u", { set: function (u) { this.unit = u } })',
    '_defineProperty(Length.prototype, "u", { set: function (u) { this.unit = u } })',
    'var other = { set u(v) { this.unit = v } }',
  ].map(
    (definition): Row => ({
      claim: `accessors that write nothing that a method reads of its object leave it alone: ${definition}`,
      source: made(`${definition}\nLength.prototype.f = ${F}`),
      verdict: 'pure',
      state: [],
    }),
  ),
  {
    claim: 'a method that an accessor is defined beside is found by its name',
    source: made(
      `Object.defineProperty(Length.prototype, "read", { value: ${F} })\nLength.prototype.setUnit = ${SET}\nLength.prototype.f = function (x) { return this.read(x) }`,
    ),
    verdict: 'pure',
    state: ['reads-changing-this this.unit setUnit'],
  },
])

test.run()
