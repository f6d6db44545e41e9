/** Which entries of a cache may be held against what is computed without it: those that are the result as they stand. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { scanText } from '../../src/scan/scan-text.js'

const IN_FUNCTION = 'const cache = new Map()\nfunction f(k, o) {'

const CLAIMS: [claim: string, source: string, compared: string][] = [
  [
    'what is returned where it is found',
    'if (cache.has(k)) return cache.get(k); cache.set(k, g(k)); return 1 }',
    'all',
  ],
  [
    'a variable that is tested and returned',
    'let v = cache.get(k); if (!v) cache.set(k, (v = g(k))); return v }',
    'all',
  ],
  [
    'compared with what says that there is none',
    'const v = cache.get(k); if (v !== undefined) return v; const w = g(k); cache.set(k, w); return w }',
    'all',
  ],
  [
    'an entry that is looked into first',
    'const v = cache.get(k); if (v && v.of === o) return v; const w = g(k); cache.set(k, w); return w }',
    'texts',
  ],
  [
    'an entry of which a part is returned',
    'let v = cache.get(k); if (!v) cache.set(k, (v = { at: g(k) })); return v.at }',
    'texts',
  ],
  [
    'a copy',
    'let v = cache.get(k); if (!v) { v = v || cache.get(o); cache.set(k, (v = g(k))) }; return v.slice() }',
    'texts',
  ],
  [
    'a structure that others fill too',
    'if (cache.has(k)) return cache.get(k); cache.set(k, g(k)); return 1 }\nfunction put(k, v) { cache.set(k, v) }',
    'none',
  ],
]

for (const [claim, source, compared] of CLAIMS) {
  test(`${claim}: ${compared}`, () => {
    const { caches } = scanText(`${IN_FUNCTION}${source}`, 'a.js')
    assert.equal(
      caches.map(({ marked }) => marked?.compared),
      [compared],
    )
  })
}

test.run()
