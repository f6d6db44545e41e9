/**
 * What the loader adds to a process in which nothing is wrapped (`off`): CPU time without it against CPU time with it,
 * interleaved. `npm run bench [rounds]`; for another Node, start the built file with that one.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { childEnvironment } from '../../src/launch/child-environment.js'
import type { RunConfig, TargetMatcher } from '../../src/wire/run-config.js'
import { WIRE_VERSION } from '../../src/wire/version.js'
import { type BenchProgram, benchPrograms } from './bench-programs.js'
import { median, nodeCpuMs } from './cpu-time.js'

const rounds = Number(process.argv[2] ?? 30)
const preloadPath = resolve('dist/loader/preload.cjs')
const root = realpathSync(mkdtempSync(join(tmpdir(), 'cache-probe-bench-')))

try {
  console.log(`CPU (user + system), Node ${process.version}, median of ${rounds} interleaved starts`)
  for (const program of benchPrograms(root)) print(program, measure(program, arms(program)))
} finally {
  rmSync(root, { recursive: true, force: true })
}

/** One way to start the program; `prepare` runs before each start, outside the measurement. */
interface StartArm {
  name: string
  env: NodeJS.ProcessEnv
  prepare?: () => void
}

function arms(program: BenchProgram): StartArm[] {
  const { NODE_OPTIONS: _ours, ...bare } = process.env
  const { targets, inFull } = program
  const [without, warm] = [
    { name: 'without the loader', env: bare },
    { name: 'with it, rewritten before', env: withLoader(bare, program, 'warm', targets) },
  ]
  if (!inFull) return [without, warm]
  return [
    without,
    { name: 'with it, no target loaded', env: withLoader(bare, program, 'none', ['^elsewhere\\.mjs$']) },
    warm,
    {
      name: 'with it, not yet rewritten',
      env: withLoader(bare, program, 'cold', targets),
      prepare: () => emptyFolder(join(program.folder, 'cold', 'cache')),
    },
  ]
}

function withLoader(env: NodeJS.ProcessEnv, { folder }: BenchProgram, name: string, include: string[]) {
  const own = join(folder, name)
  for (const part of ['records', 'cache']) mkdirSync(join(own, part), { recursive: true })
  const runConfigPath = join(own, 'run.json')
  writeFileSync(runConfigPath, JSON.stringify(runConfig(folder, own, { include, exclude: [] })))
  return childEnvironment(env, { runConfigPath, preloadPath })
}

function runConfig(projectRoot: string, folder: string, targets: TargetMatcher): RunConfig {
  return {
    wireVersion: WIRE_VERSION,
    runId: 'bench',
    root: projectRoot,
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
    exhaustive: false,
    standalone: false,
  }
}

function emptyFolder(path: string): void {
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path)
}

/** CPU ms of each arm's starts. Each round runs every arm once, beginning with another one each time. */
function measure({ args, folder }: BenchProgram, all: StartArm[]): { name: string; cpuMs: number[] }[] {
  const results = all.map(({ name }) => ({ name, cpuMs: [] as number[] }))
  for (let round = -1; round < rounds; round++) {
    for (let turn = 0; turn < all.length; turn++) {
      const index = (turn + round + all.length) % all.length
      const arm = all[index]
      arm?.prepare?.()
      const cpuMs = nodeCpuMs(args, folder, arm?.env ?? {})
      // The first round fills caches, ours and the system's.
      if (round >= 0) results[index]?.cpuMs.push(cpuMs)
    }
  }
  return results
}

function print({ name, goal }: BenchProgram, results: { name: string; cpuMs: number[] }[]): void {
  const bareMs = median(results[0]?.cpuMs ?? [])
  console.log(`\n${name} (goal: ${goal})`)
  for (const [index, result] of results.entries()) {
    const ms = median(result.cpuMs)
    // Of each round by itself: drift of the machine falls on both alike.
    const ratio = median(result.cpuMs.map((cpuMs, round) => cpuMs / (results[0]?.cpuMs[round] as number)))
    const added = index === 0 ? '' : `  x${ratio.toFixed(2)}  ${ms >= bareMs ? '+' : ''}${(ms - bareMs).toFixed(1)} ms`
    console.log(`  ${result.name.padEnd(28)} ${ms.toFixed(1).padStart(7)} ms${added}`)
  }
}
