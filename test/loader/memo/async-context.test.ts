import { AsyncLocalStorage } from 'node:async_hooks'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { memoize } from '../../../loader/memoize.js'

const store = new AsyncLocalStorage<string>()

const KEYS = { identity: 'identity', structural: 'structural', "the owner's": (n: unknown) => n } as const

for (const [name, key] of Object.entries(KEYS)) {
  test(`callers who share a promise each go on in their own context, with ${name} keys`, async () => {
    const ranFor: (string | undefined)[] = []
    const load = memoize(
      async (n: number) => {
        ranFor.push(store.getStore())
        await null
        ranFor.push(store.getStore())
        return n * 2
      },
      { key },
    )
    const call = (caller: string) =>
      store.run(caller, async () => {
        const result = await load(1)
        return [result, store.getStore()]
      })
    const chain = (caller: string) => store.run(caller, () => load(1).then((result) => [result, store.getStore()]))
    const together = await Promise.all([call('first'), call('second'), chain('third')])
    const later = await call('fourth')
    const outside = await load(1).then((result) => [result, store.getStore()])

    assert.equal(
      [...together, later, outside],
      [
        [2, 'first'],
        [2, 'second'],
        [2, 'third'],
        [2, 'fourth'],
        [2, undefined],
      ],
    )
    assert.equal(ranFor, ['first', 'first'], 'the function runs once, in the context of the call that missed')
    assert.equal([load.cache_info().hits, load.cache_info().misses], [4, 1])
  })
}

test('callers who share a rejection each handle it in their own context', async () => {
  const fail = memoize(async (n: number) => {
    await null
    throw new Error(`${n}`)
  })
  const call = (caller: string) =>
    store.run(caller, () => fail(1).catch(({ message }: Error) => [message, store.getStore()]))
  assert.equal(await Promise.all([call('first'), call('second')]), [
    ['1', 'first'],
    ['1', 'second'],
  ])
  assert.equal(await call('third'), ['1', 'third'])
})

test.run()
