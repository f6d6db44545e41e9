import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { renderWarning } from '../../src/verdict/messages.js'
import { type Seen, unseenWarnings } from '../../src/verdict/unseen.js'
import type { SkippedLine } from '../../src/wire/record.js'
import { evidenceWhen } from './case-file.js'

const siteIn = (file: string, unwrappable?: 'setter') =>
  evidenceWhen({ site: { id: `${file}#f`, file, unwrappable } }).site

const lost = (file: string, detail = 'nobody knows how'): SkippedLine => {
  return { type: 'skipped', file, reason: 'not-instrumented', detail }
}

const FILES = ['a.js', 'b.js', 'c.js', 'd.js', 'e.js']
const NOTHING: Seen = {
  sites: FILES.map((file) => siteIn(file)),
  observations: new Map(),
  skipped: [],
  runner: undefined,
}

function told(seen: Partial<Seen>): string[] {
  return unseenWarnings({ ...NOTHING, ...seen }).map((warning) => renderWarning(warning).message)
}

test('a command that loads no target is told to check what is included', () => {
  assert.equal(told({}), [
    'none of the functions found was seen being loaded by the command: check --include, or give a command that runs them',
  ])
})

test('a test runner under which no target was seen is named with its version', () => {
  assert.equal(told({ runner: 'vitest 9.1.0' }), [
    'no function of a target file was seen being loaded by vitest 9.1.0: either its tests use none that can be wrapped (check --include, and which files were left out), or this version evaluates files in a way that cache-probe cannot see',
  ])
})

test('where anything was seen, the rest is taken for unused', () => {
  assert.equal(told({ runner: 'vitest 9.1.0', observations: new Map([['b.js#f', {}]]) }), [])
})

test('files that were evaluated where they could not be wrapped are named once for each reason, the first of them', () => {
  const skipped = [...FILES.map((file) => lost(file)), lost('a.js', 'there were too many')]
  assert.equal(told({ skipped, runner: 'jest 31.0.0', observations: new Map([['b.js#f', {}]]) }), [
    '5 target files could not be instrumented under jest 31.0.0 (a.js, b.js, c.js, 2 more): nobody knows how',
    '1 target file could not be instrumented under jest 31.0.0 (a.js): there were too many',
  ])
  assert.equal(told({ skipped: [lost('a.js')] }), ['1 target file could not be instrumented (a.js): nobody knows how'])
})

test('a file in which nothing could have been wrapped is no loss', () => {
  const sites = [...NOTHING.sites, siteIn('setter.js', 'setter')]
  assert.equal(told({ sites, skipped: [lost('setter.js')], observations: new Map([['a.js#f', {}]]) }), [])
})

test.run()
