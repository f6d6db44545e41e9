import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { siteNamed } from './purity-table.js'

const ROWS: [claim: string, body: string, lines: number[] | undefined][] = [
  ['a call outside of a loop is none', 'f(a)', undefined],
  ['one with what stands outside of the loop is', 'for (const x of list) use(x, f(a))', [2]],
  ['one with a literal is', "while (more()) f('de', 2)", [2]],
  ['one with what the loop declares is not', 'for (const x of list) f(x)', undefined],
  ['one with what anybody assigns later is not', 'let b = 1\nfor (;;) { f(b)\nb = 2 }', undefined],
  ['one with a property is not: it may change', 'for (;;) f(a.size)', undefined],
  ['one that is made for what the loop goes over is none', 'for (const x of f(a)) use(x)', undefined],
  ['the innermost loop counts', 'for (const x of list) for (;;) f(x)', [2]],
  ['one by a callback is another matter', 'for (;;) list.map(() => f(a))', undefined],
]

for (const [claim, body, lines] of ROWS) {
  test(claim, () => {
    const source = `const list = [], a = {}; function f(x) { return x }\n${body}`
    assert.equal(siteNamed(source, 'f').invariantCalls, lines)
  })
}

test.run()
