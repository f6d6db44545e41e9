/** What entries are said to keep alive is what the heap grows by, within a factor of 1.5. */
import { execFileSync } from 'node:child_process'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ResultCache } from '../../../loader/memo/result-cache.js'
import { sampledSizes } from '../../../loader/observe/entry-sizes.js'
import { RetainedSize } from '../../../loader/observe/retained-size.js'
import { COUNTER_STRIDE } from '../../../src/wire/counters.js'

const ENTRIES = 20_000

/** Each makes the result for one key, with nothing shared between keys. */
const KINDS: Record<string, string> = {
  'latin text': '"text number " + n + " of its kind, and no other".slice(0)',
  'wide text': '["\\u0436\\u0436\\u0436\\u0436\\u0436\\u0436\\u0436\\u0436\\u0436\\u0436", n].join(" ")',
  'plain object': '({ id: n, name: "name " + n, ratio: n + 0.5, nested: { left: n, right: n } })',
  'array of numbers': '[n, n + 1, n + 2, n + 3, n + 4, n + 5, n + 6, n + 7]',
  'array of objects': '[{ value: n }, { value: n + 1 }, { value: n + 2 }]',
  'class instance': 'new Point(n, n + 1)',
  map: 'new Map([["a" + n, n], ["b" + n, n]])',
  set: 'new Set([n, n + 1, n + 2])',
  date: 'new Date(1e12 + n)',
  bytes: 'new Uint8Array(1000)',
}

interface Grown {
  estimated: number
  real: number
}

/** In a process of its own, whose heap nothing else changes. */
function grown(result: string): Grown {
  const modules = [resultCacheUrl, entrySizesUrl, countersUrl].map((url) => `await import(${JSON.stringify(url)})`)
  const script = `
    const [{ ResultCache }, { sampledSizes }, { COUNTER_STRIDE }] = [${modules.join(', ')}]
    class Point { constructor(x, y) { this.x = x; this.y = y } }
    const make = (n) => ${result}
    const cacheOf = (entries) => {
      const cache = new ResultCache(entries, { counters: new Float64Array(COUNTER_STRIDE), base: 0 })
      for (let n = 0; n < entries; n++) cache.settle(['key ' + n], undefined, make(n), 0, cache.stores)
      return cache
    }
    const used = () => {
      gc()
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      return heapUsed + arrayBuffers
    }
    sampledSizes([cacheOf(100)])
    const before = used()
    const cache = cacheOf(${ENTRIES})
    const real = (used() - before) / ${ENTRIES}
    const { sized, bytes } = sampledSizes([cache])
    console.log(JSON.stringify({ real, estimated: bytes / sized }))`
  const args = ['--expose-gc', '--input-type=module', '-e', script]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

const [resultCacheUrl, entrySizesUrl, countersUrl] = [
  new URL('../../../loader/memo/result-cache.js', import.meta.url).href,
  new URL('../../../loader/observe/entry-sizes.js', import.meta.url).href,
  new URL('../../../src/wire/counters.js', import.meta.url).href,
]

for (const [kind, result] of Object.entries(KINDS)) {
  test(`${kind}: the estimate is within a factor of 1.5 of what the heap grows by`, () => {
    const { estimated, real } = grown(result)
    assert.ok(
      estimated < 1.5 * real && real < 1.5 * estimated,
      `${Math.round(estimated)} for ${Math.round(real)} bytes`,
    )
  })
}

test('what entries share counts once, in cycles too', () => {
  const shared: { self?: unknown } = {}
  shared.self = shared
  const size = new RetainedSize()
  assert.equal([size.add([shared]), size.add([shared])], [32, 0])
})

test('a view and its buffer count once, however many views there are', () => {
  const buffer = new ArrayBuffer(4096)
  const size = new RetainedSize()
  const first = size.add([new Uint8Array(buffer, 0, 8)]) as number
  const second = size.add([new Uint8Array(buffer, 8, 8)]) as number
  assert.is(first - second, 4096 + 200)
})

test('what has no size that can be told is said to have none, and no getter or trap runs', () => {
  let ran = 0
  const ownKeys = () => {
    ran++
    return []
  }
  const trapped = new Proxy({}, { ownKeys })
  const size = new RetainedSize()
  for (const value of [() => 1, trapped, { deep: [trapped] }, new Error('x')]) assert.is(size.add([value]), undefined)
  const getter = {
    get value() {
      return ran++
    },
  }
  assert.is(size.add([getter]), 32)
  assert.is(ran, 0)
})

test('entries are those that the cache holds: what was evicted or forgotten counts no more', () => {
  const cache = new ResultCache(2, { counters: new Float64Array(COUNTER_STRIDE), base: 0 })
  for (const key of [1, 2, 3]) cache.settle([key], undefined, () => key, 0, cache.stores)
  assert.equal(sampledSizes([cache]), { sized: 0, bytes: 0, unsized: 2 })
  cache.delete([3], undefined)
  assert.is(sampledSizes([cache]).unsized, 1)
})

test.run()
