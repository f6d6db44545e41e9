import { createHook } from 'node:async_hooks'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { quietThen } from '../../../loader/observe/quiet-then.js'

/** What the promise is fulfilled with, and how many promises were made for asking. */
function asked(promise: Promise<unknown>): Promise<{ value: unknown; made: number }> {
  let made = 0
  const hook = createHook({ init: (_id, type) => void (type === 'PROMISE' && made++) })
  return new Promise((resolve) => {
    hook.enable()
    quietThen(promise, (value) => resolve({ value, made }))
    hook.disable()
  })
}

test('a promise is asked for its value without another one being made', async () => {
  const promise = Promise.resolve(7)
  const answer = asked(promise)
  assert.equal(Reflect.ownKeys(promise), [])
  assert.is(promise.constructor, Promise)
  assert.equal(await answer, { value: 7, made: 0 })
})

test('a pending promise answers when it is fulfilled', async () => {
  let fulfil: (value: string) => void = () => {}
  const answer = asked(
    new Promise((resolve) => {
      fulfil = resolve
    }),
  )
  fulfil('late')
  assert.equal(await answer, { value: 'late', made: 0 })
})

test('a frozen promise is not asked', () => {
  const isAsked = quietThen(Object.freeze(Promise.resolve(7)), () => assert.unreachable())
  assert.is(isAsked, false)
})

test.run()
