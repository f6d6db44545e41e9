import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { CallOrigin } from '../../../loader/observe/call-site.js'
import { RepeatOrigins } from '../../../loader/observe/repeat-origins.js'
import type { RepeatsLine } from '../../../src/wire/repeats.js'
import { observed } from './armed.js'

const at = (place: string, file = 'a.test.js'): CallOrigin => ({ place, stack: `${place},${file}`, file })

/** Origins that are looked at in that order. */
function originsOf(...list: (CallOrigin | undefined)[]) {
  return new RepeatOrigins('salt', () => list.shift())
}

function lineOf(origins: RepeatOrigins): RepeatsLine {
  return origins.line('f') ?? (assert.unreachable() as never)
}

test('a repeat is compared with the call of the same key that was looked at before it', () => {
  const origins = originsOf(at('a.js:1:1'), at('b.js:1:1'), at('a.js:1:1'), at('a.js:1:1'), at('b.js:1:1', 'b.test.js'))
  const [one, other] = [origins.begin([1], undefined), origins.begin([2], undefined)]
  for (const key of [one, one, other]) if (key) origins.repeat(key)
  const { sampled, sameCallSite, otherCallSite, otherFile, stacks } = lineOf(origins)
  assert.equal(
    { sampled, sameCallSite, otherCallSite, otherFile },
    { sampled: 3, sameCallSite: 3, otherCallSite: 0, otherFile: 1 },
  )
  assert.equal(
    stacks.map(([, place, times]) => [place, times]),
    [
      ['a.js:1:1', 2],
      ['b.js:1:1', 1],
    ],
  )
})

test('where a stack has no place that can be named nothing is said', () => {
  const origins = originsOf(undefined, at('a.js:1:1'), at('a.js:1:1'))
  const key = origins.begin([1], undefined)
  if (key) origins.repeat(key)
  assert.is(lineOf(origins).sampled, 0)
})

test('stacks are taken of few calls, however many there are', () => {
  let taken = 0
  const origins = new RepeatOrigins('salt', () => {
    taken++
    return at('a.js:1:1')
  })
  for (let key = 0; key < 10_000; key++) {
    const followed = origins.begin([key], undefined)
    for (let call = 0; followed && call < 1000; call++) origins.repeat(followed)
  }
  assert.ok(taken < 64, `${taken}`)
})

test('two processes tell the same smallest hashes of the same keys, and other runs others', () => {
  const hashesOf = (keys: unknown[], salt = 'salt') => {
    const origins = new RepeatOrigins(salt, () => undefined)
    for (const key of keys) origins.begin([key], undefined)
    return lineOf(origins).keys
  }
  const keys = Array.from({ length: 200 }, (_, index) => `key ${index}`)
  assert.equal(hashesOf(keys), hashesOf([...keys].reverse()))
  assert.is(hashesOf(keys).length, 16)
  assert.not.equal(hashesOf(keys), hashesOf(keys, 'another'))
  assert.is(new Set(hashesOf([1, '1', true, 'true', null, 'null', 0, -0, undefined, 1n])).size, 10)
  assert.is(new Set(hashesOf(Array.from({ length: 16 }, (_, index) => index))).size, 16)
})

test('keys that hold objects or symbols are counted, and not hashed', () => {
  const origins = new RepeatOrigins('', () => undefined)
  for (const list of [[{}], [1, []], [Symbol('s')], [() => 1]]) origins.begin(list, undefined)
  origins.begin([1], {})
  const { keys, hashed, unhashed } = lineOf(origins)
  assert.equal([keys, hashed, unhashed], [[], 0, 5])
})

test('calls from one loop have one stack, calls from two places have two', () => {
  const site = observed((key: number) => key)
  for (let call = 0; call < 10; call++) site.call(1)
  site.call(1)
  site.handle.finish()
  const [line] = site.repeats
  assert.equal([line?.sampled, line?.sameCallSite, line?.otherCallSite], [10, 9, 1])
  assert.equal(
    line?.stacks.map(([, , times]) => times),
    [9, 1],
  )
  assert.match(line?.stacks[0]?.[1] ?? '', /repeat-origins\.test\.js:\d+:\d+$/)
})

test.run()
