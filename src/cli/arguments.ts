/** The one door to commander: argv in, one checked invocation out. */
import { Command, CommanderError, Option } from 'commander'
import { flagName, ProbeError, type RunFlags, SETTING_KEYS, type SettingKey, settingOf } from '../index.js'
import {
  CALIBRATE_HELP,
  OBSERVE_HELP,
  PROFILE_HELP,
  PROGRAM_HELP,
  REPORT_HELP,
  RUN_HELP,
  SCAN_HELP,
  SUMMARY,
  VERBOSE,
} from './help.js'

export type Invocation =
  | { kind: 'observe' | 'calibrate'; flags: RunFlags; command: string[] | undefined }
  | { kind: 'profile'; flags: RunFlags; command: string[] | undefined; output?: string }
  /** `resume`: the directory to go on in, `true` for the newest that was left. */
  | { kind: 'run'; flags: RunFlags; command: string[] | undefined; runDir?: string; resume?: string | true }
  | { kind: 'report'; runDir: string; flags: RunFlags }
  | { kind: 'scan'; flags: RunFlags }
  /** Help or version: nothing is left to do but to print it. */
  | { kind: 'answer'; text: string }

const SCAN_SETTINGS: readonly SettingKey[] = ['include', 'exclude', 'package', 'reporter']
const OBSERVE_SETTINGS: readonly SettingKey[] = [
  ...SCAN_SETTINGS,
  'wrap',
  'cacheSize',
  'exhaustive',
  'timeoutSeconds',
  'verbose',
]
const CALIBRATE_SETTINGS: readonly SettingKey[] = [
  ...SCAN_SETTINGS,
  'wrap',
  'speedupThreshold',
  'repeats',
  'calibrationPairs',
  'timeoutSeconds',
  'keepParallel',
  'seed',
  'verbose',
]

const PROFILE_SETTINGS: readonly SettingKey[] = [...SCAN_SETTINGS, 'timeoutSeconds', 'verbose']

/** The commands that run the owner's. */
const RUNNING = {
  run: {
    settings: SETTING_KEYS.filter((key) => key !== 'calibrationPairs'),
    description: 'scan, screen, validate, judge and report',
    help: RUN_HELP,
  },
  observe: {
    settings: OBSERVE_SETTINGS,
    description: 'one run: calls and would-be hits',
    help: OBSERVE_HELP,
  },
  calibrate: {
    settings: CALIBRATE_SETTINGS,
    description: "this machine's noise, and what can be told in spite of it",
    help: CALIBRATE_HELP,
  },
  profile: {
    settings: PROFILE_SETTINGS,
    description: 'record where the time of one run goes, for run --profile',
    help: PROFILE_HELP,
  },
} as const

/**
 * @param argv without node and script.
 * @throws {ProbeError} unknown-option or command-without-dashes.
 */
