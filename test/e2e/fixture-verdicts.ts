/** Turns fixtures into tests of a whole `cache-probe run`: each must get the verdicts that its `expect.json` claims. */
import type { Test } from 'uvu'
import * as assert from 'uvu/assert'
import { skip } from '../runner/skip.js'
import { allFixtures, canRun, type Fixture, type Probed, probeFixture, type SiteClaim } from './probe-fixture.js'

export function testVerdicts(test: Test, choose: (claims: SiteClaim[]) => boolean): void {
  for (const fixture of allFixtures()) {
    const claims = Object.values(fixture.claims.sites ?? {})
    if (!claims.some(({ verdict }) => verdict) || !choose(claims)) continue
    const title = `${fixture.name}: ${fixture.description}`
    if (canRun(fixture)) test(title, () => expectVerdicts(fixture))
    else skip(test, title, `it needs Node ${fixture.claims.needsNode}`)
  }
}

async function expectVerdicts({ name, claims }: Fixture): Promise<void> {
  const probed = await probeFixture(name, 'run', ['--repeats', '3', '--seed', '1'])
  for (const [id, claim] of Object.entries(claims.sites ?? {})) probed.expectSite(id, claim)
  for (const site of probed.functions) assert.is.not(site.verdict, claims.neverVerdict)
  if (claims.warning) expectWarning(probed, claims.warning)
}

function expectWarning(probed: Probed, code: string): void {
  const codes = probed.report?.warnings.map((warning) => warning.code) ?? []
  assert.ok(codes.includes(code), `the warnings are ${JSON.stringify(probed.report?.warnings)}`)
}
