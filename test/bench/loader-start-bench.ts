/**
 * What the loader adds to the start of a process: CPU time of a bare `node` against one with the loader, interleaved.
 * `npm run bench [rounds]`. The goal on Node 22 and later is at most 15 ms.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { childEnvironment } from '../../src/launch/child-environment.js'
import type { RunConfig, TargetMatcher } from '../../src/wire/run-config.js'
import { WIRE_VERSION } from '../../src/wire/version.js'
import { median, nodeCpuMs } from './cpu-time.js'

const GOAL_MS = 15
const rounds = Number(process.argv[2] ?? 30)
const preloadPath = resolve('dist/loader/preload.cjs')
const root = realpathSync(mkdtempSync(join(tmpdir(), 'cache-probe-bench-')))

try {
  writeProgram()
  print(measure(arms()))
} finally {
  rmSync(root, { recursive: true, force: true })
}

/** One way to start the program; `prepare` runs before each start, outside the measurement. */
interface StartArm {
  name: string
  env: NodeJS.ProcessEnv
  prepare?: () => void
}

function writeProgram(): void {
  writeFileSync(join(root, 'package.json'), '{"type":"module"}')
  writeFileSync(join(root, 'main.mjs'), `import { double } from './target.mjs'\ndouble(2)\n`)
  writeFileSync(join(root, 'target.mjs'), 'export function double(n) {\n  return n * 2\n}\n')
}

function arms(): StartArm[] {
  const { NODE_OPTIONS: _ours, ...bare } = process.env
  const elsewhere = { include: ['^elsewhere\\.mjs$'], exclude: [] }
  const one = { include: ['^target\\.mjs$'], exclude: [] }
  const cold = withLoader(bare, 'cold', one)
  return [
    { name: 'bare node', env: bare },
    { name: 'loader, no target loaded', env: withLoader(bare, 'none', elsewhere) },
    { name: 'loader, one target, rewritten before', env: withLoader(bare, 'warm', one) },
    {
      name: 'loader, one target, not yet rewritten',
      env: cold,
      prepare: () => emptyFolder(join(root, 'cold', 'cache')),
    },
  ]
}

function withLoader(env: NodeJS.ProcessEnv, name: string, targets: TargetMatcher): NodeJS.ProcessEnv {
  const folder = join(root, name)
  for (const part of ['records', 'cache']) mkdirSync(join(folder, part), { recursive: true })
  const runConfigPath = join(folder, 'run.json')
  writeFileSync(runConfigPath, JSON.stringify(runConfig(folder, targets)))
  return childEnvironment(env, { runConfigPath, preloadPath })
}

function runConfig(folder: string, targets: TargetMatcher): RunConfig {
  return {
    wireVersion: WIRE_VERSION,
    runId: 'bench',
    root,
    recordDir: join(folder, 'records'),
    rewriteCacheDir: join(folder, 'cache'),
    preloadPath,
    targets,
    wrap: 'bindings',
    hasModules: true,
    builtins: [],
    exportedSites: {},
    arm: 'off',
    sites: {},
    only: undefined,
    cacheSize: 128,
    maxCacheSize: 4096,
    standalone: false,
  }
}

function emptyFolder(path: string): void {
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path)
}

/** CPU ms of each arm's starts. Each round runs every arm once, beginning with another one each time. */
function measure(all: StartArm[]): { name: string; cpuMs: number[] }[] {
  const results = all.map(({ name }) => ({ name, cpuMs: [] as number[] }))
  for (let round = -1; round < rounds; round++) {
    for (let turn = 0; turn < all.length; turn++) {
      const index = (turn + round + all.length) % all.length
      const arm = all[index]
      arm?.prepare?.()
      const cpuMs = nodeCpuMs(['main.mjs'], root, arm?.env ?? {})
      // The first round fills caches, ours and the system's.
      if (round >= 0) results[index]?.cpuMs.push(cpuMs)
    }
  }
  return results
}

function print(results: { name: string; cpuMs: number[] }[]): void {
  const bareMs = median(results[0]?.cpuMs ?? [])
  console.log(
    `Start of a process, CPU (user + system), Node ${process.version}, median of ${rounds} interleaved starts`,
  )
  for (const { name, cpuMs } of results) {
    const ms = median(cpuMs)
    const added = ms - bareMs
    const verdict =
      name === 'bare node'
        ? ''
        : `  ${added >= 0 ? '+' : ''}${added.toFixed(1)} ms (goal: at most +${GOAL_MS} on Node 22+)`
    console.log(`${name.padEnd(40)} ${ms.toFixed(1).padStart(6)} ms  x${(ms / bareMs).toFixed(2)}${verdict}`)
  }
}
