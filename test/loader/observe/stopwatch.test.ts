import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { Stopwatch } from '../../../loader/observe/stopwatch.js'

/** A clock on which each reading takes `readingNs`; `work` lets time pass. */
function clock(readingNs: () => number) {
  let nowNs = 0
  return { readNs: () => (nowNs += readingNs()), work: (ns: number) => (nowNs += ns) }
}

test('a call costs what the clock shows without what timing takes, as long as that was', () => {
  let calls = 0
  // Code that runs for the first times is slow; compiled code is not.
  const { readNs, work } = clock(() => (calls < 20 ? 400 : 40))
  const watch = new Stopwatch(readNs)
  const taken = Array.from({ length: 100 }, () => {
    calls++
    watch.rehearse([])
    watch.run(() => work(25), undefined, [])
    return watch.ns
  })
  assert.equal(taken.slice(0, 19), Array(19).fill(25))
  assert.ok(Math.abs((taken.at(-1) as number) - 25) < 1, String(taken.at(-1)))
  assert.ok(Math.abs(watch.emptyNs - 40) < 1, String(watch.emptyNs))
})

test('the call is made once, with what it was given, and its result handed on', () => {
  const seen: unknown[] = []
  const watch = new Stopwatch()
  watch.rehearse([1, 2])
  const self = {}
  const fn = function (this: unknown, ...list: unknown[]) {
    seen.push([this, ...list])
    return 'result'
  }
  assert.is(watch.run(fn, self, [1, 2]), 'result')
  assert.is(seen.length, 1)
  assert.is((seen[0] as unknown[])[0], self)
  assert.equal((seen[0] as unknown[]).slice(1), [1, 2])
})

test('work that is timed where it stands has what timing takes told beside it', () => {
  const { readNs, work } = clock(() => 40)
  const watch = new Stopwatch(readNs)
  const startNs = watch.start()
  work(30)
  const endNs = readNs()
  assert.is(watch.between(startNs, endNs, readNs()), 30)
  assert.is(watch.emptyNs, 40)
})

test.run()
