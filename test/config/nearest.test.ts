import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { editDistance, nearest } from '../../src/config/nearest.js'

test('the distance counts insertions, deletions and substitutions', () => {
  assert.equal([editDistance('', 'abc'), editDistance('kitten', 'sitting'), editDistance('same', 'same')], [3, 3, 0])
})

test('the nearest word is found whatever its case', () => {
  assert.is(nearest('CACHESIZE', ['maxCacheSize', 'cacheSize']), 'cacheSize')
})

test('a word that is like none has no nearest', () => {
  assert.is(nearest('zebra', ['include', 'exclude']), undefined)
})

test.run()
