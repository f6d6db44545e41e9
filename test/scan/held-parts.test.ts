import { test } from 'uvu'
import { claimTable } from './purity-table.js'

const settings = (write: string) => `const options = { sep: ',', depth: 1 }
const state = { options }
export function set(d, key) { ${write} }
export function f(list) { return list.join(options.sep) }`

/** One of them may hold what `words` has. */
const lookedUp = (words: string) => `${words}
export function f(text) {
  const found = { a: [] }
  for (const word of text.split(' ')) found[word] = words[word]
  found[text].push(1)
  return found
}`

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
  {
    claim: 'what is found in a table of plain values is no part of the table that could change',
    source: lookedUp('const words = { null: null, yes: true, one: 1 }'),
    verdict: 'pure',
  },
  {
    claim: 'nor is it in a list of them',
    source: lookedUp("const words = ['a', 'b']"),
    verdict: 'pure',
  },
  ...[
    'const words = { a: 1, b: [] }',
    'const words = {}',
    'const words = { a: 1 }\nexport { words }',
    'export const words = { a: 1 }',
    'const words = { a: 1 }\nregister(words)',
    'const words = { a: 1, ...others }',
    'const words = [1, 2]\nexport const all = words',
  ].map((words) => ({
    claim: `it may be in ${words.replaceAll('\n', '; ')}`,
    source: lookedUp(words),
    verdict: 'impure' as const,
    reasons: ['mutates-outer found[...].push'],
  })),
  ...[
    'const words = { a: 1 }\nexport function add(word, meaning) { words[word] = meaning }',
    'const words = [1, 2]\nexport function add(word) { words.push(word) }',
  ].map((words) => ({
    claim: `it may be in ${words.replaceAll('\n', '; ')}`,
    source: lookedUp(words),
    verdict: 'impure' as const,
    reasons: ['mutates-outer found[...].push'],
    state: ['reads-mutated-binding words add'],
  })),
])

test.run()
