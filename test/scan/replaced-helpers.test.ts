import { test } from 'uvu'
import { claimTable } from './purity-table.js'

const kindOf = (test: string, otherwise = 'kindOf = function (x) { return String(x) }') => `function kindOf(x) {
  if (${test}) { kindOf = function (x) { return typeof x } } else { ${otherwise} }
  return kindOf(x)
}
function f(x) { return kindOf(x) === 'string' }`

claimTable([
  {
    claim: 'a helper that is replaced on either way of a choice is what it is replaced by',
    source: kindOf('typeof Symbol === "function"'),
    verdict: 'pure',
  },
  {
    claim: 'not if one way leaves it',
    source: kindOf('typeof Symbol === "function"', ''),
    verdict: 'pure',
    state: ['reads-reassigned-binding kindOf kindOf'],
  },
  {
    claim: 'nor if the first call decides',
    source: kindOf('x === 1'),
    verdict: 'pure',
    state: ['reads-reassigned-binding kindOf kindOf'],
  },
])

test.run()
