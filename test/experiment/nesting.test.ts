/** Sites whose caches reach into each other are told from those whose savings add up. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { areNested, type Nesting } from '../../src/experiment/nesting.js'

const nesting = (insideOf: Record<string, string[]>, starved: string[] = []): Nesting => ({
  insideOf: new Map(Object.entries(insideOf)),
  starved: new Set(starved),
})

test('a site that was seen inside of another is nested with it, whichever is asked for first', () => {
  const seen = nesting({ inner: ['outer'] })
  assert.ok(areNested('inner', 'outer', seen) && areNested('outer', 'inner', seen))
  assert.not.ok(areNested('inner', 'other', seen) || areNested('outer', 'other', seen))
})

test('two that were seen inside of the same third one may be inside of each other', () => {
  assert.ok(areNested('parse', 'words', nesting({ parse: ['api'], words: ['api'] })))
  assert.not.ok(areNested('parse', 'words', nesting({ parse: ['api'], words: ['other'] })))
})

test('one that loses calls to nobody knows whose cache is nested with all', () => {
  assert.ok(areNested('starved', 'other', nesting({}, ['starved'])))
  assert.not.ok(areNested('one', 'other', nesting({}, ['starved'])))
})

test.run()