export function parseArguments(argv: readonly string[], version: string): Invocation {
  const dashes = argv.indexOf('--')
  const own = dashes === -1 ? argv : argv.slice(0, dashes)
  const afterDashes = dashes === -1 ? [] : argv.slice(dashes + 1)
  const heard: Heard = { text: '', invocation: undefined }
  const program = describeProgram(version, afterDashes, heard)
  try {
    program.parse(own, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return { kind: 'answer', text: heard.text }
    throw own[0]?.startsWith('-') ? optionsFirst(own) : usageError(error)
  }
  if (heard.invocation === undefined) throw noCommand()
  return heard.invocation
}

/** What commander answered while it parsed. */
interface Heard {
  text: string
  invocation: Invocation | undefined
}

function describeProgram(version: string, afterDashes: string[], heard: Heard): Command {
  const program = new Command('cache-probe')
    .description(SUMMARY)
    .version(version)
    .exitOverride()
    .configureHelp({ subcommandTerm: (command) => `${command.name()} ${command.usage()}` })
    .configureOutput({
      writeOut: (chunk) => {
        heard.text += chunk
      },
      writeErr: () => {},
      getOutHelpWidth: () => 80,
    })
    .enablePositionalOptions()
    .addHelpText('after', PROGRAM_HELP)
  for (const kind of ['run', 'observe', 'calibrate', 'profile'] as const) addRunning(program, kind, afterDashes, heard)
  addReport(program, heard)
  addScan(program, afterDashes, heard)
  return program
}

function addRunning(program: Command, kind: keyof typeof RUNNING, afterDashes: string[], heard: Heard): void {
  const { settings, description, help } = RUNNING[kind]
  const described = addOptions(program.command(kind), settings)
    .description(description)
    .usage('[options] [-- command...]')
    .argument('[words...]')
    // What follows a stray word belongs to it: `run npm test --watch` is a missing `--`, not an unknown option.
    .passThroughOptions()
    .addHelpText('after', help)
    .action((words: string[], values: Record<string, unknown>) => {
      if (words.length > 0) throw withoutDashes(kind, words)
      if (afterDashes[0] === '') throw emptyCommand(kind)
      const { runDir, resume, output, ...settings } = values as Kept
      if (runDir !== undefined && resume !== undefined) throw eitherNewOrLeft()
      const places = { runDir, resume, output }
      const kept = Object.fromEntries(Object.entries(places).filter(([, place]) => place !== undefined))
      const command = afterDashes.length > 0 ? afterDashes : undefined
      heard.invocation = { kind, flags: toFlags(settings), command, ...kept }
    })
  if (kind === 'run') addKept(described)
  if (kind === 'profile') described.option('--output <file>', "file to write the profile to (one in the user's cache)")
}

function addReport(program: Command, heard: Heard): void {
  addOptions(program.command('report'), ['reporter', 'verbose'])
    .description('analyse again what a run has kept; runs nothing')
    .usage('[options] <run-dir>')
    .argument('<run-dir>')
    .addHelpText('after', REPORT_HELP)
    .action((runDir: string, values: Record<string, unknown>) => {
      heard.invocation = { kind: 'report', runDir, flags: toFlags(values) }
    })
}

function addScan(program: Command, afterDashes: string[], heard: Heard): void {
  addOptions(program.command('scan'), SCAN_SETTINGS)
    .description('list functions and what reading them tells; runs nothing')
    .usage('[options] [globs...]')
    .argument('[globs...]')
    .addHelpText('after', SCAN_HELP)
    .action((globs: string[], values: Record<string, unknown>) => {
      const flags = toFlags(values)
      const include = [...globs, ...afterDashes, ...((flags.include as string[] | undefined) ?? [])]
      heard.invocation = { kind: 'scan', flags: include.length > 0 ? { ...flags, include } : flags }
    })
}

function addOptions(command: Command, keys: readonly SettingKey[]): Command {
  const verbose = VERBOSE[command.name()]
  for (const key of keys) {
    const setting = settingOf(key)
    const { flag, default: value, kind } = setting
    if (flag === undefined) continue
    const description = (key === 'verbose' && verbose) || setting.description
    const option = new Option(flag, kind.type === 'switch' ? description : `${description} (${value})`)
    // The setting's words are for what it switches off.
    if (option.negate) option.description = `do not ${description}`
    // commander reads the brackets of `<name[=file]>` as a value that may be missing.
    option.optional = false
    if (kind.type === 'list' && !option.variadic) option.argParser(appended)
    command.addOption(option)
  }
  return command.option('--config <file>', 'configuration file to read')
}

/** Where the runs of one invocation are kept: nothing that a configuration could say. */
interface Kept extends Record<string, unknown> {
  runDir?: string
  output?: string
  resume?: string | true
}

function addKept(command: Command): void {
  command
    .option('--run-dir <dir>', "directory to keep every run's numbers in, empty or new (one in the user's cache)")
    .option('--resume [dir]', 'go on with an interrupted run: the newest of this project, or the one in <dir>')
}

function eitherNewOrLeft(): ProbeError {
  const line = '--run-dir is for a new run, --resume for one that was left: --resume <dir> names its directory.'
  return new ProbeError('unknown-option', line)
}

function appended(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value]
}

/** commander names a value after its flag, the plan after its setting: `timeout` -> `timeoutSeconds`. */
function toFlags(values: Record<string, unknown>): RunFlags {
  const keyOf = new Map<string, string>([['config', 'config']])
  const unsaid = new Set<string>()
  for (const key of SETTING_KEYS) {
    const flag = flagName(key)
    if (flag === undefined) continue
    const option = new Option(flag)
    keyOf.set(option.attributeName(), key)
    // Of `--no-target` commander says `target: true` where nobody typed it.
    if (option.negate && values[option.attributeName()] === true) unsaid.add(option.attributeName())
  }
  const said = Object.entries(values).filter(([name]) => !unsaid.has(name))
  return Object.fromEntries(said.map(([name, value]) => [keyOf.get(name), value]))
}

function withoutDashes(kind: string, words: string[]): ProbeError {
  const command = words.join(' ')
  return new ProbeError(
    'command-without-dashes',
    `"${command}" stands where options are read: put -- before the command, cache-probe ${kind} -- ${command}`,
  )
}

/** As of `-- "$COMMAND"` where that is not set. */
function emptyCommand(kind: string): ProbeError {
  const line = `The command after -- is empty: name its program first, cache-probe ${kind} -- npm test.`
  return new ProbeError('command-empty', line)
}

function optionsFirst(own: readonly string[]): ProbeError {
  return new ProbeError(
    'unknown-option',
    `say first what to do, then how: cache-probe run ${own.join(' ')}. See cache-probe --help.`,
  )
}

function usageError({ message, code }: CommanderError): ProbeError {
  const problem = message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ')
  const remedy =
    code === 'commander.unknownCommand'
      ? 'Commands are run, report, scan, observe, calibrate and profile: cache-probe run -- npm test.'
      : `${problem.includes("'--json'") ? 'JSON is written by --reporter json. ' : ''}See cache-probe --help.`
  return code === 'commander.help' ? noCommand() : new ProbeError('unknown-option', `${problem}. ${remedy}`)
}

function noCommand(): ProbeError {
  return new ProbeError('unknown-option', 'Say what to do: cache-probe run -- npm test. See cache-probe --help.')
}
