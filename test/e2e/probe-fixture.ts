/** Probes one fixture in a copy of its own, and compares what the report says of a site with what it must say. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
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
  /** A would-be hit's fresh result differed from the stored one. */
  mismatched?: boolean
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

export function readFixture(name: string): Fixture {
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

export class Probed {
  constructor(
    readonly result: CliResult,
    readonly report: ProbeReport | undefined,
  ) {}

  /** The report of a call that must have succeeded. */
  get functions(): FunctionReport[] {
    assert.is(this.result.exitCode, 0, `exit ${this.result.exitCode}: ${this.result.stderr}`)
    assert.ok(this.report, 'no report was written')
    return this.report.functions
  }

  site(id: string): FunctionReport {
    const found = this.functions.find((each) => each.id === id)
    assert.ok(found, `${id} is not among ${this.functions.map((each) => each.id).join(', ')}`)
    return found
  }

  expectSite(id: string, claim: SiteClaim): this {
    if (claim.absent) {
      assert.is(this.functions.find((each) => each.id === id)?.screening, undefined, `${id} was counted`)
      return this
    }
    const claimed = { ...claim, why: undefined }
    const names = Object.keys(claim).filter((name) => name !== 'why')
    const actual = factsOf(this.site(id), claim)
    assert.equal(pick(actual, names), pick(claimed, names), `${id}: ${JSON.stringify(this.site(id), undefined, 1)}`)
    return this
  }
}

function factsOf(site: FunctionReport, claim: SiteClaim): SiteClaim {
  const codes = site.reasons.map(({ code }) => code)
  const { calls, hits, misses } = site.screening ?? {}
  return {
    verdict: site.verdict,
    calls: calls as number,
    hits: hits as number,
    misses: misses as number,
    reason: claim.reason !== undefined && codes.includes(claim.reason) ? claim.reason : codes.join(),
    mismatched: (site.purity.runtime?.mismatches ?? 0) > 0,
    line: site.line,
  }
}

function pick(from: object, names: string[]): object {
  return Object.fromEntries(names.map((name) => [name, (from as Record<string, unknown>)[name]]))
}

/** Probes the fixture's `node main.js`; `verb` is `run` or `observe`. */
export async function probeFixture(name: string, verb: 'run' | 'observe', options: string[] = []): Promise<Probed> {
  return probeFolder(copyFixture(name), verb, [...(readFixture(name).claims.options ?? []), ...options])
}

export async function probeFolder(
  cwd: string,
  verb: 'run' | 'observe',
  options: string[],
  command = ['node', 'main.js'],
): Promise<Probed> {
  const { temporary, env } = privateFolders()
  const reportPath = join(temporary, 'report.json')
  const counter = join(temporary, 'counter')
  const args = [verb, '--timeout', '60', '--reporter', `json=${reportPath}`, ...options, '--', ...command]
  const result = await cacheProbe(args, { cwd, env: { ...env, FAILS_SOMETIMES_COUNTER: counter } })
  return new Probed(result, existsSync(reportPath) ? JSON.parse(readFileSync(reportPath, 'utf8')) : undefined)
}
