/** How each test runner is told which test files to run. What is not surely an operand is not touched. */
import { isAbsolute, relative } from 'node:path'
import { operandAt } from './node-options.js'

export interface FileArguments {
  /** Which arguments say what to run, all of them to be left out; undefined: with these arguments it cannot be told. */
  operands(args: readonly string[]): number[] | undefined
  /** What is put in their place, or behind all arguments where there is none; undefined: these files cannot be told. */
  words(files: readonly string[], operands: readonly string[], others: readonly string[]): string[] | undefined
  /** Each file runs in a process of its own, whose main program it is. */
  ownProcess(args: readonly string[]): boolean
}

/** What an option of a runner may be. */
interface Options {
  /** The next word is its value. */
  withValue: RegExp
  /** It surely takes none. */
  switches: RegExp
  /** Says otherwise which tests are run, or takes any number of words: no files can be told beside it. */
  refused?: RegExp
}

export const TAP_FILES = pathsAmong(
  {
    withValue: /^(?:-R|--reporter|-r|--reporter-file|-j|--jobs|-t|--timeout|-g|--grep|--node-arg)$/,
    switches: /^(?:--no-[\w-]+|-b|--bail|-c|--color|--allow-[\w-]+|--disable-coverage|--ts)$/,
  },
  () => true,
)

/**
 * mocha 10.8 to 12.0: `-p` is `--parallel` to it, and a project, with a value, to ts-mocha. Files add to the `spec` of its
 * configuration, from which only `--ignore` takes away, if it is written as the paths there are.
 */
export const MOCHA_FILES: FileArguments = {
  ...pathsAmong({
    withValue:
      /^(?:-r|--require|-R|--reporter|-O|--reporter-options?|-u|--ui|-t|--timeouts?|-s|--slow|-g|--grep|-f|--fgrep|-j|--jobs|--retries|--file|--ignore|--exclude|--extension|--config|--package|-n|--node-option|--globals?)$/,
    switches:
      /^(?:--no-[\w-]+|-b|--bail|-c|--color|--colors|-C|--exit|--recursive|--check-leaks|--forbid-(?:only|pending)|--full-trace|--inline-diffs|--diff|--parallel|--allow-uncaught|-A|--async-only|--delay|--dry-run|--fail-zero|-S|--sort)$/,
    refused: /^(?:--spec|-w$|--watch)/,
  }),
  words: (files, _, others) => [...files, ...others.flatMap((file) => [`--ignore=${file}`, `--ignore=./${file}`])],
}

/** jest 29.7, 30.5: an array option takes all words up to the next option, which the files begin with. */
export const JEST_FILES: FileArguments = {
  ...pathsAmong({
    withValue:
      /^(?:-c|--config|-t|--testNamePattern|-w|--maxWorkers|--max-workers|--coverageDirectory|--coverageProvider|--collectCoverageFrom|--env|--testEnvironment|--rootDir|--testTimeout|--seed|--outputFile|--cacheDirectory|--preset|--maxConcurrency)$/,
    switches:
      /^(?:--no[\w-]+|-b|--bail|--ci|--coverage|--colors?|--verbose|--silent|--passWithNoTests|--forceExit|--detectOpenHandles|--errorOnDeprecated|--logHeapUsage|-e|--expand|--json|--useStderr|--cache|--workerThreads|--randomize|--showSeed|-u|--updateSnapshot|-i|--runInBand|--run-in-band|--(?:clear|reset|restore)Mocks)$/,
    refused:
      /^(?:-o|-f|--only|--changed|--lastCommit|--runTestsByPath|--findRelatedTests|--testPath|--testMatch|--shard|--filter|--watch|--listTests|--(?:reporters|projects|selectProjects|ignoreProjects|roots|coverageReporters)$)/,
  }),
  words: (files) => ['--runTestsByPath', ...files],
}

/** vitest 3.2, 4.1, 5.1: each word is part of the paths that it runs. Without `run` it does the same where it is no terminal. */
const VITEST_OPTIONS: Options = {
  withValue:
    /^(?:-r|--root|-c|--config|-t|--testNamePattern|--dir|--reporter|--outputFile|--mode|--pool|--execArgv|--maxWorkers|--minWorkers|--environment|--testTimeout|--hookTimeout|--teardownTimeout|--bail|--retry|--exclude|--project|--maxConcurrency|--configLoader)$/,
  switches:
    /^--(?:no-[\w-]+|run|coverage|coverage\.enabled|isolate|globals|dom|passWithNoTests|hideSkippedTests|logHeapUsage|allowOnly|typecheck|disableConsoleIntercept)$/,
  refused:
    /^(?:--shard|--changed|-w$|--watch(?!=false)|--listTags|--mergeReports|--standalone|(?:watch|dev|bench|list|related|init)$)/,
}

