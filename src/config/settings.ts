/** The one table of settings: keys, types, ranges, flags, environment names and descriptions all come from here. */
import * as defaults from './defaults.js'

/** What a setting may hold. Ranges are inclusive. */
export type SettingKind =
  | { type: 'integer'; min: number; max: number; unit: string }
  | { type: 'number'; min: number; max: number; unit: string }
  | { type: 'choice'; choices: readonly string[] }
  | { type: 'switch' }
  | { type: 'list' }
  | { type: 'words' }

interface SettingRow {
  kind: SettingKind
  /** As commander reads it; undefined: not on the command line. */
  flag: string | undefined
  description: string
  /** The default in words, for --help and the README. */
  default: string
}

const share = { type: 'number', min: 0, max: 1, unit: '0..1' } as const

function entries(min: number) {
  return { type: 'integer', min, max: 1_048_576, unit: 'entries' } as const
}

export const SETTINGS = {
  command: {
    kind: { type: 'words' },
    flag: undefined,
    description: 'the command to run when none follows `--`: an array of words, or one string (quotes keep spaces)',
    default: defaults.COMMAND.join(' '),
  },
  include: {
    kind: { type: 'list' },
    flag: '--include <glob...>',
    description: 'files to probe',
    default: 'sources outside node_modules and tests',
  },
  exclude: {
    kind: { type: 'list' },
    flag: '--exclude <glob...>',
    description: 'files to leave out, besides the default ones',
    default: 'none',
  },
  package: {
    kind: { type: 'list' },
    flag: '--package <specifier...>',
    description: 'packages or Node builtins to probe',
    default: 'none',
  },
  wrap: {
    kind: { type: 'choice', choices: ['bindings', 'exports'] },
    flag: '--wrap <way>',
    description: 'how functions are wrapped: bindings or exports',
    default: defaults.WRAP,
  },
  cacheSize: {
    kind: entries(1),
    flag: '--cache-size <entries>',
    description: 'cache size that hits and misses are quoted at',
    default: String(defaults.CACHE_SIZE),
  },
  maxCacheSize: {
    kind: entries(1),
    flag: '--max-cache-size <entries>',
    description: 'largest cache size that may be recommended',
    default: String(defaults.MAX_CACHE_SIZE),
  },
  hitRateThreshold: {
    kind: share,
    flag: '--hit-rate-threshold <share>',
    description: 'least hit rate worth a cache',
    default: String(defaults.HIT_RATE_THRESHOLD),
  },
  screeningFloor: {
    kind: share,
    flag: '--screening-floor <share>',
    description: 'least expected saving worth validating',
    default: `${defaults.SCREENING_FLOOR}, or speedupThreshold if that is lower`,
  },
  speedupThreshold: {
    kind: share,
    flag: '--speedup-threshold <share>',
    description: "least share of the command's time to save",
    default: String(defaults.SPEEDUP_THRESHOLD),
  },
  minCalls: {
    kind: { type: 'integer', min: 1, max: 1_000_000_000, unit: 'calls' },
    flag: '--min-calls <calls>',
    description: 'fewest calls that a verdict can rest on',
    default: String(defaults.MIN_CALLS),
  },
  profile: {
    kind: { type: 'list' },
    flag: '--profile <file...>',
    description: "CPU profiles (V8's or Chrome's) that say where time goes: hot functions come first",
    default: 'none',
  },
  minTotalMs: {
    kind: { type: 'number', min: 0, max: 86_400_000, unit: 'ms' },
    flag: '--min-total-ms <ms>',
    description: 'least time in all that makes a function of a profile a hot spot',
    default: String(defaults.MIN_TOTAL_MS),
  },
  repeats: {
    kind: { type: 'integer', min: 1, max: 1000, unit: 'pairs' },
    flag: '--repeats <pairs>',
    description: 'pairs of runs for each candidate, at least',
    default: String(defaults.REPEATS),
  },
  calibrationPairs: {
    kind: { type: 'integer', min: 4, max: 1000, unit: 'pairs' },
    flag: '--pairs <pairs>',
    description: 'calibrate: pairs of runs, nothing cached in any',
    default: String(defaults.CALIBRATION_PAIRS),
  },
  budgetRuns: {
    kind: { type: 'integer', min: 1, max: 1_000_000, unit: 'runs' },
    flag: '--budget-runs <runs>',
    description: 'runs of the command in all, at most',
    default: String(defaults.BUDGET_RUNS),
  },
  budgetSeconds: {
    kind: { type: 'number', min: 1, max: 8_640_000, unit: 'seconds' },
    flag: '--budget-seconds <seconds>',
    description: 'seconds of runs in all: no block of runs is begun beyond it',
    default: String(defaults.BUDGET_SECONDS),
  },
  alpha: {
    kind: { type: 'number', min: 0.0001, max: 0.5, unit: '0.0001..0.5' },
    flag: '--alpha <probability>',
    description: 'probability that any function is called worth a cache by chance',
    default: String(defaults.ALPHA),
  },
  timeoutSeconds: {
    kind: { type: 'number', min: 0.1, max: 86_400, unit: 'seconds' },
    flag: '--timeout <seconds>',
    description: 'time limit of one run',
    default: String(defaults.TIMEOUT_SECONDS),
  },
  killGraceSeconds: {
    kind: { type: 'number', min: 0, max: 600, unit: 'seconds' },
    flag: undefined,
    description: 'time between SIGTERM and SIGKILL for a run that exceeds its limit',
    default: String(defaults.KILL_GRACE_SECONDS),
  },
  keepParallel: {
    kind: { type: 'switch' },
    flag: '--keep-parallel',
    description: 'leave test files parallel in timed runs: times are less certain then',
    default: 'false',
  },
  target: {
    kind: { type: 'switch' },
    flag: '--no-target',
    description: 'validate with those test files only that exercise the candidates, where that spares much',
    default: 'true',
  },
  ownCaches: {
    kind: { type: 'switch' },
    flag: '--no-own-caches',
    description: 'measure what the caches save that the program has already, by runs without them',
    default: 'true',
  },
  duet: {
    kind: { type: 'switch' },
    flag: '--duet',
    description: 'make the two runs of a pair at the same time, on two cores: what disturbs one disturbs the other',
    default: 'false',
  },
  exhaustive: {
    kind: { type: 'switch' },
    flag: '--exhaustive',
    description: 'observe every call, however much longer the observed run takes',
    default: 'false',
  },
  seed: {
    kind: { type: 'integer', min: 0, max: 4_294_967_295, unit: 'any' },
    flag: '--seed <number>',
    description: 'seed of the order of runs',
    default: 'random, and reported',
  },
  isolation: {
    kind: { type: 'choice', choices: ['auto', 'subprocess', 'inprocess'] },
    flag: '--isolation <mode>',
    description: 'timed runs are fresh processes (subprocess) or threads of one process (inprocess); auto finds out',
    default: defaults.ISOLATION,
  },
  reporter: {
    kind: { type: 'list' },
    flag: '--reporter <name[=file]>',
    description: 'table or json, to stdout or a file; repeatable',
    default: defaults.REPORTERS.join(', '),
  },
  verbose: {
    kind: { type: 'switch' },
    flag: '--verbose',
    description: "show the command's own output on stderr, and in the table why each function was dropped",
    default: 'false',
  },
} as const satisfies Record<string, SettingRow>

export type SettingKey = keyof typeof SETTINGS

export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[]

/** One setting, as the table has it. */
export function settingOf(key: SettingKey): SettingRow {
  return SETTINGS[key]
}

/** `cacheSize` -> `CACHE_PROBE_CACHE_SIZE`. */
export function environmentName(key: SettingKey): string {
  return `${ENVIRONMENT_PREFIX}${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`
}

export const ENVIRONMENT_PREFIX = 'CACHE_PROBE_'

/** `--cache-size`, or undefined for a setting without a flag. */
export function flagName(key: SettingKey): string | undefined {
  return settingOf(key).flag?.split(' ')[0]
}

/** Flags as typed, before any check: `config` is the path of a configuration file. */
export type RunFlags = { [key in SettingKey]?: string | string[] | boolean } & { config?: string }

type ValueOf<Kind> = Kind extends { type: 'integer' | 'number' }
  ? number
  : Kind extends { type: 'choice'; choices: readonly (infer Choice)[] }
    ? Choice
    : Kind extends { type: 'switch' }
      ? boolean
      : string[]

/** Settings after their checks; what nobody set is absent. */
export type Settings = { -readonly [key in SettingKey]?: ValueOf<(typeof SETTINGS)[key]['kind']> }
