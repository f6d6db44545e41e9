import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { testVerdicts } from './fixture-verdicts.js'
import { runFixture } from './probe-fixture.js'

testVerdicts(test, 'measured')

test('nested-pair: what caller and callee are said to save does not add up to more than there is', async () => {
  const { functions, report } = await runFixture('nested-pair')
  const shares = functions.map(({ screening }) => screening?.savedShare ?? 0)
  const sum = shares.reduce((total, share) => total + share, 0)
  assert.ok(sum > 0.2 && sum < 0.95, `the shares are ${shares}`)
  assert.is(report?.recommendedSet?.ids.length, 1, `recommended: ${report?.recommendedSet?.ids}`)
})

test.run()