export const VITEST_FILES: FileArguments = {
  ...pathsAmong(VITEST_OPTIONS),
  operands: (args) => {
    const command = args[0] === 'run' ? 1 : 0
    return operandsBeside(args.slice(command), VITEST_OPTIONS)?.map((at) => command + at)
  },
}

/** ava 3.15 to 8.0: paths choose among the files of its configuration. */
export const AVA_FILES = pathsAmong({
  withValue: /^(?:-c|--concurrency|--config|-m|--match|--node-arguments|-T|--timeout)$/,
  switches: /^(?:--no-[\w-]+|-s|--serial|--fail-fast|-t|--tap|-u|--update-snapshots|-v|--verbose|--color)$/,
  refused: /^(?:-w$|--watch|debug$|reset-cache$)/,
})

/** jasmine 7.0: values stand behind `=`, and words with one are variables. */
export const JASMINE_FILES = pathsAmong({
  withValue: /^$/,
  switches: /^--/,
  refused: /^(?:\w+=|-\w|--filter-path|(?:init|examples|help|version|enumerate)$)/,
})

/** tape 5.10. */
export const TAPE_FILES = pathsAmong({
  withValue: /^(?:-r|--require|-i|--ignore|--ignore-pattern)$/,
  switches: /^--(?:no-)?(?:only|strict)$/,
})

/** uvu 0.5: a folder, and a pattern for paths relative to it. */
export const UVU_FILES: FileArguments = {
  ...pathsAmong({
    withValue: /^(?:-r|--require|-i|--ignore)$/,
    switches: /^(?:-c|--color|--no-color)$/,
    refused: /^(?:-C|--cwd)/,
  }),
  words: (files, [folder = '.']) => {
    const paths = files.map((file) => (isAbsolute(file) === isAbsolute(folder) ? relative(folder, file) : '..'))
    if (/[$*?]/.test(folder) || paths.some((path) => path.startsWith('..'))) return undefined
    return [folder, `^(${paths.map((path) => path.replace(/[.+^$]/g, '\\$&')).join('|')})$`]
  },
}

const NODE_SWITCH =
  /^--(?:no-[\w-]+|test|test-only|test-force-exit|experimental-test-(?:coverage|module-mocks|snapshots)|experimental-(?:strip|transform)-types|experimental-vm-modules|enable-source-maps|expose[-_]gc|trace-\w+)$/

/** Node 20 to 26. @param together whether with these arguments all files run in one process. */
export function nodeFiles(together: (args: readonly string[]) => boolean): FileArguments {
  return {
    operands: (args) => {
      if (args.some((arg) => /^--(?:test-shard|watch)/.test(arg))) return undefined
      const at = operandAt(args)
      const operands = at === -1 ? [] : args.slice(at)
      if (mayTakeNext(args[at - 1], NODE_SWITCH)) return undefined
      // What looks like an option behind an operand is a pattern to node: nobody means that.
      return operands.some((word) => word.startsWith('-')) ? undefined : operands.map((_, index) => at + index)
    },
    words: (files) => [...files],
    ownProcess: (args) => !together(args),
  }
}

/** For runners whose operands are all paths or patterns of files. */
function pathsAmong(options: Options, ownProcess: FileArguments['ownProcess'] = () => false): FileArguments {
  return { operands: (args) => operandsBeside(args, options), words: (files) => [...files], ownProcess }
}

/** The word behind it may be its value, such as a file that is written to: no test file must come to stand there. */
function mayTakeNext(option: string | undefined, switches: RegExp): boolean {
  return option !== undefined && /^-[^=]*$/.test(option) && !switches.test(option)
}

/** Words that are no options, nor the values of those that take the next word; undefined: one may be either. */
function operandsBeside(args: readonly string[], { withValue, switches, refused }: Options): number[] | undefined {
  if (args.includes('--') || args.some((arg) => refused?.test(arg))) return undefined
  const operands = [...args.keys()].filter(
    (at) => !args[at]?.startsWith('-') && !(at > 0 && withValue.test(args[at - 1] as string)),
  )
  const places = operands.length === 0 ? [args.length] : operands
  return places.some((at) => mayTakeNext(args[at - 1], switches)) ? undefined : operands
}
