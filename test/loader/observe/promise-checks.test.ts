import { spawnSync } from 'node:child_process'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { cachedArm } from '../../../loader/memo/cached-arm.js'
import { observeArm } from '../../../loader/observe/observe-arm.js'
import { armed, observed } from './armed.js'

/** Enough turns for a promise that is settled now, and for our own look at it. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await undefined
}

test('promises are compared by what they resolve to', async () => {
  const site = observed(async (key: number) => ({ key }))
  for (let call = 0; call < 3; call++) {
    await site.call(1)
    await settled()
  }
  site.call(2)
  await settled()
  const counts = {
    calls: 4,
    hits: 2,
    misses: 2,
    currsize: 2,
    checked: 2,
    promises: 4,
    sharedResults: 1,
    valuePromises: 4,
  }
  assert.equal(site.counts(), counts)
})

test('promises that cannot be asked without running code of the program, or are frozen, are uncomparable', async () => {
  class Task extends Promise<number> {}
  for (const make of [(key: number) => Task.resolve(key), (key: number) => Object.freeze(Promise.resolve(key))]) {
    const site = observed(make)
    for (let call = 0; call < 3; call++) {
      await settled()
      site.call(1)
    }
    await settled()
    site.handle.finish()
    assert.equal(site.counts('hits', 'checked', 'unknown', 'unsettledHits'), {
      hits: 2,
      checked: 0,
      unknown: 2,
      unsettledHits: 0,
    })
    assert.ok(site.codes().includes('uncomparable-result'))
  }
})

test('a promise that resolves to something else is a counterexample', async () => {
  let version = 0
  const site = observed(async (_key: number) => {
    await undefined
    return { version: version++ }
  })
  for (let call = 0; call < 3; call++) {
    await site.call(1)
    await settled()
  }
  // What was still pending is looked at by the next call.
  site.call(2)
  await settled()
  assert.equal(site.counts('checked', 'mismatches'), { checked: 2, mismatches: 2 })
  assert.equal(site.codes(), ['counterexample'])
})

test('a rejected promise is counted and not kept', async () => {
  const site = observed(async (_key: number) => Promise.reject(new Error('no')))
  for (let call = 0; call < 3; call++) {
    await site.call(1).catch(() => {})
    await settled()
  }
  site.handle.finish()
  assert.equal(site.counts(), { calls: 3, misses: 3, currsize: 1, promises: 3, rejected: 3 })
})

test('a promise that is rejected at once is not kept either: hits and misses are those of the memoizer', async () => {
  const fn = async (key: number) => {
    if (key > 3) await undefined
    if (key % 3 === 0) throw new Error('no')
    return key
  }
  const watched = observed(fn)
  const cached = armed(cachedArm, fn)
  for (let call = 0; call < 100; call++) {
    for (const { call: wrapped } of [watched, cached]) await wrapped(call % 7).catch(() => {})
  }
  assert.equal(
    watched.counts('calls', 'hits', 'misses', 'currsize'),
    cached.counts('calls', 'hits', 'misses', 'currsize'),
  )
  assert.ok((watched.counts('misses').misses ?? 0) > 40)
})

test('promises of nothing are told from promises of something', async () => {
  const site = observed(async (key: number) => (key > 1 ? key : undefined))
  for (let call = 0; call < 3; call++) {
    await site.call(call)
    await settled()
  }
  assert.equal(site.counts('voidPromises', 'valuePromises'), { voidPromises: 2, valuePromises: 1 })
})

test('the same promise returned again is equal', () => {
  const promise = new Promise(() => {})
  const site = observed((_key: number) => promise)
  site.call(1)
  site.call(1)
  assert.equal(site.counts('checked', 'unknown'), { checked: 1, unknown: 0 })
})

test('what resolves to a mutable object that a caller changes is noticed', async () => {
  const site = observed(async (key: number) => [key])
  const first = await site.call(1)
  await settled()
  first.push(2)
  await site.call(1)
  assert.is(site.counts('mutatedResults').mutatedResults, 1)
})

const ARM = new URL('../../../loader/observe/observe-arm.js', import.meta.url).href

function child(body: string): { status: number | null; stdout: string; stderr: string } {
  const script = `
    const { observeArm } = await import(${JSON.stringify(ARM)})
    const site = { id: 'f', flags: 4, arm: 'observe', maxsize: 8, cacheSize: 8, maxCacheSize: 8, counters: new Float64Array(99), base: 0 }
    const wrap = (fn) => process.argv[1] === 'off' ? fn : observeArm(site, { line() {}, touch() {}, callsLeft: new Int32Array(1) }).wrap(fn)
    ${body}`
  return spawnSync(process.execPath, ['--input-type=module', '-e', script, process.argv[2] ?? 'on'], {
    encoding: 'utf8',
  })
}

test('a hit on a promise that is still pending is shared work, one on a settled promise is not', async () => {
  for (const arm of [observeArm, cachedArm]) {
    const settle: ((value: number) => void)[] = []
    const site = armed(arm, (_key: number) => new Promise<number>((resolve) => settle.push(resolve)))
    for (let call = 0; call < 3; call++) site.call(1)
    for (const resolve of settle) resolve(7)
    await settled()
    site.call(1)
    assert.equal(site.counts('hits', 'inFlight'), { hits: 3, inFlight: 2 })
  }
})

test('promises that are pending at the end are counted, and so are the hits that could not be compared', () => {
  const never = new Promise<number>(() => {})
  const site = observed((key: number) => (key === 0 ? never : new Promise<number>(() => {})))
  for (const key of [0, 0, 1, 1, 1]) site.call(key)
  site.handle.finish()
  // The same promise again needs no look: two hits on key 1 did.
  assert.equal(site.counts('hits', 'checked', 'pendingAtEnd', 'unsettledHits'), {
    hits: 3,
    checked: 1,
    pendingAtEnd: 4,
    unsettledHits: 2,
  })
})

test('what has settled by the last turn is compared, however much of it there is', async () => {
  const site = observed((key: number) => Promise.resolve().then(() => key))
  const calls = Array.from({ length: 60 }, (_, call) => site.call(call % 10))
  await Promise.all(calls)
  assert.is(site.counts('checked').checked, 0)
  site.handle.lastTurn?.()
  await settled()
  site.handle.finish()
  assert.equal(site.counts('hits', 'checked', 'unsettledHits', 'pendingAtEnd'), {
    hits: 50,
    checked: 50,
    unsettledHits: 0,
    pendingAtEnd: 0,
  })
})

test('an unhandled rejection is still unhandled, and a handled one is still handled', () => {
  const rejects = 'const f = wrap(async () => { throw new Error("mine") })'
  const unhandled = child(`${rejects}; f(1); f(1)`)
  assert.is(unhandled.status, 1)
  assert.match(unhandled.stderr, /Error: mine/)
  const handled = child(`${rejects}; for (let i = 0; i < 3; i++) await f(1).catch(() => {}); console.log("done")`)
  assert.equal([handled.status, handled.stdout, handled.stderr], [0, 'done\n', ''])
  const counted = child(`
    let events = 0
    process.on('unhandledRejection', () => events++)
    ${rejects}
    f(1); f(2)
    await new Promise(setImmediate)
    f(3).catch(() => {})
    await new Promise(setImmediate)
    console.log(events)`)
  assert.equal([counted.status, counted.stdout, counted.stderr], [0, '2\n', ''])
})

test.run()
