/** Runs real commands through the real launcher, in a directory of their own that is gone when the test file ends. */
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type CommandRun, launchRun } from '../../src/launch/launch-run.js'
import type { RunPlan } from '../../src/launch/run-directory.js'
import type { RunOutcome } from '../../src/launch/run-outcome.js'

const LAUNCHER_PATH = fileURLToPath(new URL('../../src/launch/launcher.js', import.meta.url))

const RUN_PLAN: RunPlan = {
  root: '/',
  rewriteCacheDir: undefined,
  targets: { include: [], exclude: [] },
  wrap: 'bindings',
  builtins: [],
  hasModules: false,
  exportedSites: {},
  arm: 'observe',
  sites: {},
  only: undefined,
  cacheSize: 128,
  maxCacheSize: 4096,
  exhaustive: false,
}

export interface Bench {
  dir: string
  preloadPath: string
  launch(command: string[], more?: Partial<CommandRun>): Promise<RunOutcome>
  request(command: string[], more?: Partial<CommandRun>): CommandRun
  /** Directories of runs that are still there. */
  leftRuns(): string[]
  remove(): void
}

/** `preload`: source of the CommonJS file that stands for the loader. */
export function openBench(preload = ''): Bench {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'cache-probe test ü%20 ')))
  const preloadPath = join(dir, 'pre"load\\.cjs')
  writeFileSync(preloadPath, preload)
  let runs = 0
  const request = (command: string[], more: Partial<CommandRun> = {}): CommandRun => ({
    command,
    cwd: dir,
    runConfig: RUN_PLAN,
    timeoutSeconds: 120,
    killGraceSeconds: 1,
    runDir: join(dir, `run-${++runs}`),
    loader: { preloadPath, launcherPath: LAUNCHER_PATH },
    ...more,
  })
  return {
    dir,
    preloadPath,
    request,
    launch: (command, more) => launchRun(request(command, more)),
    leftRuns: () => readdirSync(dir).filter((name) => /^run-\d+$/.test(name)),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}

const DEADLINE_MS = 30_000

/** Looks again and again until there is something to see. */
export async function eventually<T>(what: string, look: () => T | undefined | false): Promise<T> {
  const deadline = performance.now() + DEADLINE_MS
  for (;;) {
    const seen = look()
    if (seen !== undefined && seen !== false) return seen
    if (performance.now() > deadline) throw new Error(`never seen: ${what}`)
    await delay(10)
  }
}

/** A zombie has ended, although it still has a pid. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    if (process.platform !== 'linux') return true
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat[stat.lastIndexOf(')') + 2] !== 'Z'
  } catch {
    return false
  }
}
