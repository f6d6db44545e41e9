import { test } from 'uvu'
import { claimTable } from './purity-table.js'

const load = "if (parser === undefined) { parser = require('./parser') }"
const both = "if (!parser) { parser = require('./parser'); if (!table) table = require('./table') }"
const other = `export function g() { ${load}\n return parser.size }`
const within = (body: string, beside = other) =>
  `let parser, table\nfunction f(text) { if (text.length > 3) { ${body} }\n return text }\n${beside}`

const changedByG = ['reads-reassigned-binding parser g', 'reads-reassigned-binding parser.length g']

claimTable([
  {
    claim: 'loading a module when it is first needed makes no function impure, deep inside of it and in several',
    source: within(`${load}\n return parser.length`),
    verdict: 'unknown',
    reasons: ['calls-unknown require'],
  },
  {
    claim: 'nor does it with ||=, with || and in the expression that uses it',
    source: within(
      `if (text > 'm') { parser ||= require('./parser'); return parser.length }
 parser = parser || require('./parser')
 return parser.length + (table || (table = require('./table'))).length`,
      `export function g() { table ??= require('./table')\n return table.size }`,
    ),
    verdict: 'unknown',
    reasons: ['calls-unknown require'],
  },
  {
    claim: 'a module that comes with another one is there where that one is',
    source: within(
      `${both}\n return parser.length + table.length`,
      'export function g() { if (!table) table = require("./table") }',
    ),
    verdict: 'unknown',
    reasons: ['calls-unknown require'],
    ownCache: 'parser in part',
  },
  {
    claim: 'where the other one may be loaded without it, somebody has to have been there',
    source: within(
      `${both}\n return parser.length + table.length`,
      `${other}\nexport function h() { if (!table) table = require("./table") }`,
    ),
    verdict: 'impure',
    reasons: ['assigns-outer table', 'calls-unknown require'],
    state: ['reads-reassigned-binding table h', 'reads-reassigned-binding table.length h'],
  },
  {
    claim: 'and where the other one may have been left without it',
    source: within(
      `if (!table) { table = require("./table"); if (text > 'm') return 0; parser = require("./parser") }
 return parser.length`,
      other,
    ),
    verdict: 'impure',
    reasons: ['assigns-outer parser', 'assigns-outer table', 'calls-unknown require'],
    state: ['reads-reassigned-binding parser.length g'],
  },
  ...[
    `if (!parser) { try { parser = require('./parser') } catch (e) { throw new Error('install it: ' + e) } }\n return parser.length`,
    `try { parser ||= require('./parser') } catch { throw new Error('install it') }\n return parser.length`,
    `if (parser === undefined) { try { parser = require('./parser') } catch {} }\n return parser`,
  ].map((body) => ({
    claim: `nor does trying to: ${body.replaceAll('\n', ';')}`,
    source: within(body),
    verdict: 'unknown' as const,
    reasons: ['calls-unknown require'],
  })),
  {
    claim: 'a function that tells whether the module is there already depends on who has been there',
    source: within(`${load}\n return parser.length }\n if (parser) { return 1`),
    verdict: 'impure',
    reasons: ['assigns-outer parser', 'calls-unknown require'],
    state: changedByG,
  },
  {
    claim: 'as does one that uses what only some calls load',
    source: within(`if (text > 'm') { ${load} }\n try { return parser.length } catch { return 0 }`),
    verdict: 'impure',
    reasons: ['assigns-outer parser', 'calls-unknown require'],
    state: changedByG,
  },
  ...[
    `if (!parser) { if (text > 'm') return 0; parser = require('./parser') }\n return parser.length`,
    `if (!parser) { parser = require('./parser'); return 0 }\n return parser.length`,
    `let first\n if (!parser) { parser = require('./parser'); first = true }\n return first || parser.length`,
    `let first = true\n if (!parser) { parser = require('./parser') } else { first = false }\n return first || parser.length`,
    `if (!parser) { try { parser = require('./parser') } catch { return 0 } }\n return parser.length`,
    `if (!parser) { try { parser = require('./parser') } finally { text += '!' } }\n return text + parser.length`,
    `if (!parser) { try { if (text > 'm') throw text; parser = require('./parser') } catch { }}\n return parser.length`,
    `for (const one of text) { if (!parser) { if (one > 'm') continue; parser = require('./parser') }\n return parser.length }`,
  ].map((body) => ({
    claim: `as does one that does something else when it comes first: ${body.replaceAll('\n', ';')}`,
    source: within(body),
    verdict: 'impure' as const,
    reasons: ['assigns-outer parser', 'calls-unknown require'],
    state: changedByG,
  })),
  {
    claim: 'or where its own question is never answered with yes',
    source: within(`${load}\n return parser`).replace('let parser', 'let parser = null'),
    verdict: 'impure',
    reasons: ['assigns-outer parser', 'calls-unknown require'],
    state: ['reads-reassigned-binding parser g'],
  },
  {
    claim: 'one of two modules is what the first caller has chosen',
    source: within(`if (!parser) { if (text > 'm') parser = require('./one'); else parser = require('./two') }
 return parser.length`),
    verdict: 'impure',
    reasons: ['assigns-outer parser', 'calls-unknown require'],
    state: changedByG,
  },
  {
    claim: 'so is a module that the caller names, and what its own parameter says',
    source: within('if (!parser) { parser = require(text); table = text }\n return parser.length + table.length'),
    verdict: 'impure',
    reasons: ['assigns-outer parser', 'assigns-outer table', 'calls-unknown require'],
    state: changedByG,
  },
  {
    claim: 'what somebody puts in its place is state',
    source: within(`${load}\n return parser.length`, 'export function use(other) { parser = other }'),
    verdict: 'impure',
    reasons: ['assigns-outer parser', 'calls-unknown require'],
    state: ['reads-reassigned-binding parser use', 'reads-reassigned-binding parser.length use'],
  },
  {
    claim: 'as is one that others may set, who import it',
    source: `${within(`${load}\n return parser.length`).replace('let', 'export let')}`,
    verdict: 'impure',
    reasons: ['assigns-outer parser', 'calls-unknown require'],
    state: changedByG,
  },
])

test.run()
