/** Turns fixtures into tests of a whole `cache-probe run`: each must get the verdicts that its `expect.json` claims. */
import type { Test } from 'uvu'
import * as assert from 'uvu/assert'
import type { FunctionReport, ProbeReport } from '../../src/report/probe-report.js'
import { skip } from '../runner/skip.js'
import { allFixtures, canRun, type Fixture, type Probed, runFixture } from './probe-fixture.js'

/** What decides how long a fixture takes: how much of it is worth validating, and whether it is real code. */
export type FixtureGroup = 'measured' | 'cautioned' | 'ruled-out' | 'real'

/** Reasons for INCONCLUSIVE that come from the machine: no fixture claims them. */
const NOISE: readonly string[] = ['contradicted', 'unconfirmed', 'open-interval']
const MORE_PAIRS = [9, 18]

/** Enough for what is claimed on a machine that is not too busy; nobody waits for what is not claimed. */
const FEW_RUNS = ['--budget-runs', '30']
const MANY_RUNS = ['--budget-runs', '200']

export function testVerdicts(test: Test, group: FixtureGroup): void {
  for (const fixture of allFixtures().filter((each) => groupOf(each) === group)) {
    const title = `${fixture.name}: ${fixture.description}`
    if (canRun(fixture)) test(title, () => expectVerdicts(fixture))
    else skip(test, title, `it needs Node ${fixture.claims.needsNode}`)
  }
}

function groupOf({ name, claims }: Fixture): FixtureGroup | undefined {
  const verdicts = Object.values(claims.sites ?? {}).map(({ verdict }) => verdict)
  if (name.startsWith('real-')) return 'real'
  if (name.startsWith('heeds-')) return 'cautioned'
  if (verdicts.includes('APPLY') || verdicts.includes('HOLD') || claims.neverVerdict) return 'measured'
  return verdicts.some(Boolean) ? 'ruled-out' : undefined
}

async function expectVerdicts(fixture: Fixture): Promise<void> {
  const { claims } = fixture
  const probed = await runUntilSettled(fixture)
  for (const [id, claim] of Object.entries(claims.sites ?? {})) probed.expectSite(id, claim)
  if (groupOf(fixture) === 'real') expectPureToAgree(probed.functions)
  for (const site of probed.functions) {
    assert.is.not(site.verdict, claims.neverVerdict)
    if (site.verdict === 'APPLY') expectInterval(site)
  }
  if (claims.warning) expectWarning(probed, claims.warning)
}

/** What the source calls pure never gave another result for the same arguments. */
function expectPureToAgree(functions: readonly FunctionReport[]): void {
  const pure = functions.filter(({ purity }) => purity.static === 'pure')
  assert.equal(
    pure.flatMap(({ id, purity }) => ((purity.runtime?.mismatches ?? 0) > 0 ? [id] : [])),
    [],
  )
}

/** What is INCONCLUSIVE for too much noise is measured again with more pairs, as its message advises. */
async function runUntilSettled({ name, claims: { sites = {} } }: Fixture): Promise<Probed<ProbeReport>> {
  let probed = await runFixture(name, FEW_RUNS)
  for (const pairs of MORE_PAIRS) {
    if (!probed.functions.some((site) => sites[site.id]?.verdict !== undefined && isTooNoisy(site))) break
    probed = await runFixture(name, ['--repeats', String(pairs), ...MANY_RUNS])
  }
  return probed
}

function isTooNoisy({ verdict, reasons }: FunctionReport): boolean {
  return verdict === 'INCONCLUSIVE' && reasons.some(({ code }) => NOISE.includes(code))
}

/** Saves at least the default threshold in-site or for the command, and does not slow the command down. */
function expectInterval({ id, validation }: FunctionReport): void {
  const low = Math.max(validation?.speedup?.low ?? 0, validation?.commandCpu?.low ?? 0)
  assert.ok(low >= 0.05, `${id}: ${JSON.stringify(validation)}`)
  assert.ok((validation?.commandCpu?.high ?? 1) > 0, `${id}: ${JSON.stringify(validation)}`)
}

function expectWarning(probed: Probed<ProbeReport>, code: string): void {
  const codes = probed.report?.warnings.map((warning) => warning.code) ?? []
  assert.ok(codes.includes(code), `the warnings are ${JSON.stringify(probed.report?.warnings)}`)
}
