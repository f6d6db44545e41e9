/** The one table of test runners: how each is told to run one file at a time. Verified with the versions named here. */
import {
  AVA_FILES,
  type FileArguments,
  JASMINE_FILES,
  JEST_FILES,
  MOCHA_FILES,
  nodeFiles,
  TAP_FILES,
  TAPE_FILES,
  UVU_FILES,
  VITEST_FILES,
} from './file-arguments.js'
import { operandAt } from './node-options.js'
import type { RunnerProject } from './serialisation.js'

export interface Runner {
  name: string
  /** Its programs, and the packages that they come from. */
  programs: readonly string[]
  /** The words that make it serial after what it is told already; undefined: it is serial with these arguments. */
  flagFor(args: readonly string[]): string | undefined
  /** Where its words can be replaced: its arguments with the flag. By default it goes to the end of the options. */
  withFlag?(args: readonly string[], flag: string): string[]
  /** Before which of its arguments the flag is put where none can be replaced. By default behind all of its options. */
  flagAt?(args: readonly string[]): number
  /** False: an option at the very end would be taken for an operand. By default that is so after `--`. */
  takesLast?(args: readonly string[]): boolean
  /** Why it is parallel and no flag takes it back; undefined: none of `args` says so. */
  insists?(args: readonly string[]): string | undefined
  /** Least version that knows the flag; one before it cannot be told. */
  since?: string
  /** How it is told which test files to run; absent: it cannot be, or it is not known how. */
  files?: FileArguments
  /** For where no argument reaches it. undefined: what `args` say would win over it. */
  environment?: {
    since: string
    variables(args: readonly string[], env: Record<string, string | undefined>): Record<string, string> | undefined
  }
}

/** jest 29.7, 30.5: `-w 3 --runInBand` is refused, of two `--maxWorkers` the last wins. Both win over the configuration. */
const jest: Runner = {
  name: 'jest',
  programs: ['jest', 'jest-cli'],
  flagFor: (args) => {
    if (has(args, '-i', '--runInBand', '--run-in-band')) return undefined
    return args.some((arg) => /^(?:-w|--maxWorkers|--max-workers)/.test(arg)) ? '--maxWorkers=1' : '--runInBand'
  },
  files: JEST_FILES,
}

/** vitest 3.2, 4.1: the flag wins over pool, fileParallelism and maxWorkers, in the configuration and as arguments. */
const vitest: Runner = {
  name: 'vitest',
  programs: ['vitest'],
  flagFor: (args) =>
    has(args, '--no-file-parallelism', '--no-fileParallelism', '--fileParallelism=false', '--file-parallelism=false')
      ? undefined
      : '--no-file-parallelism',
  since: '1.1.0',
  files: VITEST_FILES,
  environment: {
    since: '3.0.0',
    // The first four are vitest 3's, the last is vitest 4's.
    variables: () =>
      Object.fromEntries(['MIN_THREADS', 'MAX_THREADS', 'MIN_FORKS', 'MAX_FORKS', 'MAX_WORKERS'].map(vitestOne)),
  },
}

/** mocha 10.8, 11.8, 12.0: arguments win over MOCHA_OPTIONS, both over .mocharc and package.json. */
const mocha: Runner = {
  name: 'mocha',
  programs: ['mocha', '_mocha', 'ts-mocha'],
  flagFor: (args) => (args.includes('--no-parallel') ? undefined : '--no-parallel'),
  environment: {
    since: '10.8.0',
    variables: (args, env) =>
      has(args, '-p', '--parallel')
        ? undefined
        : { MOCHA_OPTIONS: env.MOCHA_OPTIONS ? `${env.MOCHA_OPTIONS} --no-parallel` : '--no-parallel' },
  },
  files: MOCHA_FILES,
}

/** ava 3.15, 6.4: wins over `concurrency` in the configuration and over `-c`, which given twice is not told by its last. */
const ava: Runner = {
  name: 'ava',
  programs: ['ava'],
  flagFor: (args) => (has(args, '-s', '--serial') ? undefined : '--serial'),
  files: AVA_FILES,
}

