import { test } from 'uvu'
import { claimTable } from './purity-table.js'

const settings = (write: string) => `const options = { sep: ',', depth: 1 }
const state = { options }
export function set(d, key) { ${write} }
export function f(list) { return list.join(options.sep) }`

claimTable([
  {
    claim: 'a part of an object that somebody writes by another name of the object is state',
    source: settings('state.options.sep = d'),
    verdict: 'pure',
    state: ['reads-mutated-binding options.sep set'],
  },
  {
    claim: 'another part is not',
    source: settings('state.options.depth = d'),
    verdict: 'pure',
  },
  {
    claim: 'whichever of them comes first in the text',
    source: settings('state.options.depth = d\n  state.options.sep = key'),
    verdict: 'pure',
    state: ['reads-mutated-binding options.sep set'],
  },
  {
    claim: 'any part may be written by a name that is computed',
    source: settings('state.options[key] = d'),
    verdict: 'pure',
    state: ['reads-mutated-binding options.sep set'],
  },
  {
    claim: 'as it may by a helper',
    source: `const put = (object, d) => { object.depth = d; object.sep = d }\n${settings('put(state.options, d)')}`,
    verdict: 'pure',
    state: ['reads-mutated-binding options.sep set'],
  },
])

test.run()
