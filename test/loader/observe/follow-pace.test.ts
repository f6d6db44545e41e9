import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { FollowPace } from '../../../loader/observe/follow-pace.js'
import { observed } from './armed.js'

/** Numbers of the calls that were followed. `isRepeat`: of a call, by its number. */
function follow(calls: number, pressure: number | ((call: number) => number), isRepeat: (call: number) => boolean) {
  let repeats = 0
  let now = 0
  const pace = new FollowPace(() => repeats, 1, {
    pressure: () => (typeof pressure === 'number' ? pressure : pressure(now)),
  })
  const followed: number[] = []
  for (; now < calls; now++) {
    if (pace.skip > 0) {
      pace.skip--
      continue
    }
    followed.push(now)
    if (isRepeat(now)) repeats++
    pace.follow()
  }
  return followed
}

const always = () => true
const never = () => false
const between = (calls: number[], from: number, to: number) => calls.filter((call) => call >= from && call < to).length

test('every call is followed while that can be afforded', () => {
  assert.is(follow(300_000, 0.9, always).length, 300_000)
  assert.is(follow(300_000, 0.9, never).length, 300_000)
})

test('above the budget, a site that never repeats is followed in bursts after almost 4,096 calls', () => {
  const followed = follow(1_000_000, 1.01, never)
  assert.is(between(followed, 0, 3840), 3840)
  assert.ok(followed.length < 30_000, String(followed.length))
  assert.ok(between(followed, 500_000, 1_000_000) >= 1024, 'and never not at all')
})

test('above the budget, a site that repeats is followed wholly for almost 100,000 calls, then in bursts to the end', () => {
  const followed = follow(5_000_000, 1.01, always)
  assert.is(between(followed, 0, 92_000), 92_000)
  assert.ok(followed.length < 300_000, String(followed.length))
  for (let from = 200_000; from < 5_000_000; from += 200_000) {
    assert.ok(between(followed, from, from + 200_000) >= 512, `calls from ${from} on`)
  }
})

test('the further above the budget, the sooner', () => {
  const followed = follow(200_000, 4, always)
  assert.ok(followed.length < 30_000, String(followed.length))
})

test('of a site that repeats no gap is longer than a sixteenth of the calls before it, however far above the budget', () => {
  const followed = follow(500_000, 50, always)
  const tooLong = followed.filter((call, index) => index > 0 && call > 2 + (17 / 16) * (followed[index - 1] as number))
  assert.equal(tooLong, [])
  assert.ok(followed.length < 50_000, String(followed.length))
})

test('a site that begins to repeat is followed wholly as soon as a burst shows it', () => {
  const followed = follow(600_000, 1.01, (call) => call >= 100_000)
  const wholly = (call: number, index: number) => call >= 100_000 && followed[index + 60_000] === call + 60_000
  const noticed = followed[followed.findIndex(wholly)]
  assert.ok(noticed !== undefined && noticed < 500_000, String(noticed))
})

test('far above the budget, hundreds of sites do not go on: each is followed for 512 calls, or 128 if it does not repeat', () => {
  const [repeating, others] = [follow(1000, 50, always), follow(1000, 50, never)]
  assert.equal([between(repeating, 0, 512), between(others, 0, 128)], [512, 128])
  assert.ok(between(repeating, 512, 1000) > 100 && repeating.length < 1000, String(repeating.length))
  assert.ok(others.length < 300, String(others.length))
})

test('what can be afforded again is followed again', () => {
  const followed = follow(3_000_000, (call) => (call < 1_000_000 ? 1.5 : 0.1), always)
  assert.is(between(followed, 2_500_000, 3_000_000), 500_000)
})

test('calls that are let pass are counted, and nothing else of them', () => {
  const site = observed((key: number) => key, {}, { follow: { pressure: () => 2 }, deep: { exhausted: false } })
  for (let call = 0; call < 100_000; call++) site.call(call)
  const { calls, unfollowed = 0, misses } = site.counts('calls', 'unfollowed', 'misses')
  assert.is(calls, 100_000)
  assert.ok(unfollowed > 80_000, String(unfollowed))
  assert.is(misses, 100_000 - unfollowed)
})

test('hits in bursts are those of a cache that every call goes through', () => {
  const rates = [100, 300].map((keys) => {
    const site = observed((key: number) => key, {}, { follow: { pressure: () => 2 }, deep: { exhausted: false } })
    for (let call = 0; call < 400_000; call++) site.call(call % keys)
    site.handle.finish()
    const { hits = 0, misses = 0, unfollowed = 0 } = site.counts()
    assert.ok(unfollowed > 200_000, String(unfollowed))
    assert.is(hits + misses + unfollowed, 400_000)
    return hits / (hits + misses)
  })
  assert.ok((rates[0] as number) > 0.99, String(rates[0]))
  assert.is(rates[1], 0)
})

test('keys that were new before calls were let pass are missed by as large a share as of all calls', () => {
  const site = observed((key: number) => key, {}, { follow: { pressure: () => 2 }, deep: { exhausted: false } })
  for (let call = 0; call < 400_000; call++) site.call(call % 9)
  site.handle.finish()
  const { misses = 0, unfollowed = 0 } = site.counts()
  assert.is(misses, Math.ceil((9 * (400_000 - unfollowed)) / 400_000))
  assert.ok(misses > 0)
})

test('a result that changes late in a run of two million calls is found in a burst', () => {
  let version = 0
  const tight = { follow: { pressure: () => 1.5 }, deep: { exhausted: true } }
  const site = observed((key: number) => key + version, {}, tight)
  for (let call = 0; call < 2_000_000; call++) {
    if (call === 1_800_000) version = 1
    site.call(call % 50)
  }
  const { checked = 0, hits = 0, mismatches = 0, unfollowed = 0 } = site.counts()
  assert.is(mismatches, 1)
  assert.is(checked, hits)
  assert.ok(unfollowed > 1_500_000, String(unfollowed))
  assert.equal(site.codes(), ['counterexample'])
})

test.run()
