import { test } from 'uvu'
import { claimTable, type Row } from './purity-table.js'

const reader = `function reader(text) { let i = 0
 const seen = []
 function peek() { return text.charAt(i) }
 return { peek, next: function () { seen.push(i); return text.charAt(i++) } } }`
const all = 'let n = 0, c\n while ((c = it.next())) n += c.length\n return n'

const pure: [string, string][] = [
  ['functions of a call that it made itself', `${reader}\nfunction f(t) { const it = reader(t)\n ${all} }`],
  [
    'of one that others may make as well',
    `${reader}\nfunction f(t) { const it = reader(t)\n ${all} }\nmodule.exports = { f, reader }`,
  ],
  [
    'of one that is called in several places',
    `${reader}\nexports.reader = reader\nfunction g(t) { const own = reader(t)\n return own.peek() + own.next() }\nfunction f(t) { const it = reader(t)\n return g(t) + it.next() }`,
  ],
  [
    'and a function alone',
    'const counter = (from) => { let i = from\n return () => i++ }\nfunction f(x) { const next = counter(x)\n next()\n return next() }',
  ],
]

const ASSIGNED = ['assigns-outer i']
const BOTH = [...ASSIGNED, 'mutates-outer seen.push']
const STATE = ['reads-mutated-binding seen next', 'reads-reassigned-binding i next']

const impure: [string, string, string[], string[]?][] = [
  ['of a call that the module made', `${reader}\nconst it = reader("abc")\nfunction f() { ${all} }`, BOTH, STATE],
  [
    'of a call that was made around it',
    `${reader}\nfunction make() { const it = reader("abc")\n return function f() { ${all} } }\nexport default make()`,
    BOTH,
    STATE,
  ],
  [
    'that others get hold of',
    `${reader}\nlet last\nfunction f(t) { const it = reader(t)\n last = it\n ${all} }\nexport const g = () => last.next()`,
    [...ASSIGNED, 'assigns-outer last', BOTH[1] as string],
    STATE,
  ],
  ['that are handed out', `${reader}\nfunction f(t) { const it = reader(t)\n it.next()\n return it }`, BOTH, STATE],
  [
    'of which some stay, wherever that is',
    `${reader}\nconst kept = [reader("abc")]\nfunction f(t) { const it = reader(t)\n ${all} }\nexport const g = () => kept[0].next()`,
    BOTH,
    STATE,
  ],
  [
    'that ask an older one',
    'function reader(text) { let i = 0\n return { next() { return older ? older.next() : text[i++] } } }\nconst older = reader("abc")\nfunction f(t) { const it = reader(t)\n return it.next() + 1 }',
    ASSIGNED,
    ['reads-reassigned-binding i next'],
  ],
  [
    'that may be older than the call',
    'let shared\nfunction reader(text) { let i = 0\n function next() { return text[i++] }\n shared = shared || next\n return { next: shared } }\nfunction f(t) { const it = reader(t)\n return it.next() + 1 }',
    [...ASSIGNED, 'assigns-outer shared'],
    ['reads-reassigned-binding i next', 'reads-reassigned-binding shared reader'],
  ],
  [
    'that count by what is outside',
    'let i = 0\nfunction reader(text) { return { next() { return text[i++] } } }\nfunction f(t) { const it = reader(t)\n return it.next() + 1 }',
    ASSIGNED,
    ['reads-reassigned-binding i next'],
  ],
  [
    'of what was made at once, for all',
    'const it = (() => { let i = 0\n return { next(t) { return t[i++] } } })()\nfunction f(t) { return it.next(t) + 1 }',
    ASSIGNED,
    ['reads-reassigned-binding i next'],
  ],
]

claimTable([
  ...pure.map(
    ([what, source]): Row => ({ claim: `what changes in a call is gone with it: ${what}`, source, verdict: 'pure' }),
  ),
  ...impure.map(
    ([what, source, reasons, state]): Row => ({
      claim: `what is shared by functions ${what} outlives the call`,
      source,
      verdict: 'impure',
      reasons: [...reasons].sort(),
      ...(state && { state }),
    }),
  ),
])

test.run()
