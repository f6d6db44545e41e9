/** A text whose caches are marked does what it did: every value goes through the runtime as it is. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { rewriteSource } from '../../src/source/rewrite.js'
import { type MarkedCache, textDigest } from '../../src/wire/cache-marks.js'

const TEXT = `const cache = new Map()
const f = memoize(function (n) { return cache.get(n) })`

function marked(text: string): MarkedCache[] {
  const at = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length })
  const digest = textDigest(text)
  const inner = at('function (n) { return cache.get(n) }')
  return [
    {
      id: 'a',
      digest,
      holder: 'cache',
      marks: [
        { role: 'look', ...at('cache.get(n)') },
        { role: 'key', ...keyOf(text) },
      ],
    },
    {
      id: 'b',
      digest,
      marks: [
        { role: 'outer', start: text.indexOf('memoize('), end: text.length },
        { role: 'inner', ...inner },
      ],
    },
    { id: 'c', digest, marks: [{ role: 'options', start: inner.end, end: inner.end }] },
  ]
}

function keyOf(text: string) {
  const start = text.indexOf('get(n)') + 'get('.length
  return { start, end: start + 1 }
}

function rewritten(text: string, caches: MarkedCache[]): string | undefined {
  return rewriteSource(text, { file: 'a.js', select: new Set(), caches, sourceMap: false })?.code
}

/** Without what tells insertions from the owner's text. */
function plain(code: string): string {
  return code.replaceAll(/\/\*<cp\*\/|\/\*cp>\*\//g, '')
}

test('ranges are put into calls, the longer of two around the shorter, and lines stay where they are', () => {
  const code = plain(rewritten(TEXT, marked(TEXT)) as string)
  const [first, second] = code.split('\n')
  assert.is(first, 'const cache = new Map()')
  assert.is(
    second,
    'const f = $cp_k(1,4,(memoize($cp_k(1,3,(function (n) { return $cp_k(0,0,(cache.get($cp_k(0,2,(n)))),cache) })),$cp_k(2,5,void 0))))',
  )
})

test('each value is what it was, and the runtime is told of the cache, its role and its holder', () => {
  const code = rewritten(TEXT, marked(TEXT)) as string
  const seen: string[] = []
  const name = Symbol.for('cache-probe')
  const registry = globalThis as unknown as Record<symbol, unknown>
  const before = registry[name]
  registry[name] = {
    caches: (told: [string, string][]) => (index: number, role: number, value: unknown, holder: unknown) => {
      seen.push(`${told[index]?.[0]}${role}${holder instanceof Map ? ' Map' : ''}`)
      return value
    },
  }
  try {
    const f = new Function('memoize', `${code}\nreturn f`)((fn: unknown) => fn) as (n: number) => unknown
    assert.is(f(1), undefined)
    assert.equal(seen, ['b3', 'c5', 'b4', 'a2', 'a0 Map'])
  } finally {
    registry[name] = before
  }
})

test('a key that is exactly the look-up in another cache is told of with the holder of each', () => {
  const text = 'ids[names[k]]'
  const digest = textDigest(text)
  const key = { start: 4, end: 12 }
  const ids: MarkedCache = {
    ...{ id: 'ids', digest, holder: 'ids' },
    marks: [
      { role: 'look', start: 0, end: 13 },
      { role: 'key', ...key },
    ],
  }
  const names: MarkedCache = {
    ...{ id: 'names', digest, holder: 'names' },
    marks: [
      { role: 'look', ...key },
      { role: 'key', start: 10, end: 11 },
    ],
  }
  const [first] = plain(rewritten(text, [ids, names]) as string).split('\n')
  assert.is(first, '$cp_k(0,0,(ids[$cp_k(0,2,($cp_k(1,0,(names[$cp_k(1,2,(k))]),names)))]),ids)')
  const [other] = plain(rewritten(text, [names, ids]) as string).split('\n')
  assert.is(other, '$cp_k(1,0,(ids[$cp_k(0,0,($cp_k(1,2,(names[$cp_k(0,2,(k))]))),names)]),ids)')
})

test('a text other than the one that was scanned is left alone', () => {
  assert.is(rewritten(`${TEXT} `, marked(TEXT)), undefined)
})

test.run()
