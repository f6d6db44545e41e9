import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { siteNamed } from './purity-table.js'

test('a reason names the functions that lead to it, itself first, and the line where it is', () => {
  const source =
    'function f() { return tokenize() }\nfunction tokenize() { return next() }\nconst next = () =>\n  Date.now()'
  assert.equal(siteNamed(source, 'f').purity.reasons, [
    { code: 'reads-clock', line: 4, subject: 'Date.now', path: ['f', 'tokenize', 'next'] },
  ])
})

test('what a function does itself needs no path', () => {
  assert.equal(siteNamed('const f = () => Date.now()', 'f').purity.reasons, [
    { code: 'reads-clock', line: 1, subject: 'Date.now' },
  ])
})

test('a change of an argument by a helper has the helpers for a path', () => {
  const source = 'const put = (to) => to.push(1)\nconst all = (to) => put(to)\nconst f = (list) => all(list)'
  assert.equal(siteNamed(source, 'f').purity.reasons[0]?.path, ['f', 'all', 'put'])
})

test('of functions that call each other the path ends', () => {
  const source = 'const f = (n) => n && odd(n - 1)\nconst odd = (n) => f(n - 1) || Date.now()'
  assert.equal(siteNamed(source, 'f').purity.reasons[0]?.path, ['f', 'odd'])
})

test.run()