/** tap 16.3, 18.8, 21: the last of several wins, and over .taprc; TAP_JOBS is heeded from 18 on, and loses to arguments. */
const tap: Runner = {
  name: 'tap',
  programs: ['tap'],
  flagFor: (args) => (/(?:^| )(?:-j ?|--jobs[= ])1$/.test(jobsOf(args)) ? undefined : '--jobs=1'),
  environment: {
    since: '18.0.0',
    variables: (args) => (jobsOf(args) === '' ? { TAP_JOBS: '1' } : undefined),
  },
  files: TAP_FILES,
}

/** Node 20, 22, 24, 26: of two the last wins; what follows an operand is no option; refused in NODE_OPTIONS. */
export const NODE_TEST: Runner = {
  name: 'node --test',
  programs: [],
  flagFor: (args) =>
    lastValue(args, ISOLATION) === 'none' || lastValue(args, CONCURRENCY) === '1' ? undefined : '--test-concurrency=1',
  withFlag: (args, flag) => [flag, ...without(args, CONCURRENCY)],
  flagAt: (args) => Math.min(...[operandAt(args), args.indexOf('--'), args.length].filter((at) => at !== -1)),
  takesLast: (args) => operandAt(args) === -1,
  files: nodeFiles((args) => lastValue(args, ISOLATION) === 'none'),
}

/** jasmine 7.0: parallel only where `--parallel` says so, which no other argument takes back. */
const jasmine: Runner = {
  name: 'jasmine',
  programs: ['jasmine'],
  flagFor: () => undefined,
  insists: (args) => args.find((arg) => /^--parallel(?:=|$)/.test(arg)),
  files: JASMINE_FILES,
}

const FILES_OF_SERIAL: Record<string, FileArguments | undefined> = { uvu: UVU_FILES, tape: TAPE_FILES }

const SERIAL: readonly Runner[] = ['uvu', 'tape', 'qunit', 'lab'].map((name) => {
  const files = FILES_OF_SERIAL[name]
  return { name, programs: [name], flagFor: () => undefined, ...(files && { files }) }
})

const RUNNERS: readonly Runner[] = [jest, vitest, mocha, ava, tap, jasmine, ...SERIAL]

/** As their packages are called. */
export const RUNNER_NAMES = RUNNERS.map(({ name }) => name)

/** Variables by which the owner tells runners something, where we may add to it. */
export const RUNNER_VARIABLES = ['MOCHA_OPTIONS', 'TAP_JOBS']

/** `program`: a name without folder. */
export function runnerOf(program: string): Runner | undefined {
  return RUNNERS.find(({ programs }) => programs.includes(program))
}

/** undefined: it comes with node, or is not installed where the command runs. */
export function installedVersion({ name, programs }: Runner, project: RunnerProject): string | undefined {
  return programs.length === 0 ? undefined : project.versionOf(name)
}

function has(args: readonly string[], ...wanted: string[]): boolean {
  return args.some((arg) => wanted.includes(arg))
}

function vitestOne(name: string): [string, string] {
  return [`VITEST_${name}`, '1']
}

/** The last `-j`, `--jobs` as written, a value that stands apart included. */
function jobsOf(args: readonly string[]): string {
  const at = args.findLastIndex((arg) => /^(?:-j|--jobs(?:=|$))/.test(arg))
  if (at === -1) return ''
  return args[at] === '-j' || args[at] === '--jobs' ? `${args[at]} ${args[at + 1]}` : (args[at] as string)
}

const CONCURRENCY = /^--test-concurrency(?:=|$)/
const ISOLATION = /^--(?:experimental-)?test-isolation(?:=|$)/

function lastValue(args: readonly string[], option: RegExp): string | undefined {
  const at = args.findLastIndex((arg) => option.test(arg))
  if (at === -1) return undefined
  return args[at]?.includes('=') ? args[at].split('=')[1] : args[at + 1]
}

function without(args: readonly string[], option: RegExp): string[] {
  const isValue = (at: number) => at > 0 && option.test(args[at - 1] as string) && !args[at - 1]?.includes('=')
  return args.filter((arg, at) => !option.test(arg) && !isValue(at))
}
