/** Published packages at work: loops of `fixtures/runners/observe-bench`, and the suites that packages publish. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadPlan } from '../../src/config/load-plan.js'
import { childEnvironment } from '../../src/launch/child-environment.js'
import { compileTargets } from '../../src/scan/target-files.js'
import { scan } from '../../src/survey.js'
import { probedSite } from '../../src/verdict/candidate.js'
import type { RunConfig } from '../../src/wire/run-config.js'
import { WIRE_VERSION } from '../../src/wire/version.js'
import { projectRoot } from '../e2e/cli.js'
import { CBORG, FIND_MY_WAY, type PublishedSuite, QS, suiteFolder } from '../e2e/published-suites.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { copyProject, installedPackages } from '../matrix/runner-project.js'

/** What one process does, bare or observed. */
export interface Workload {
  name: string
  /** Of `node`. */
  args: string[]
  include: string[]
  /** A folder with the package in it, not linked: a link would lead out of the project that is probed. */
  prepare(): string
}

const PROJECT = 'observe-bench'
const preloadPath = join(projectRoot, 'dist/loader/preload.cjs')

function loop(name: string, main: string): Workload {
  const prepare = () => {
    const folder = temporaryFolder('bench')
    cpSync(join(installedPackages(PROJECT) as string, name), join(folder, 'node_modules', name), { recursive: true })
    cpSync(join(copyProject(PROJECT), main), join(folder, main))
    return folder
  }
  return { name, args: [main], include: [`node_modules/${name}/**/*.{js,cjs}`], prepare }
}

/** A runner is started by its own file: npm and the shell are no part of what is measured. */
function suite(published: PublishedSuite): Workload {
  const [runner, ...rest] = published.command as [string, ...string[]]
  const args = runner === 'node' ? rest : [`node_modules/${RUNNERS[runner]}`, ...rest]
  const { name, include } = published
  return { name: `${name}'s suite`, args, include, prepare: () => suiteFolder(published) }
}

const RUNNERS: Record<string, string> = { tape: 'tape/bin/tape', mocha: 'mocha/bin/_mocha' }

export const WORKLOADS: readonly Workload[] = [
  loop('acorn', 'acorn.cjs'),
  loop('css-what', 'css-what.cjs'),
  loop('decimal.js', 'decimal.cjs'),
  loop('mustache', 'mustache.cjs'),
  loop('semver', 'semver.cjs'),
  ...[QS, FIND_MY_WAY, CBORG].map(suite),
]

/** Every site of the package observed, with the keys that the driver would have followed: what a run needs to know. */
export async function observeConfig(folder: string, { include, args }: Workload) {
  const plan = await loadPlan({ cwd: folder, flags: { include }, env: {}, command: ['node', ...args] })
  const { sites, modules } = await scan(plan)
  const plans = sites
    .map((site) => probedSite(site))
    .map(({ id, keys = [] }) => [id, { arm: 'observe', variants: keys }])
  return {
    wireVersion: WIRE_VERSION,
    runId: 'bench',
    root: plan.root,
    preloadPath,
    targets: compileTargets(plan),
    wrap: plan.wrap,
    hasModules: modules > 0,
    builtins: [],
    exportedSites: {},
    arm: 'observe',
    sites: Object.fromEntries(plans),
    only: sites.map(({ id }) => id),
    cacheSize: plan.cacheSize,
    maxCacheSize: plan.maxCacheSize,
    exhaustive: plan.exhaustive,
    standalone: false,
  } satisfies Omit<RunConfig, 'recordDir' | 'rewriteCacheDir'>
}

/** The environment of a process that runs under `config`, which keeps its records in a folder of its own. */
export function probedEnvironment(config: Omit<RunConfig, 'recordDir' | 'rewriteCacheDir'>): NodeJS.ProcessEnv {
  const folder = temporaryFolder('bench-run')
  const [recordDir, rewriteCacheDir] = [join(folder, 'records'), join(folder, 'cache')]
  for (const path of [recordDir, rewriteCacheDir]) mkdirSync(path)
  const runConfigPath = join(folder, 'run.json')
  writeFileSync(runConfigPath, JSON.stringify({ ...config, recordDir, rewriteCacheDir }))
  const { NODE_OPTIONS: _ours, ...bare } = process.env
  return childEnvironment(bare, { runConfigPath, preloadPath })
}
