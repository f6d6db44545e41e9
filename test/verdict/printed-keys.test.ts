import { runInThisContext } from 'node:vm'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { AnyFunction } from '../../loader/armed-site.js'
import { cachedArm } from '../../loader/memo/cached-arm.js'
import { memoize } from '../../loader/memoize.js'
import { scanText } from '../../src/scan/scan-text.js'
import { keyOption } from '../../src/verdict/key-code.js'
import { possibleKeys } from '../../src/verdict/possible-keys.js'
import { SITE_FLAGS } from '../../src/wire/site-flags.js'
import { armed } from '../loader/observe/armed.js'

interface Pasted {
  /** One function, called `f`. */
  source: string
  option: string
  calls: (call: AnyFunction) => unknown[]
  /** Of the calls; the others miss. */
  hits: number
}

const fresh = (loose: boolean, text: string) => ({ options: { loose, text }, unused: {} })

/** A name of the key for each, and what was measured with it is what is had by pasting it. */
const PASTED: Record<string, Pasted> = {
  'two fields of one argument': {
    source: 'function f(o) { return o.options.text.trim() + o.options.loose }',
    option: 'key(o) { return [o?.options?.text, o?.options?.loose] }',
    calls: (call) => ['a', 'b', 'a', 'b', 'a'].map((text) => call(fresh(true, text))),
    hits: 3,
  },
  'a field of `this`': {
    source: 'function f(range) { return range + this.options.loose }',
    option: 'key(range) { return [range, this.options?.loose] }',
    calls: (call) => [1, 2, 1, 2].map((range, index) => call.call(fresh(index < 2, 'a'), range)),
    hits: 0,
  },
  'data in a field': {
    source: 'function f(o) { return JSON.stringify(o.list) }',
    option: 'key(o) { return [o?.list] }',
    calls: (call) =>
      [
        [1, [2]],
        [1, [2]],
        [[1], 2],
        [1, [2]],
      ].map((list) => call({ list, at: Math.random() })),
    hits: 2,
  },
  'a path that may end early': {
    source: 'function f(o) { return o?.a?.b === undefined ? "none" : typeof o.a.b }',
    option: 'key(o) { return [o?.a?.b] }',
    calls: (call) => [{ a: { b: 1 } }, { a: { b: 1 } }, { a: { b: '1' } }, { a: {} }, { a: {} }].map((o) => call(o)),
    hits: 2,
  },
  'all arguments by content': {
    source: 'function f(...list) { return list.length + JSON.stringify(list) }',
    option: "key: 'structural'",
    calls: (call) => [call({ a: [1] }, 2), call({ a: [1] }, 2), call({ a: [1] }), call(new Map()), call(new Map())],
    hits: 2,
  },
  'what no key can be made for': {
    source: 'function f(o) { return Object.keys(o.a).length }',
    option: 'key(o) { return [o?.a] }',
    calls: (call) => [1, 2, 3].map(() => call({ a: { [Symbol.iterator]: 1 } })),
    hits: 0,
  },
}

for (const [name, { source, option, calls, hits }] of Object.entries(PASTED)) {
  test(`the printed key can be pasted, and hits as the measured one does: ${name}`, () => {
    const [site] = scanText(source, 'f.js').sites
    assert.ok(site)
    const [key] = possibleKeys(site)
    assert.ok(key)
    assert.is(keyOption(key, site), option)

    const fn = runInThisContext(`(${source})`) as AnyFunction
    const measured = armed(cachedArm, fn, { key, flags: source.includes('this') ? SITE_FLAGS.readsThis : 0 })
    const pasted = memoize(fn, runInThisContext(`({ ${option} })`))
    assert.equal(calls(pasted), calls(measured.call))
    const { hits: pastedHits, misses, bypassed } = pasted.cache_info()
    assert.is(pastedHits, hits)
    const { misses: measuredMisses = 0, bypassed: past = 0, hits: found = 0 } = measured.counts()
    assert.equal({ hits: pastedHits, misses, bypassed }, { hits: found, misses: measuredMisses, bypassed: past })
  })
}

test.run()
