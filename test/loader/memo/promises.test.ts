import { spawnSync } from 'node:child_process'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { memoize } from '../../../loader/memoize.js'

const MEMOIZE_URL = new URL('../../../loader/memoize.js', import.meta.url).href

/** Runs `body` in a fresh node process, with `memoize` in scope, and a function that always rejects. */
function run(body: string): { status: number | null; stdout: string; stderr: string } {
  const prelude = `import { memoize } from '${MEMOIZE_URL}'\nconst failing = memoize(async () => { throw new Error('rejected on purpose') })\n`
  return spawnSync(process.execPath, ['--input-type=module', '--eval', prelude + body], { encoding: 'utf8' })
}

function deferred(): { promise: Promise<string>; resolve: (value: string) => void; reject: (reason: unknown) => void } {
  let settle: Pick<ReturnType<typeof deferred>, 'resolve' | 'reject'> | undefined
  const promise = new Promise<string>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { promise, ...(settle as NonNullable<typeof settle>) }
}

test('concurrent calls with one key share the pending promise, the very one that the function returned', async () => {
  const { promise, resolve } = deferred()
  const cached = memoize((_key: string) => promise)
  assert.is(cached('k'), promise)
  assert.is(cached('k'), promise)
  resolve('done')
  assert.is(await cached('k'), 'done')
  assert.equal([cached.cache_info().hits, cached.cache_info().misses], [2, 1])
})

test('a fulfilled promise is kept', async () => {
  let calls = 0
  const cached = memoize(async (_key: string) => ++calls)
  assert.equal([await cached('k'), await cached('k'), await cached('k')], [1, 1, 1])
  assert.is(cached.cache_info().currsize, 1)
})

test('a rejected promise is not served again and not kept', async () => {
  let calls = 0
  const cached = memoize(async (_key: string) => {
    if (++calls < 3) throw new Error(`call ${calls}`)
    return calls
  })
  for (let call = 1; call < 3; call++) {
    try {
      await cached('k')
      assert.unreachable()
    } catch (error) {
      assert.is((error as Error).message, `call ${call}`)
    }
    assert.is(cached.cache_info().currsize, 0)
  }
  assert.equal([await cached('k'), await cached('k')], [3, 3])
  assert.equal(cached.cache_info(), { hits: 1, misses: 3, maxsize: 128, currsize: 1, evictions: 0 })
})

test('a promise that is rejected while others wait is given to all of them, and to none after', async () => {
  const outcomes = [deferred(), deferred()]
  let calls = 0
  const cached = memoize((_key: string) => (outcomes[calls++] as (typeof outcomes)[0]).promise)
  const waiting = [cached('k'), cached('k')]
  outcomes[0]?.reject('lost')
  const settled = await Promise.allSettled(waiting)
  assert.equal(
    settled.map((each) => each.status),
    ['rejected', 'rejected'],
  )
  assert.is(cached('k'), outcomes[1]?.promise)
})

test('state is read right for odd promises: subclasses, own properties, tricky values', async () => {
  class Chained extends Promise<unknown> {}
  const tricky = [
    Promise.resolve('<rejected>'),
    Promise.resolve({ '<rejected>': 1 }),
    Object.assign(Promise.resolve(1), { note: '{ <rejected>' }),
    Chained.resolve(2),
    Object.setPrototypeOf(Promise.resolve(3), null),
  ]
  for (const promise of tricky) {
    const cached = memoize(() => promise as unknown)
    cached()
    assert.is(cached.cache_info().currsize, 1)
    assert.is(cached(), promise)
  }
  const rejected = Object.assign(Chained.reject(4), { note: 1 })
  rejected.catch(() => {})
  const cached = memoize(() => rejected)
  cached()
  assert.is(cached.cache_info().currsize, 0)
})

test('a rejection whose reason throws when looked at is not served again', () => {
  const reason = Object.defineProperty({}, Symbol.toStringTag, {
    get() {
      throw new Error('do not look')
    },
  })
  const rejected = Promise.reject(reason)
  rejected.catch(() => {})
  const cached = memoize(() => rejected)
  cached()
  cached()
  assert.equal(cached.cache_info(), { hits: 0, misses: 2, maxsize: 128, currsize: 0, evictions: 0 })
})

test('a thenable that is no native promise is handed out and not cached', () => {
  let calls = 0
  const thenable = Object.defineProperty({}, 'then', { value: (resolve: (call: number) => void) => resolve(++calls) })
  const cached = memoize(() => thenable)
  cached()
  cached()
  assert.equal([calls, cached.cache_info().hits, cached.cache_info().currsize], [0, 0, 0])
})

test('an unhandled rejection still ends the process, once, with its own error', () => {
  const { status, stderr } = run(`failing(1)`)
  assert.is(status, 1)
  assert.is(stderr.split('Error: rejected on purpose').length - 1, 1)
})

test('an unhandled rejection whose key is asked for again is still reported for its own promise, once', () => {
  const { status, stdout } = run(`
    const reported = []
    process.on('unhandledRejection', (reason, promise) => reported.push(promise))
    const first = failing(1)
    await null
    failing.cache_info()
    const second = failing(1)
    second.catch(() => {})
    process.on('exit', () => console.log(reported.length, reported[0] === first, first === second))
  `)
  assert.equal([status, stdout], [0, '1 true false\n'])
})

test('a rejection that its caller handles, even a tick later, ends nothing', () => {
  const { status, stderr } = run(
    `const late = failing(1); await null; late.catch(() => {}); failing(1).catch(() => {})`,
  )
  assert.equal([status, stderr], [0, ''])
})

test.run()
