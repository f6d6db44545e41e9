/** Every default in one place, with its unit in its name; DESIGN §7 says where the thresholds come from. */

/** Entries; the size that cache_info is quoted at. */
export const CACHE_SIZE = 128
/** Entries; the largest size that may be recommended. */
export const MAX_CACHE_SIZE = 4096
/** 0..1; a site whose hit rate at its best size is lower is rejected. */
export const HIT_RATE_THRESHOLD = 0.2
/** Share of the command's time (0..1); a site that screening expects to save less is not validated. */
export const SCREENING_FLOOR = 0.03
/** Share of the command's time (0..1) that a cache must save to be worth having. */
export const SPEEDUP_THRESHOLD = 0.05
/** Calls; a site that is called less often cannot be judged. */
export const MIN_CALLS = 100
/** Milliseconds in all; a function that a profile shows running for less is no hot spot. */
export const MIN_TOTAL_MS = 100
/** Pairs of runs for each candidate, at least. */
export const REPEATS = 3
/** Pairs of runs that tell a machine's noise: their spread is known to a quarter of itself. */
export const CALIBRATION_PAIRS = 10
/** Runs of the command in all; screening is not cut short for it. */
export const BUDGET_RUNS = 60
/** Seconds of runs in all: an hour. */
export const BUDGET_SECONDS = 3600
/** Probability (0..1) that any function is called worth a cache which is not, by the command's times. */
export const ALPHA = 0.05
/** Seconds that one run of the command may take. */
export const TIMEOUT_SECONDS = 300
/** Seconds between SIGTERM and SIGKILL for a command that ran out of time. */
export const KILL_GRACE_SECONDS = 30

export const WRAP = 'bindings'
export const ISOLATION = 'auto'
export const REPORTERS = ['table']
export const COMMAND = ['npm', 'test']

/** The files that can be probed inside a directory. */
export const SOURCE_FILES = '**/*.{js,mjs,cjs,ts,mts,cts}'
export const INCLUDE = [SOURCE_FILES]

/**
 * Left out unless an include names them: a pattern is dropped as soon as `liftedBy` matches one of the includes.
 * node_modules is treated apart, in targets.ts.
 */
export const EXCLUDE: readonly { glob: string; liftedBy: RegExp }[] = [
  { glob: '**/.git/**', liftedBy: /(^|\/)\.git\// },
  { glob: '**/coverage/**', liftedBy: /(^|\/)coverage\// },
  { glob: '**/test/**', liftedBy: /(^|\/)test\// },
  { glob: '**/tests/**', liftedBy: /(^|\/)tests\// },
  { glob: '**/__tests__/**', liftedBy: /(^|\/)__tests__\// },
  { glob: '**/__mocks__/**', liftedBy: /(^|\/)__mocks__\// },
  { glob: '**/test-{helpers,utils}/**', liftedBy: /(^|\/)test-(helpers|utils)\// },
  // Jasmine's folder; deeper ones may be about specifications.
  { glob: 'spec/**', liftedBy: /^spec\// },
  { glob: '**/*.{test,spec,bench}.*', liftedBy: /\.(test|spec|bench)\./ },
  // As `node --test` and ava name them.
  { glob: '**/*{-,_}test.*', liftedBy: /[-_]test\.[^/]*$/ },
  { glob: '**/test.*', liftedBy: /(^|\/)test\.[^/]*$/ },
  { glob: '**/*.config.*', liftedBy: /\.config\./ },
  { glob: '**/*.d.{ts,mts,cts}', liftedBy: /\.d\.[mc]?ts$/ },
]
