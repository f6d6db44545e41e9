/** Flags over environment over file over defaults: the only place where a plan comes from. */
import { randomInt } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { ProbeError } from '../errors.js'
import * as defaults from './defaults.js'
import { environmentLayer, fileLayer, flagLayer, type Layer } from './layers.js'
import type { ProbePlan } from './plan.js'
import { planReporters } from './reporters.js'
import type { RunFlags, SettingKey, Settings } from './settings.js'
import { resolveTargets } from './targets.js'

export interface PlanInput {
  /** Directory that cache-probe was started in. */
  cwd: string
  flags: RunFlags
  env: NodeJS.ProcessEnv
  /** The words after `--`; undefined: there were none. */
  command: string[] | undefined
}

/** @throws {ProbeError} of exit code 2, for everything that the owner can mend. */
export async function loadPlan({ cwd, flags, env, command }: PlanInput): Promise<ProbePlan> {
  const start = realpathSync(cwd)
  const root = projectRoot(start)
  const layers = [flagLayer(flags, start), environmentLayer(env, start), fileLayer(root, start, flags.config, env)]
  const settings = merged(layers)
  checkTogether(settings)
  const globs = (key: 'include' | 'exclude') => layerOf(layers, key, (list, baseDir) => ({ globs: list, baseDir }))
  const packages = settings.package ?? []
  const reporters = layerOf(layers, 'reporter', planReporters) ?? planReporters(defaults.REPORTERS, start)
  return {
    root,
    cwd: start,
    command: command ?? settings.command ?? defaults.COMMAND,
    ...resolveTargets(root, globs('include'), globs('exclude'), packages),
    packages,
    profile: layerOf(layers, 'profile', (files, baseDir) => files.map((file) => resolve(baseDir, file))) ?? [],
    ...numbers(settings),
    wrap: settings.wrap ?? defaults.WRAP,
    keepParallel: settings.keepParallel ?? false,
    target: settings.target ?? true,
    ownCaches: settings.ownCaches ?? true,
    duet: settings.duet ?? false,
    exhaustive: settings.exhaustive ?? false,
    seed: settings.seed ?? randomInt(2 ** 32),
    isolation: settings.duet ? 'subprocess' : (settings.isolation ?? defaults.ISOLATION),
    reporters,
    verbose: settings.verbose ?? false,
  }
}

/** Real path of the nearest directory with a package.json, upwards; else `start` itself. */
export function projectRoot(start: string): string {
  for (let dir = start; ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'package.json'))) return dir
    if (dir === dirname(dir)) return start
  }
}

function merged(layers: Layer[]): Settings {
  return Object.assign({}, ...layers.map(({ settings }) => settings).reverse())
}

/** The strongest layer's value of a setting whose paths depend on where it was written. */
function layerOf<Key extends SettingKey, Result>(
  layers: Layer[],
  key: Key,
  use: (value: NonNullable<Settings[Key]>, baseDir: string) => Result,
): Result | undefined {
  for (const { settings, baseDir } of layers) {
    const value = settings[key]
    if (value !== undefined) return use(value as NonNullable<Settings[Key]>, baseDir)
  }
  return undefined
}

function numbers(settings: Settings) {
  const speedupThreshold = settings.speedupThreshold ?? defaults.SPEEDUP_THRESHOLD
  return {
    cacheSize: settings.cacheSize ?? defaults.CACHE_SIZE,
    maxCacheSize: settings.maxCacheSize ?? Math.max(defaults.MAX_CACHE_SIZE, settings.cacheSize ?? 0),
    hitRateThreshold: settings.hitRateThreshold ?? defaults.HIT_RATE_THRESHOLD,
    screeningFloor: settings.screeningFloor ?? Math.min(defaults.SCREENING_FLOOR, speedupThreshold),
    speedupThreshold,
    minCalls: settings.minCalls ?? defaults.MIN_CALLS,
    minTotalMs: settings.minTotalMs ?? defaults.MIN_TOTAL_MS,
    repeats: settings.repeats ?? defaults.REPEATS,
    calibrationPairs: settings.calibrationPairs ?? defaults.CALIBRATION_PAIRS,
    budgetRuns: settings.budgetRuns ?? defaults.BUDGET_RUNS,
    budgetSeconds: settings.budgetSeconds ?? defaults.BUDGET_SECONDS,
    alpha: settings.alpha ?? defaults.ALPHA,
    timeoutSeconds: settings.timeoutSeconds ?? defaults.TIMEOUT_SECONDS,
    killGraceSeconds: settings.killGraceSeconds ?? defaults.KILL_GRACE_SECONDS,
  }
}

/** Checks that need more than one setting. */
function checkTogether(settings: Settings): void {
  const { cacheSize, maxCacheSize, screeningFloor, speedupThreshold } = { ...settings, ...numbers(settings) }
  if (settings.duet && settings.isolation === 'inprocess') {
    throw new ProbeError(
      'unsupported-isolation',
      'The two runs of a --duet are processes: leave --isolation inprocess away.',
    )
  }
  if (cacheSize > maxCacheSize) {
    throw new ProbeError(
      'config-range',
      `cacheSize ${cacheSize} is above maxCacheSize ${maxCacheSize}: raise --max-cache-size.`,
    )
  }
  if (screeningFloor > speedupThreshold) {
    throw new ProbeError(
      'config-range',
      `screeningFloor ${screeningFloor} is above speedupThreshold ${speedupThreshold}: lower --screening-floor.`,
    )
  }
}
