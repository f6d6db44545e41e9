import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { cutEnd, cutMiddle, pad, widthOf, wrap } from '../../src/report/width.js'

test('an umlaut takes one column, composed or decomposed', () => {
  assert.is(widthOf('größe'), 5)
  assert.is(widthOf('gro\u0308ße'), 5)
})

test('Chinese, Japanese and Korean characters take two columns', () => {
  assert.equal(['長さ', 'はやい', '길이'].map(widthOf), [4, 6, 4])
})

test('a joined emoji is one character of two columns', () => {
  assert.is(widthOf('👩‍💻'), 2)
})

test('dashes, arrows and the ellipsis take one column', () => {
  assert.is(widthOf('–→…'), 3)
})

test('padding counts columns, not code units', () => {
  assert.is(pad('長さ', 6), '長さ  ')
  assert.is(pad('ab', 4, 'right'), '  ab')
})

test('a cut in the middle keeps both ends and fills the width', () => {
  assert.is(cutMiddle('src/range/parse.js#Parser.next', 15), 'src/ran…er.next')
  assert.is(cutMiddle('short', 5), 'short')
})

test('a wide character that would pass the limit is left out', () => {
  assert.is(cutEnd('長さ計算', 6), '長さ…')
})

test('text is wrapped at spaces, and a longer word where it must be', () => {
  assert.equal(wrap('a cache saves much', 8), ['a cache', 'saves', 'much'])
  assert.equal(wrap('abcdefghij', 4), ['abcd', 'efgh', 'ij'])
})

test('a line does not begin with the sign of a share', () => {
  assert.equal(wrap('whether it reaches  5 %: no', 20), ['whether it reaches', '5 %: no'])
})

test.run()
