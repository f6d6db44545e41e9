/** Which entries of a cache may be held against what is computed without it: those that are the result as they stand. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { scanText } from '../../src/scan/scan-text.js'

const IN_FUNCTION = 'const cache = new Map()\nfunction f(k, o) {'

const CLAIMS: [claim: string, source: string, isWhole: boolean][] = [
  ['what is returned where it is found', 'if (cache.has(k)) return cache.get(k); cache.set(k, g(k)); return 1 }', true],
  [
    'a variable that is tested and returned',
    'let v = cache.get(k); if (!v) cache.set(k, (v = g(k))); return v }',
    true,
  ],
  ['and put there', 'let v = cache.get(k); if (!v) { v = g(k); cache.set(k, v) } return v }', true],
  [
    'compared with what says that there is none',
    "const v = cache.get(k); if (typeof v !== 'undefined') return v; const w = g(k); cache.set(k, w); return w }",
    true,
  ],
  ['returned or made', 'return cache.get(k) ?? (cache.set(k, g(k)), 1) }', true],
  [
    'an entry that is looked into first',
    'const v = cache.get(k); if (v && v.of === o) return v; const w = g(k); cache.set(k, w); return w }',
    false,
  ],
  [
    'an entry that is no answer any more when something else holds',
    'const v = cache.get(k); if (v !== undefined && !o) return v; const w = g(k); cache.set(k, w); return w }',
    false,
  ],
  [
    'nor one that is asked whether it is there only then',
    'if (!o && cache.has(k)) return cache.get(k); const w = g(k); cache.set(k, w); return w }',
    false,
  ],
  [
    'an entry of which a part is returned',
    'let v = cache.get(k); if (!v) cache.set(k, (v = { at: g(k) })); return v.at }',
    false,
  ],
  [
    'a copy',
    'let v = cache.get(k); if (!v) { v = v || cache.get(o); cache.set(k, (v = g(k))) }; return v.slice() }',
    false,
  ],
  [
    'a structure that others fill too',
    'if (cache.has(k)) return cache.get(k); cache.set(k, g(k)); return 1 }\nfunction put(k, v) { cache.set(k, v) }',
    false,
  ],
]

for (const [claim, source, isWhole] of CLAIMS) {
  test(`${isWhole ? 'compared' : 'not compared'}: ${claim}`, () => {
    const { caches } = scanText(`${IN_FUNCTION}${source}`, 'a.js')
    assert.equal(
      caches.map(({ marked }) => marked?.compared ?? false),
      [isWhole],
    )
  })
}

test('not compared: what other files may fill', () => {
  const { caches } = scanText(
    `function f(k) { if (f.cache[k]) return f.cache[k]; return (f.cache[k] = g(k)) }
    f.cache = {}`,
    'a.js',
  )
  assert.equal(
    caches.map(({ subject, marked }) => [subject, marked?.compared]),
    [['f.cache', undefined]],
  )
})

test.run()
