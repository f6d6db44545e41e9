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
  const size = other.length
  while (i--) { mask[text.charCodeAt(i)] |= 1 << i }
  let sum = 0
  for (let j = 0; j < size; j++) sum += mask[other.charCodeAt(j)]
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
    claim: 'or one is read where it is set: what is counted up is what earlier calls left',
    source: distance('row[i]').replace('row[i] = ++i', 'row[i] = (row[i++] || 0) + 1'),
    verdict: 'impure',
    reasons: ['mutates-outer row[...]'],
  },
  {
    claim: 'or others are read before all are set',
    source: distance('row[i]').replace(
      'row[i] = ++i',
      '{ row[i] = ++i\n for (let j = 0; j < n; j++) if (row[j] > 9) return j }',
    ),
    verdict: 'impure',
    reasons: ['mutates-outer row[...]'],
    ownCache: 'row',
  },
  {
    claim: 'or the last one is set after it is read',
    source: distance('row[i + 1]').replace('return sum', 'row[n] = n\n  return sum'),
    verdict: 'impure',
    reasons: ['mutates-outer row[...]'],
    ownCache: 'row',
  },
  {
    claim: 'or a function inside changes the bound',
    source: distance('row[i]')
      .replace('let i = 0', 'let i = 0\n  const grow = () => { n = b.length }')
      .replace('let sum', 'grow()\n  let sum'),
    verdict: 'impure',
    reasons: ['mutates-outer row[...]'],
    ownCache: 'row',
  },
  {
    claim: 'or only some calls begin with the first',
    source: distance('row[i]').replace('let i = 0', 'let i = 2\n  b && (i = 0)'),
    verdict: 'impure',
    reasons: ['mutates-outer row[...]'],
    ownCache: 'row',
  },
  {
    claim: 'or what is below the first is read',
    source: distance('row[i]').replace('let sum', 'row[-1] = b.length\n  let sum').replace('(i = 0; i', '(i = -1; i'),
    verdict: 'impure',
    reasons: ['mutates-outer row[...]'],
    ownCache: 'row',
  },
  {
    claim: 'or a function reads them that others may call later',
    source: `const row = []
function f(n, seed) {
  for (let i = 0; i < n; i++) row[i] = i * seed
  return () => { let sum = 0; for (let j = 0; j < n; j++) sum += row[j]; return sum }
}`,
    verdict: 'impure',
    reasons: ['mutates-outer row[...]'],
    ownCache: 'row',
  },
  {
    claim: 'or another function calls it in between',
    source: `${distance('row[i]').replace('let sum = 0', 'let sum = n > 1 ? shorter(a, b) : 0')}
function shorter(a, b) { return f(a.slice(1), b) }`,
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
    claim: 'nor those that a call leaves which fails in between',
    source: masks('while (i--) { mask[text.charCodeAt(i)] = 0 }').replace(
      'const size = other.length',
      'const size = 1',
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
  {
    claim: 'nor those that are put back from another number on',
    source: masks('i = other.length\n  while (i--) { mask[text.charCodeAt(i)] = 0 }'),
    verdict: 'impure',
    reasons: ['mutates-outer mask[...]'],
  },
  {
    claim: 'or under a name that means another text by then',
    source: masks('text = other\n  while (i--) { mask[text.charCodeAt(i)] = 0 }'),
    verdict: 'impure',
    reasons: ['mutates-outer mask[...]'],
  },
  {
    claim: 'or under a name that means another variable there',
    source: `const mask = new Uint32Array(0x10000)
function f(text, other) {
  let sum = 0
  const code = 7
  for (let i = 0; i < text.length; i++) { const code = text.charCodeAt(i); mask[code] |= 1 << i }
  for (let j = 0; j < other.length; j++) sum += mask[other.charCodeAt(j)]
  for (let i = 0; i < text.length; i++) mask[code] = 0
  return sum
}`,
    verdict: 'impure',
    reasons: ['mutates-outer mask[...]'],
  },
  {
    claim: 'or up to another bound',
    source: `const mask = new Uint32Array(0x10000)
function f(text, n) {
  let i, sum = 0
  for (i = 0; i < n; i++) mask[text.charCodeAt(i)] |= 1 << i
  for (i = 0; i < 9; i++) sum += mask[i]
  n--
  for (i = 0; i < n; i++) mask[text.charCodeAt(i)] = 0
  return sum
}`,
    verdict: 'impure',
    reasons: ['mutates-outer mask[...]'],
  },
  {
    claim: 'while loops that count with a variable each, block by block, are the same',
    source: `const mask = new Uint32Array(0x10000)
function f(text, other) {
  let sum = 0
  for (let j = 0; j < other.length; j++) {
    const start = j * 32
    const end = Math.min(32, text.length) + start
    for (let k = start; k < end; k++) mask[text.charCodeAt(k)] |= 1 << k
    sum += mask[other.charCodeAt(j)]
    for (let k = start; k < end; k++) mask[text.charCodeAt(k)] = 0
  }
  return sum
}`,
    verdict: 'pure',
  },
  {
    claim: 'what a function that is handed out still reads when others have been there is no scratch paper',
    source: 'const list = []\nexport function f(x) { list.length = 0\n list.push(x)\n return () => list[0] }',
    verdict: 'impure',
    reasons: ['mutates-outer list.length', 'mutates-outer list.push'],
  },
  {
    claim: 'a pattern out of a table that is started anew before it is asked is scratch paper',
    source:
      'const table = { a: /a/g, b: /b/g }\nexport function f(text, kind) { const re = table[kind]\n re.lastIndex = 0\n let n = 0\n while (re.exec(text)) n++\n return n + re.lastIndex }',
    verdict: 'pure',
  },
  {
    claim: 'one that is started anew after it was asked, or in some calls, or is told where to start, is not',
    source:
      'const table = { a: /a/g, b: /b/g }\nfunction late(text, kind) { const re = table[kind]\n const n = re.exec(text)\n re.lastIndex = 0\n return n }\nfunction some(text, kind) { const re = table[kind]\n if (text) { re.lastIndex = 0 }\n return re.exec(text) }\nlet at = 0\nfunction told(text, kind) { const re = table[kind]\n re.lastIndex = text.length\n return re.exec(text) }\nexport function f(text, kind) { return [late(text, kind), some(text, kind), told(text, kind)] }',
    verdict: 'impure',
    reasons: ['mutates-outer re.lastIndex'],
  },
  {
    claim: 'nor one that somebody else takes out of the table and goes on with from there',
    source:
      'const table = { a: /a/g, b: /b/g }\nexport function f(text, kind) { const re = table[kind]\n re.lastIndex = 0\n return re.exec(text) }\nexport function next(text, kind) { return table[kind].exec(text) }',
    verdict: 'impure',
    reasons: ['mutates-outer re.lastIndex'],
  },
  {
    claim: 'nor one out of a table that other files have too',
    source:
      'export const table = { a: /a/g, b: /b/g }\nexport function f(text, kind) { const re = table[kind]\n re.lastIndex = 0\n return re.exec(text) }',
    verdict: 'impure',
    reasons: ['mutates-outer re.lastIndex'],
  },
  {
    claim: 'asking for a pattern of the table, or starting it anew elsewhere too, goes on with none',
    source:
      'const table = { a: /a/g, b: /b/g }\nexport function f(text, kind) { if (!table[kind]) return 0\n const re = table[kind]\n re.lastIndex = 0\n return re.exec(text).index }\nexport function has(text, kind) { const one = table[kind]\n one.lastIndex = 0\n return one.test(text) }',
    verdict: 'pure',
  },
  {
    claim: 'a pattern whose first match is asked for before a loop that ends at none is scratch paper',
    source:
      'const re = /a/g\nexport function f(s) { let n = 0, m = re.exec(s)\n while (m !== null) { n += m.index\n m = re.exec(s) }\n return n }\nexport function g(s) { var m = re.exec(s), n = 0\n if (m) { do { for (;;) { if (n++) continue\n n = 9 }\n } while ((m = re.exec(s)))\n if (n) return [n] }\n return s }',
    verdict: 'pure',
  },
  {
    claim: 'not where the loop may be left while there is a match',
    source:
      'const re = /a/g\nexport function f(s) { let n = 0, m = re.exec(s)\n while (m) { if (n++) return n\n m = re.exec(s) }\n return n }',
    verdict: 'impure',
    reasons: ['assigns-outer re.lastIndex'],
  },
  {
    claim: 'nor where something leaves before the loop',
    source:
      'const re = /a/g\nexport function f(s) { let m = re.exec(s)\n if (s[0] === "b") return 0\n while (m) m = re.exec(s)\n return 1 }',
    verdict: 'impure',
    reasons: ['assigns-outer re.lastIndex'],
  },
  {
    claim: 'nor where the match is given another value',
    source:
      'const re = /a/g\nexport function f(s) { let m = re.exec(s)\n while (m) m = s.length > 9 ? null : re.exec(s)\n return 1 }',
    verdict: 'impure',
    reasons: ['assigns-outer re.lastIndex'],
  },
  {
    claim: 'nor where a loop begins with what was left, or nothing loops',
    source:
      'const re = /a/g\nfunction g(s) { const m = re.exec(s)\n return m && m.index }\nfunction h(s) { let m, n = 0\n do { n++ } while ((m = re.exec(s)))\n return n }\nexport function f(s) { return g(s) + h(s) }',
    verdict: 'impure',
    reasons: ['assigns-outer re.lastIndex'],
  },
  {
    claim: 'nor where other calls come between, as in an asynchronous function',
    source:
      'const re = /a/g\nexport async function f(s) { let m, n = 0\n while ((m = re.exec(s))) n += await m.index\n return n }',
    verdict: 'impure',
    reasons: ['assigns-outer re.lastIndex'],
  },
  {
    claim: 'a pattern that found something is scratch paper if replacing with it comes next, as that starts it anew',
    source: `const re = /a/g
export function f(s) { if (re.test(s)) { return g(\`\${s.replace(re, () => g(s))}\`) }
 return s }
function g(s) { if (!re.test(s)) return s
 s = s.trim + s.replace(re, "")
 return re.test(s) ? s.match(re).length : re.test(s) && s.replaceAll(re, "b") }`,
    verdict: 'pure',
  },
  {
    claim: 'not if it does so in some calls only',
    source: 'const re = /a/g\nexport function f(s) { return re.test(s) ? s.length > 3 && s.replace(re, "") : s }',
    verdict: 'impure',
    reasons: ['assigns-outer re.lastIndex'],
  },
  {
    claim: 'nor if something is called before',
    source:
      'const re = /a/g\nexport function f(s) { if (re.test(s)) { f(s.slice(1))\n return s.replace(re, "") }\n return s }',
    verdict: 'impure',
    reasons: ['assigns-outer re.lastIndex'],
  },
  {
    claim: 'nor if one that found something is not replaced, but one that found nothing',
    source: 'const re = /a/g\nexport function f(s) { if (re.test(s)) return s\n return s.replace(re, "") }',
    verdict: 'impure',
    reasons: ['assigns-outer re.lastIndex'],
  },
  {
    claim: 'nor if it is another that replaces, or goes on from where it ended',
    source:
      'const re = /a/g\nconst other = /a/g\nconst sticky = /a/y\nfunction g(s) { return sticky.test(s) ? s.replace(sticky, "") : s }\nexport function f(s) { return re.test(s) ? s.replace(other, "") : g(s) }',
    verdict: 'impure',
    reasons: ['assigns-outer re.lastIndex', 'assigns-outer sticky.lastIndex'],
  },
  {
    claim: 'a pattern that is given to a helper which searches until there is no match is scratch paper',
    source:
      'const re = /a/g\nconst one = /b/g\nconst each = (pattern, s) => { let n = 0, m\n while ((m = pattern.exec(s)) !== null) { if (n++) continue\n n = pattern.lastIndex += 1 }\n return n }\nfunction both(s, pattern) { return each(pattern, s) }\nexport function f(s) { return each(re, s) + both(s, re) }\nexport function g(s) { return each(one, s) + one.exec(s) }',
    verdict: 'pure',
  },
  {
    claim: 'not if the helper leaves earlier in some calls',
    source:
      'const re = /a/g\nfunction each(pattern, s) { let n = 0\n while (pattern.exec(s)) if (pattern.lastIndex++ > 3) return n\n return n }\nexport function f(s) { return each(re, s) }',
    verdict: 'impure',
    reasons: ['assigns-outer re.lastIndex'],
  },
  {
    claim: 'nor if another function goes on from there',
    source:
      'const re = /a/g\nfunction each(pattern, s) { let n = 0\n while (pattern.exec(s)) n = pattern.lastIndex++\n return n }\nexport function f(s) { return each(re, s) }\nexport function next(s) { return re.exec(s) }',
    verdict: 'impure',
    reasons: ['assigns-outer re.lastIndex'],
  },
  {
    claim: 'nor if the helper keeps it, or is another one by then, or calls itself with it',
    source:
      'const kept = /a/g\nconst given = /b/g\nconst again = /c/g\nlet last\nfunction keep(pattern, s) { last = pattern\n while (pattern.exec(s)) pattern.lastIndex++\n return s }\nlet each = (pattern, s) => { while (pattern.exec(s)) pattern.lastIndex++\n return s }\nif (last) each = each.bind(null)\nfunction self(pattern, s) { while (pattern.exec(s)) { pattern.lastIndex++\n self(pattern, s) }\n return s }\nfunction g(s) { return keep(kept, s) }\nfunction h(s) { return self(again, s) }\nexport function f(s) { return g(s) + h(s) + each(given, s) }',
    verdict: 'impure',
    reasons: [
      'assigns-outer again.lastIndex',
      'assigns-outer given.lastIndex',
      'assigns-outer kept.lastIndex',
      'assigns-outer last',
      'calls-unknown each',
    ],
  },
  {
    claim: 'a pattern that is made of a text is like one that is written',
    source:
      'const word = "[a-z]+"\nconst re = new RegExp(word + ":", "g")\nexport function f(s) { re.lastIndex = 0\n let m, n = 0\n while ((m = re.exec(s))) if (n++ > 3) break\n return n }',
    verdict: 'pure',
  },
  {
    claim: 'also where it goes on from where it was, as a copy of one does',
    source:
      'const re = new RegExp("a", "g")\nconst copy = RegExp(/a/y)\nexport function f(s) { return re.test(s) || copy.test(s) }',
    verdict: 'impure',
    reasons: ['assigns-outer copy.lastIndex', 'assigns-outer re.lastIndex'],
  },
  {
    claim: 'and one that somebody made, if it is told where to start each time',
    source:
      'import { make } from "./make.js"\nconst re = make("a", "yu")\nexport function f(s, i) { re.lastIndex = i\n const match = re.exec(s)\n return match[1] ?? "" }',
    verdict: 'pure',
  },
  {
    claim: 'not if it may have been left somewhere before, or is told in some calls, or has other methods',
    source:
      'import { make } from "./make.js"\nconst left = make("a", "g")\nconst some = make("a", "g")\nconst other = make("a", "g")\nfunction g(s) { while (left.exec(s)) left.lastIndex++\n return s }\nfunction h(s) { if (s) { some.lastIndex = 0 }\n return some.test(s) }\nexport function f(s) { other.lastIndex = 0\n return g(s) + h(s) + other.test(s) + other.compile(s) }',
    verdict: 'impure',
    reasons: [
      'assigns-outer left.lastIndex',
      'assigns-outer other.lastIndex',
      'assigns-outer some.lastIndex',
      'calls-unknown other.compile',
    ],
  },
  {
    claim: 'a pattern that other files may go on with is no scratch paper because this one leaves it as it was',
    source: 'export const re = /a/g\nexport function f(s) { let n = 0\n while (re.exec(s)) n++\n return n }',
    verdict: 'impure',
    reasons: ['assigns-outer re.lastIndex'],
  },
  {
    claim: 'but because each use tells it where to start',
    source:
      'export const re = /a/g\nexport function f(s) { let n = 0\n re.lastIndex = 0\n while (re.exec(s)) n++\n return n }',
    verdict: 'pure',
  },
])

test.run()
