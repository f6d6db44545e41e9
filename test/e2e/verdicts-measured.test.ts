import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { testVerdicts } from './fixture-verdicts.js'
import { probeFixture } from './probe-fixture.js'

testVerdicts(test, (claims) => claims.some(({ verdict }) => verdict === 'APPLY' || verdict === 'HOLD'))

test('nested-pair: what caller and callee are said to save does not add up to more than there is', async () => {
  const probed = await probeFixture('nested-pair', 'run', ['--repeats', '3', '--seed', '1'])
  const shares = probed.functions.map(({ screening }) => screening?.savedShare ?? 0)
  const sum = shares.reduce((total, share) => total + share, 0)
  assert.ok(sum > 0.2 && sum < 0.95, `the shares are ${shares}`)
  assert.ok(probed.functions.some(({ verdict }) => verdict === 'APPLY'))
})

test('every APPLY has an interval whose lower end is at or above the threshold', async () => {
  const { functions } = await probeFixture('pure-repeat', 'run', ['--repeats', '3', '--speedup-threshold', '0.1'])
  const [site] = functions
  assert.is(site?.verdict, 'APPLY')
  const { speedup, commandCpu } = site?.validation ?? {}
  assert.ok(Math.max(speedup?.low ?? 0, commandCpu?.low ?? 0) >= 0.1, JSON.stringify(site?.validation))
})

test.run()
