/** What is said where the same arguments gave another result later: a point to clear the cache at, a bound, or neither. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { runFixture } from './probe-fixture.js'

async function messageOf(fixture: string, id: string, code: string): Promise<string | undefined> {
  const { functions } = await runFixture(fixture)
  return functions.find((fn) => fn.id === id)?.reasons.find((reason) => reason.code === code)?.message
}

test('follows-setting: where the variable is assigned', async () => {
  assert.is(
    await messageOf('follows-setting', 'src/greeting.js#greeting', 'invalidation-point'),
    'changed after `locale` was assigned by setLocale, src/greeting.js:4 (10 of 10 changes): clear the cache there',
  )
})

test('follows-setting: where the variable is assigned, also inside of a UMD factory', async () => {
  assert.is(
    await messageOf('follows-setting', 'src/farewell.cjs#farewell', 'invalidation-point'),
    'changed after `tone` was assigned by setTone, src/farewell.cjs:8 (10 of 10 changes): clear the cache there',
  )
})

test('follows-setting: where the variable is assigned, also in another file', async () => {
  assert.is(
    await messageOf('follows-setting', 'src/price.js#priceOf', 'invalidation-point'),
    'changed after `currency` was assigned by setCurrency, src/config.js:4 (10 of 10 changes): clear the cache there',
  )
})

test('lasts-for-a-while: how long it was right at least', async () => {
  assert.match(
    (await messageOf('lasts-for-a-while', 'src/shift.js#shiftOf', 'ttl-bound')) ?? '',
    /^the same arguments gave another result after \d+ ms at the earliest \(\d+ changes, \d+ hits that agreed\): a cache is right only for a shorter time than that$/,
  )
})

test('reads-random: not cacheable at all', async () => {
  assert.match(
    (await messageOf('reads-random', 'src/jitter.js#jitter', 'not-cacheable')) ?? '',
    /^not cacheable: the same arguments gave another result after 10 calls at the earliest \(\d+ changes\), and nothing was seen that it follows$/,
  )
})

test.run()
