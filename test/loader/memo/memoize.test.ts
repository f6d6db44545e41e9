import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Memoized, memoize } from '../../../loader/memoize.js'

/** A function that says how often it ran: each result is a fresh object. */
function counting(): { calls: number; run: (...list: unknown[]) => object } {
  const counted = { calls: 0, run: (..._list: unknown[]) => ({ call: ++counted.calls }) }
  return counted
}

test('fib(5) through its own binding comes to 6 misses and 3 hits', () => {
  let fib = (n: number): number => (n < 2 ? n : fib(n - 1) + fib(n - 2))
  const cached = memoize(fib)
  fib = cached
  assert.is(fib(5), 5)
  assert.equal(cached.cache_info(), { hits: 3, misses: 6, maxsize: 128, currsize: 6, evictions: 0 })
})

for (const arity of [0, 1, 2, 3, 4]) {
  test(`a function that declares ${arity} parameters is right for zero to six arguments`, () => {
    const counted = counting()
    const declared = Object.defineProperty((...list: unknown[]) => counted.run(...list), 'length', { value: arity })
    const cached = memoize(declared)
    const lists = Array.from({ length: 7 }, (_, length) => new Array(length).fill(undefined))
    const first = lists.map((list) => cached(...list))
    const second = lists.map((list) => cached(...list))
    assert.is(counted.calls, 7)
    assert.ok(first.every((result, index) => result === second[index]))
    assert.equal([cached.cache_info().hits, cached.cache_info().misses], [7, 7])
  })
}

test('arguments reach the function as they were given, missing ones missing', () => {
  const cached = memoize(function (this: unknown, _a?: unknown, _b?: unknown) {
    // biome-ignore lint/complexity/noArguments: how many there are is the point.
    return [...arguments]
  })
  assert.equal(cached(), [])
  assert.equal(cached(1), [1])
  assert.equal(cached(1, undefined), [1, undefined])
  assert.equal((cached as (...list: number[]) => unknown)(1, 2, 3, 4), [1, 2, 3, 4])
})

test('1 and "1", 0 and -0, null and undefined are different calls; NaN is the same as NaN', () => {
  const counted = counting()
  const cached = memoize((a: unknown) => counted.run(a))
  for (const value of [1, '1', 0, -0, null, undefined, Number.NaN, Number.NaN]) cached(value)
  assert.is(counted.calls, 7)
})

test('a call with 20,000 arguments is cached', () => {
  const cached = memoize((...list: number[]) => list.length)
  const list = Array.from({ length: 20_000 }, (_, index) => index)
  assert.equal([cached(...list), cached(...list)], [20_000, 20_000])
  assert.is(cached.cache_info().hits, 1)
})

test('a result of undefined is cached', () => {
  let calls = 0
  const cached = memoize((_key: string) => {
    calls++
  })
  cached('k')
  cached('k')
  assert.is(calls, 1)
})

test('an exception reaches the caller as it is and is not cached', () => {
  const thrown = new Error('no')
  let calls = 0
  const cached = memoize((_key: string) => {
    calls++
    throw thrown
  })
  for (let call = 0; call < 2; call++) {
    try {
      cached('k')
      assert.unreachable()
    } catch (error) {
      assert.is(error, thrown)
    }
  }
  assert.is(calls, 2)
  assert.equal(cached.cache_info(), { hits: 0, misses: 2, maxsize: 128, currsize: 0, evictions: 0 })
})

test('iterators are handed out fresh and never cached', () => {
  const sources: (() => unknown)[] = [
    function* () {
      yield 1
    },
    async function* () {
      yield 1
    },
    () => [1, 2][Symbol.iterator](),
    () => new Map([[1, 2]]).entries(),
    () => ({
      next: () => ({ done: true }),
      [Symbol.iterator]() {
        return this
      },
    }),
  ]
  for (const source of sources) {
    const cached = memoize(source)
    assert.is.not(cached(), cached())
    assert.equal(cached.cache_info(), { hits: 0, misses: 0, maxsize: 128, currsize: 0, evictions: 0 })
  }
})

test('what can be iterated again and again is cached', () => {
  for (const source of [() => [1], () => new Set([1]), () => ({ next: 1 })]) {
    const cached = memoize(source as () => object)
    assert.is(cached(), cached())
  }
})

test('a result whose `then` cannot be read is handed out and not cached', () => {
  const hostile = Object.defineProperty({}, 'then', {
    get() {
      throw new Error('do not read')
    },
  })
  const cached = memoize(() => hostile)
  assert.is(cached(), hostile)
  assert.is(cached(), hostile)
  assert.is(cached.cache_info().hits, 0)
})

