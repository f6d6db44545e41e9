/** A counterexample is for everybody's eyes: it goes into terminals, logs and reports. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { runFixture } from './probe-fixture.js'

test('hides-secrets: the counterexample says all but the password, which is nowhere in the report', async () => {
  const probed = await runFixture('hides-secrets')
  const [site] = probed.functions
  const shown = (number: number) =>
    `{ user: "user0", length: 14, number: ${number}, token: [hidden], note: "user0 came with [hidden]", url: "https://user0:[hidden]@db" }`
  assert.is(
    site?.reasons[0]?.message,
    `the result differed for the same arguments after 10 calls: openSession("user0", [hidden]) gave ${shown(1)}, then ${shown(11)}`,
  )
  assert.not.match(JSON.stringify(probed.report) + probed.result.stdout + probed.result.stderr, 'hunter2')
})

test.run()
