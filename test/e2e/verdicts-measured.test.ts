import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { testVerdicts } from './fixture-verdicts.js'
import { runFixture } from './probe-fixture.js'

testVerdicts(test, 'measured')

test('nested-pair: what caller and callee are said to save does not add up to more than there is', async () => {
  const probed = await runFixture('nested-pair')
  const shares = probed.functions.map(({ screening }) => screening?.savedShare ?? 0)
  const sum = shares.reduce((total, share) => total + share, 0)
  assert.ok(sum > 0.2 && sum < 0.95, `the shares are ${shares}`)
  assert.ok(probed.functions.some(({ verdict }) => verdict === 'APPLY'))
})

test.run()