test('`this` is part of the key', () => {
  class Scaled {
    constructor(readonly factor: number) {}
    times(n: number): number {
      return this.factor * n
    }
  }
  const times = memoize(Scaled.prototype.times)
  Scaled.prototype.times = times
  const [two, three] = [new Scaled(2), new Scaled(3)]
  assert.equal([two.times(5), three.times(5), two.times(5)], [10, 15, 10])
  assert.equal([times.cache_info().hits, times.cache_info().misses], [1, 2])
  assert.equal([times.delete.call(two, 5), times.delete.call(two, 5)], [true, false])
  assert.is(times.cache_info().currsize, 1)
})

test('with `this: false` receivers share entries, and the function still gets its own', () => {
  const receivers: unknown[] = []
  const cached = memoize(
    function (this: unknown, n: number) {
      receivers.push(this)
      return n
    },
    { this: false },
  )
  const [one, other] = [{ cached }, { cached }]
  one.cached(1)
  other.cached(1)
  other.cached(2)
  assert.is(receivers.length, 2)
  assert.ok(receivers[0] === one && receivers[1] === other)
})

test('maxsize 0 keeps nothing and counts misses', () => {
  const counted = counting()
  const cached = memoize(counted.run, { maxsize: 0 })
  cached(1)
  cached(1)
  assert.equal(cached.cache_info(), { hits: 0, misses: 2, maxsize: 0, currsize: 0, evictions: 0 })
})

test('maxsize 1 keeps the last key', () => {
  const counted = counting()
  const cached = memoize(counted.run, { maxsize: 1 })
  for (const key of [1, 1, 2, 1]) cached(key)
  assert.equal(cached.cache_info(), { hits: 1, misses: 3, maxsize: 1, currsize: 1, evictions: 2 })
})

test('an unbounded cache never evicts', () => {
  const cached = memoize((n: number) => n, { maxsize: Number.POSITIVE_INFINITY })
  for (let key = 0; key < 20_000; key++) cached(key)
  for (let key = 0; key < 20_000; key++) cached(key)
  const maxsize = Number.POSITIVE_INFINITY
  assert.equal(cached.cache_info(), { hits: 20_000, misses: 20_000, maxsize, currsize: 20_000, evictions: 0 })
})

test('clear forgets entries and counts', () => {
  const counted = counting()
  const cached = memoize(counted.run)
  cached(1)
  cached.clear()
  assert.equal(cached.cache_info(), { hits: 0, misses: 0, maxsize: 128, currsize: 0, evictions: 0 })
  cached(1)
  assert.is(counted.calls, 2)
})

test('delete forgets one key and says whether it was there', () => {
  const counted = counting()
  const cached = memoize(counted.run)
  cached(1)
  cached(1, 2)
  assert.equal([cached.delete(1), cached.delete(1)], [true, false])
  cached(1, 2)
  cached(1)
  assert.is(counted.calls, 3)
})

test('a call that was running when its entry was forgotten is not stored afterwards', () => {
  let whileRunning: (() => unknown) | undefined
  const cached = memoize((_key: string) => {
    whileRunning?.()
    return {}
  })
  for (const forget of [() => cached.clear(), () => cached.delete('k')]) {
    whileRunning = forget
    cached('k')
    assert.is(cached.cache_info().currsize, 0)
    whileRunning = undefined
    cached('k')
    assert.is(cached.cache_info().currsize, 1)
    cached.delete('k')
  }
})

test('a key function gets `this` and the arguments, and its array stands for the parts of the key', () => {
  let calls = 0
  const parse = memoize(
    function (this: { options: { loose: boolean } }, range: string, _unused?: object) {
      return `${range} ${this.options.loose} ${++calls}`
    },
    {
      key(range) {
        return [range, this.options.loose]
      },
    },
  )
  const by = (loose: boolean, ...list: [string, object?]) => parse.apply({ options: { loose } }, list)
  assert.equal(
    [by(true, '1'), by(true, '1', {}), by(false, '1'), by(true, '2')],
    ['1 true 1', '1 true 1', '1 false 2', '2 true 3'],
  )
  assert.equal(parse.cache_info(), { hits: 1, misses: 3, maxsize: 128, currsize: 3, evictions: 0, bypassed: 0 })
  assert.ok(parse.delete.call({ options: { loose: true } }, '1'))
  assert.not(parse.delete.call({ options: { loose: true } }, '1'))
})

