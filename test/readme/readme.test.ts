/** What the README shows of the program stays what the program does, where that can be told without a run. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { packageRoot } from '../../src/wire/package-root.js'
import { sampleReport } from '../report/literal-report.js'

interface Claim {
  calls: number
  hits: number
  misses: number
  absent?: boolean
  why?: string
}

interface Claims {
  sites?: Record<string, Claim>
  exports?: Record<string, Claim>
  exportsBreak?: string
}

const readme = read('README.md')

test('the README has the counts that differ under --wrap exports as the fixtures have them', () => {
  const rows = moduleFixtures().flatMap((name) => rowsOf(name, JSON.parse(read('fixtures', name, 'expect.json'))))
  const titles = '| fixture | function | bindings: calls / hits / misses | exports | why |\n|---|---|---|---|---|'
  const table = [titles, ...rows].join('\n')
  assert.is(between('<!-- exports -->', '<!-- /exports -->'), table, `paste this:\n${table}`)
})

test("every key of a report is in the README's schema, and every key there is one of a report's types", () => {
  const schema = between('```\n{ schemaVersion', '```').replaceAll(/\/\/.*|"[^"]*"/g, '')
  const shown = new Set(schema.match(/[a-z]\w*/gi))
  for (const key of keysOf(sampleReport)) assert.ok(shown.has(key) || key === 'schemaVersion', `missing: ${key}`)
  const types = [
    'report/report-head.ts',
    'report/probe-report.ts',
    'report/screening-report.ts',
    'report/hot-spot-report.ts',
    'report/existing-cache.ts',
    'report/funnel-report.ts',
    'verdict/site-verdict.ts',
    'stats/interval.ts',
    'wire/record.ts',
  ]
  const source = types.map((path) => read('src', path)).join('\n')
  for (const key of shown) assert.match(source, new RegExp(`\\b${key}\\b`), `unknown: ${key}`)
})

test('every function in the table of the demo is one of the demo', () => {
  const ids = between('<!-- demo -->', '<!-- /demo -->').match(/\S+#\w+/g) ?? []
  assert.ok(ids.length >= 7)
  for (const id of ids) {
    const [file = '', name = ''] = id.split('#')
    assert.match(read('fixtures/demo', file), new RegExp(`function ${name}\\b`))
  }
})

function read(...path: string[]): string {
  return readFileSync(join(packageRoot(), ...path), 'utf8')
}

function between(start: string, end: string): string {
  const from = readme.indexOf(start)
  assert.ok(from !== -1, `README.md has no ${start}`)
  return readme.slice(from + start.length, readme.indexOf(end, from + start.length)).trim()
}

/** ES module fixtures with claims, sorted. */
function moduleFixtures(): string[] {
  return readdirSync(join(packageRoot(), 'fixtures'))
    .filter((name) => existsSync(join(packageRoot(), 'fixtures', name, 'expect.json')))
    .filter((name) => JSON.parse(read('fixtures', name, 'package.json')).type === 'module')
    .sort()
}

function rowsOf(name: string, { sites, exports, exportsBreak }: Claims): string[] {
  if (exportsBreak !== undefined) return [`| ${name} | all | | the program fails | ${exportsBreak} |`]
  return Object.entries(exports ?? {}).map(([id, claim]) => {
    const found = claim.absent ? 'not wrapped' : counts(claim)
    return `| ${name} | \`${id.slice(id.indexOf('#') + 1)}\` | ${counts(sites?.[id])} | ${found} | ${claim.why} |`
  })
}

function counts(claim: Claim | undefined): string {
  return claim ? `${claim.calls} / ${claim.hits} / ${claim.misses}` : ''
}

/** Keys at every depth, but for those that depend on what was probed: options and the arguments of reasons. */
function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(keysOf)
  return Object.entries(value).flatMap(([key, below]) =>
    key === 'options' || key === 'args' ? [key] : [key, ...keysOf(below)],
  )
}

test.run()
