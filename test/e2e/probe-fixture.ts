/** Probes one fixture in a copy of its own, and compares what the report says of a site with what it must say. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import type { ObservationReport, ObservedFunction } from '../../src/report/observation-report.js'
import type { FunctionReport, ProbeReport } from '../../src/report/probe-report.js'
import { type CliResult, cacheProbe, privateFolders, projectRoot } from './cli.js'
import { temporaryFolder } from './temporary-folder.js'

const fixtures = join(projectRoot, 'fixtures')

/** What a fixture's `expect.json` says about a site. Counts are those of the `observe` run. */
export interface SiteClaim {
  verdict?: string
  calls?: number
  hits?: number
  misses?: number
  /** A code among the reasons. */
  reason?: string
  /** RegExp source: what the message of a reason must match. */
  says?: string
  /** Not all of its calls were followed; of a whole run only. */
  sampled?: boolean
  /** A code among the cautions. */
  caution?: string
  /** A code among the alternatives. */
  alternative?: string
  /** Codes that must all be among the cautions. */
  cautions?: string[]
  /** The key that was chosen: its strategy. */
  key?: string
  /** A would-be hit's fresh result differed from the stored one. */
  mismatched?: boolean
  /** Repeated results that were compared; of a whole run only. */
  checked?: number
  line?: number
  /** Not wrapped, so never counted. */
  absent?: boolean
  /** Why `--wrap exports` counts differently; for the reader. */
  why?: string
}

export interface FixtureClaims {
  /** Least Node version that can run the fixture without cache-probe. */
  needsNode?: string
  options?: string[]
  /** false: looking at every call would take too long, so that only some claims hold whatever the machine's speed. */
  exhaustive?: false
  /** Packages of ours that are copied into its `node_modules`. */
  packages?: string[]
  sites?: Record<string, SiteClaim>
  /** Claims that differ under `--wrap exports`. */
  exports?: Record<string, SiteClaim>
  /** Why its command fails under `--wrap exports`. */
  exportsBreak?: string
  warning?: string
  neverVerdict?: string
}

export interface Fixture {
  name: string
  /** Its claim in words. */
  description: string
  type: 'module' | 'commonjs'
  claims: FixtureClaims
}

export function allFixtures(): Fixture[] {
  return readdirSync(fixtures)
    .filter((name) => existsSync(join(fixtures, name, 'expect.json')))
    .map(readFixture)
}

function readFixture(name: string): Fixture {
  const { description, type } = JSON.parse(readFileSync(join(fixtures, name, 'package.json'), 'utf8'))
  return { name, description, type, claims: JSON.parse(readFileSync(join(fixtures, name, 'expect.json'), 'utf8')) }
}

/** True when this Node version can run the fixture. */
export function canRun({ claims }: Fixture): boolean {
  if (!claims.needsNode) return true
  const [major = 0, minor = 0] = claims.needsNode.split('.').map(Number)
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number)
  return ownMajor > major || (ownMajor === major && ownMinor >= minor)
}

/** A copy of the fixture that may be changed; its real path. */
export function copyFixture(name: string, parent = temporaryFolder(name)): string {
  const folder = join(parent, name)
  cpSync(join(fixtures, name), folder, { recursive: true })
  for (const packageName of readFixture(name).claims.packages ?? []) {
    mkdirSync(join(folder, 'node_modules'), { recursive: true })
    cpSync(join(projectRoot, 'node_modules', packageName), join(folder, 'node_modules', packageName), {
      recursive: true,
    })
  }
  return folder
}

type Report = ProbeReport | ObservationReport
type ReportedSite<R extends Report> = R['functions'][number]

/** What one call of the tool came to; `report` is what it wrote as JSON. */
export class Probed<R extends Report> {
  constructor(
    readonly result: CliResult,
    readonly report: R | undefined,
  ) {}

  /** Of a call that must have succeeded. */
  get functions(): ReportedSite<R>[] {
    assert.is(this.result.exitCode, 0, `exit ${this.result.exitCode}: ${this.result.stderr}`)
    assert.ok(this.report, 'no report was written')
    return this.report.functions as ReportedSite<R>[]
  }

