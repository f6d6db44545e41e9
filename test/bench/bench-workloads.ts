/** Published packages at work: each workload of `fixtures/runners/observe-bench` in a folder with its package in it. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadPlan } from '../../src/config/load-plan.js'
import { childEnvironment } from '../../src/launch/child-environment.js'
import { scan } from '../../src/probe.js'
import { compileTargets } from '../../src/scan/target-files.js'
import { probedSite } from '../../src/verdict/candidate.js'
import type { RunConfig } from '../../src/wire/run-config.js'
import { WIRE_VERSION } from '../../src/wire/version.js'
import { projectRoot } from '../e2e/cli.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { copyProject, installedPackages } from '../matrix/runner-project.js'

export const WORKLOADS = [
  { name: 'acorn', package: 'acorn', main: 'acorn.cjs' },
  { name: 'css-what', package: 'css-what', main: 'css-what.cjs' },
  { name: 'decimal.js', package: 'decimal.js', main: 'decimal.cjs' },
  { name: 'mustache', package: 'mustache', main: 'mustache.cjs' },
  { name: 'semver', package: 'semver', main: 'semver.cjs' },
] as const

export type Workload = (typeof WORKLOADS)[number]

const PROJECT = 'observe-bench'
const preloadPath = join(projectRoot, 'dist/loader/preload.cjs')

/** The package must lie in the folder itself: a link would lead out of the project that is probed. */
export function workloadFolder({ package: name, main }: Workload): string {
  const folder = temporaryFolder('bench')
  cpSync(join(installedPackages(PROJECT) as string, name), join(folder, 'node_modules', name), { recursive: true })
  cpSync(join(copyProject(PROJECT), main), join(folder, main))
  return folder
}

/** Every site of the package observed, with the keys that the driver would have followed: what a run needs to know. */
export async function observeConfig(folder: string, { package: name, main }: Workload) {
  const include = [`node_modules/${name}/**/*.{js,cjs}`]
  const plan = await loadPlan({ cwd: folder, flags: { include }, env: {}, command: ['node', main] })
  const { sites } = await scan(plan)
  const plans = sites.map(probedSite).map(({ id, keys = [] }) => [id, { arm: 'observe', variants: keys }])
  return {
    wireVersion: WIRE_VERSION,
    runId: 'bench',
    root: plan.root,
    preloadPath,
    targets: compileTargets(plan),
    wrap: plan.wrap,
    hasModules: false,
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