test('a key function may return a proxy whose reading comes back to the memoized function', () => {
  const cached: (n: number) => number = memoize((n: number) => n, {
    key: (n) => (n < 0 ? [n, n, n, n] : n > 9 ? [3, 4] : readingBack([n, 1, 2, 3, 4])),
  })
  const readingBack = (parts: number[]) =>
    new Proxy(parts, {
      get(target, name) {
        if (name === '3') cached(-1)
        return Reflect.get(target, name)
      },
    })
  assert.equal([1, 10, 2, 1].map(cached), [1, 10, 2, 1])
})

test('a key function is asked once a call, and what it throws goes to the caller', () => {
  let asked = 0
  const cached = memoize((n: number) => n, {
    key: (n) => {
      asked++
      if (n < 0) throw new RangeError('negative')
      return n
    },
  })
  assert.equal([cached(1), cached(1), asked], [1, 1, 2])
  assert.throws(() => cached(-1), 'negative')
})

test('a key of one part is told by content, NaN and -0 included', () => {
  const counted = counting()
  const cached = memoize(counted.run, { key: (value) => value, maxsize: Number.POSITIVE_INFINITY })
  for (const value of [1, '1', Number.NaN, 0, -0, undefined, null, {}, { a: 1 }, { a: 1 }])
    assert.is(cached(value), cached(value))
  assert.is(counted.calls, 9)
})

test('with contentUpTo large data is told by reference, as is what cannot be told, and small data by content', () => {
  const table = Array.from({ length: 40 }, (_, index) => ({ index }))
  const odd = {
    get a() {
      throw new Error('not to be run')
    },
  }
  for (const key of ['structural', (...list: unknown[]) => list] as const) {
    const counted = counting()
    const cached = memoize(counted.run as (...list: unknown[]) => unknown, { key, contentUpTo: 8 })
    const lists = [
      [table, ['a']],
      [[...table], ['a']],
      [table, ['b']],
      [odd, ['a']],
      [table.slice(0, 3), [table[0]]],
    ]
    for (const list of lists) assert.is(cached(...list), cached(list[0], [...(list[1] as unknown[])]))
    assert.is(counted.calls, 5)
    assert.is(cached.cache_info().bypassed, 0)
    cached([{ index: 0 }, { index: 1 }, { index: 2 }], [{ index: 0 }])
    assert.is(counted.calls, 6, 'one object twice is not two alike')
  }
})

test('a recursion 2,000 levels deep fits on the stack', () => {
  const depth: Memoized<(n: number) => number> = memoize((n: number) => (n === 0 ? 0 : depth(n - 1) + 1))
  assert.is(depth(2000), 2000)
})

for (const [options, error, message] of [
  [{ maxsize: -1 }, RangeError, 'memoize: maxsize must be a whole number >= 0 or Infinity, got -1.'],
  [{ maxsize: 1.5 }, RangeError, 'memoize: maxsize must be a whole number >= 0 or Infinity, got 1.5.'],
  [{ maxsize: Number.NaN }, RangeError, 'memoize: maxsize must be a whole number >= 0 or Infinity, got NaN.'],
  [{ maxsize: '8' }, TypeError, 'memoize: maxsize must be a number, got string.'],
  [{ this: 1 }, TypeError, "memoize: option 'this' must be true or false, got number."],
  [{ size: 1 }, TypeError, "memoize: unknown option 'size'; there are maxsize, this, key, contentUpTo."],
  [{ contentUpTo: '9' }, TypeError, 'memoize: contentUpTo must be a number, got string.'],
  [{ contentUpTo: 513 }, RangeError, 'memoize: contentUpTo must be a whole number from 0 to 512, got 513.'],
  [{ key: 'deep' }, TypeError, "memoize: option 'key' must be 'identity', 'structural' or a function, got 'deep'."],
  [{ key: 1 }, TypeError, "memoize: option 'key' must be 'identity', 'structural' or a function, got number."],
  [null, TypeError, 'memoize: options must be an object, got null.'],
] as const) {
  test(`options ${JSON.stringify(options)} are refused in one line`, () => {
    assert.throws(
      () => memoize(() => 1, options as never),
      (thrown: Error) => thrown instanceof error && thrown.message === message,
    )
  })
}

test('what is not a function is refused', () => {
  assert.throws(() => memoize({} as never), /^memoize: expected a function, got object\.$/)
})

test('arguments that are told by content are not kept', () => {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  const size = memoize((list: readonly unknown[]) => list.length, { key: 'structural' })
  const held = (() => {
    const list = [{}, new (class Instance {})()]
    assert.is(size(list), 2)
    assert.is(size.cache_info().misses, 1)
    return new WeakRef(list)
  })()
  return new Promise<void>((resolve) => {
    setImmediate(() => {
      collectGarbage()
      assert.is(held.deref(), undefined)
      resolve()
    })
  })
})

test.run()
