import { test } from 'uvu'
import { claimTable } from './purity-table.js'

const distance = (read: string) => `const row = []
function f(a, b) {
  let n = a.length
  let i = 0
  if (n === 0) return b.length
  while (i < n) row[i] = ++i
  let sum = 0
  for (let j = 0; j < b.length; j++) for (i = 0; i < n; i++) { sum += ${read}; row[i] = sum }
  return sum
}`

const masks = (after: string) => `const mask = new Uint32Array(0x10000)
function f(text, other) {
  let i = text.length
  while (i--) { mask[text.charCodeAt(i)] |= 1 << i }
  let sum = 0
  for (let j = 0; j < other.length; j++) sum += mask[other.charCodeAt(j)]
  i = text.length
  ${after}
  return sum
}`

claimTable([
  {
    claim: 'an array whose elements a loop sets before any is read is scratch paper',
    source: distance('row[i]'),
    verdict: 'pure',
  },
  {
    claim: 'not if an element above those is read',
    source: distance('row[i + 1]'),
    verdict: 'impure',
    reasons: ['mutates-outer row[...]'],
    ownCache: 'row',
  },
  {
    claim: 'unless that one was set too',
    source: distance('row[i + 1]').replace('let sum', 'row[n] = n\n  let sum'),
    verdict: 'pure',
  },
  {
    claim: 'nor if the bound changes in between',
    source: distance('row[i]').replace('let sum', 'n = b.length\n  let sum'),
    verdict: 'impure',
    reasons: ['mutates-outer row[...]'],
    ownCache: 'row',
  },
  {
    claim: 'nor if the loop leaves elements out',
    source: distance('row[i]').replace(
      'while (i < n) row[i] = ++i',
      'while (i < n) { if (b[i]) break\n row[i] = ++i }',
    ),
    verdict: 'impure',
    reasons: ['mutates-outer row[...]'],
    ownCache: 'row',
  },
  {
    claim: 'or begins after the first',
    source: distance('row[i]').replace('i = 0\n', 'i = 1\n'),
    verdict: 'impure',
    reasons: ['mutates-outer row[...]'],
    ownCache: 'row',
  },
  {
    claim: 'numbers that every call puts back to zero are scratch paper',
    source: masks('while (i--) { mask[text.charCodeAt(i)] = 0 }'),
    verdict: 'pure',
  },
  {
    claim: 'not those that some calls leave',
    source: masks('if (sum) return sum\n  while (i--) { mask[text.charCodeAt(i)] = 0 }').replace(
      'i = text.length\n  if',
      'if',
    ),
    verdict: 'impure',
    reasons: ['mutates-outer mask[...]'],
  },
  {
    claim: 'nor those that are put back elsewhere',
    source: masks('while (i--) { mask[other.charCodeAt(i)] = 0 }'),
    verdict: 'impure',
    reasons: ['mutates-outer mask[...]'],
  },
])

test.run()
