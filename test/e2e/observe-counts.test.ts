import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { skip } from '../runner/skip.js'
import { allFixtures, canRun, observeFixture } from './probe-fixture.js'

for (const fixture of allFixtures().filter(({ claims }) => claims.sites)) {
  const { name, description, claims } = fixture
  const title = `${name}: ${description}`
  if (!canRun(fixture)) {
    skip(test, title, `it needs Node ${claims.needsNode}`)
    continue
  }

  test(title, async () => {
    const probed = await observeFixture(name)
    for (const [id, { calls, hits, misses }] of Object.entries(claims.sites ?? {})) {
      probed.expectSite(id, withoutAbsent({ calls, hits, misses }))
    }
  })

  if (fixture.type === 'module') {
    test(`${title} (wrapped by exports)`, async () => {
      const probed = await observeFixture(name, ['--wrap', 'exports'])
      if (claims.exportsBreak) return assert.is(probed.result.exitCode, 3)
      for (const [id, claim] of Object.entries(claims.sites ?? {})) {
        const { calls, hits, misses, absent } = claims.exports?.[id] ?? claim
        probed.expectSite(id, withoutAbsent({ calls, hits, misses, absent }))
      }
    })
  }
}

function withoutAbsent<T extends object>(claim: T): T {
  return Object.fromEntries(Object.entries(claim).filter(([, value]) => value !== undefined)) as T
}

test.run()