  site(id: string): ReportedSite<R> {
    const found = this.functions.find((each) => each.id === id)
    assert.ok(found, `${id} is not among ${this.functions.map((each) => each.id).join(', ')}`)
    return found
  }

  /** Every fact that the claim names must be as claimed. */
  expectSite(id: string, claim: SiteClaim): this {
    if (claim.absent) {
      const found = this.functions.find((each) => each.id === id)
      assert.is(found && countsOf(found)?.calls, undefined, `${id} was counted`)
      return this
    }
    const { why: _why, ...claimed } = claim
    const facts = factsOf(this.site(id), claim)
    const actual = Object.fromEntries(Object.keys(claimed).map((name) => [name, facts[name]]))
    assert.equal(actual, claimed, `${id}: ${JSON.stringify(this.site(id), undefined, 1)}`)
    return this
  }
}

function countsOf(site: FunctionReport | ObservedFunction) {
  return 'calls' in site ? site : site.screening
}

function factsOf(
  site: FunctionReport | ObservedFunction,
  { reason, says, caution, alternative, cautions = [] }: SiteClaim,
): Record<string, unknown> {
  const { calls, hits, misses } = countsOf(site) ?? {}
  const counts = { calls, hits, misses, line: site.line }
  if (!('verdict' in site)) return counts
  const codes = site.reasons.map(({ code }) => code)
  return {
    ...counts,
    verdict: site.verdict,
    reason: codes.find((code) => code === reason) ?? codes.join(),
    says: site.reasons.some(({ message }) => new RegExp(says ?? '').test(message)) ? says : 'nothing of the kind',
    sampled: (site.screening?.unfollowed ?? 0) > 0,
    caution: site.cautions.map(({ code }) => code).find((code) => code === caution),
    alternative: site.alternatives.map(({ code }) => code).find((code) => code === alternative),
    cautions: cautions.filter((code) => site.cautions.some((one) => one.code === code)),
    key: site.screening?.keyStrategy,
    checked: site.purity.runtime?.checked,
    mismatched: (site.purity.runtime?.mismatches ?? 0) > 0,
  }
}

/** How the fixture is to be run: exact counts need every call to be followed, on a slow machine too. */
function optionsFor(name: string): string[] {
  const { options = [], exhaustive = true } = readFixture(name).claims
  return exhaustive ? ['--exhaustive', ...options] : options
}

/** A whole `cache-probe run` of the fixture's `node main.js`, with the least number of pairs. */
export function runFixture(name: string, options: string[] = []): Promise<Probed<ProbeReport>> {
  return runIn(copyFixture(name), [...optionsFor(name), ...options])
}

/** One `cache-probe observe` of the fixture's `node main.js`. */
export function observeFixture(name: string, options: string[] = []): Promise<Probed<ObservationReport>> {
  return observeIn(copyFixture(name), [...optionsFor(name), ...options])
}

export function runIn(cwd: string, options: string[] = []): Promise<Probed<ProbeReport>> {
  return probeIn(cwd, ['run', '--repeats', '3', '--seed', '1', ...options])
}

export function observeIn(cwd: string, options: string[] = []): Promise<Probed<ObservationReport>> {
  return probeIn(cwd, ['observe', ...options])
}

async function probeIn<R extends Report>(cwd: string, args: string[]): Promise<Probed<R>> {
  const { temporary, env } = privateFolders()
  const reportPath = join(temporary, 'report.json')
  const FAILS_SOMETIMES_COUNTER = join(temporary, 'counter')
  const ending = ['--timeout', '60', '--reporter', `json=${reportPath}`, '--', 'node', 'main.js']
  const result = await cacheProbe([...args, ...ending], { cwd, env: { ...env, FAILS_SOMETIMES_COUNTER } })
  return new Probed<R>(result, existsSync(reportPath) ? JSON.parse(readFileSync(reportPath, 'utf8')) : undefined)
}
