/** Makes the owner's command run some of its test files only, by their runner's own means; when in doubt not at all. */
import { findPlaces } from './places.js'
import { type Insertion, quoted, withInsertions } from './script-text.js'
import type { RunnerProject } from './serialisation.js'
import { insertionOf, type RunnerPlace, remedyFor, serialise } from './serialise.js'

export type Targeted =
  /** `env` is added to the owner's. */
  | { kind: 'targeted'; runner: string; command: string[]; env: Record<string, string> }
  /** Completes "all test files are run: ...". */
  | { kind: 'whole'; why: string }

/** Characters that a runner may take for a pattern. */
const PATTERN = /[*?[\]{}()\\|]/

/** Characters of words that a command line, or a script in one argument, surely has room for. */
const LONGEST = 30_000

/** Whether the one test runner behind the command gives each file a process; undefined: none that can be told its files. */
export function howFilesRun(command: readonly string[], project: RunnerProject): 'apart' | 'together' | undefined {
  const place = onlyRunner(command, project)
  if (typeof place === 'string' || place.runner.files === undefined) return undefined
  return place.runner.files.ownProcess(place.args) ? 'apart' : 'together'
}

/** As the runner is to be told them. */
export interface TestFiles {
  files: readonly string[]
  /** Files that the whole command loads: the other test files are among them, as far as they are known. */
  others?: readonly string[]
}

/**
 * @param serial one file at a time, as {@link serialise} has it for the whole command.
 */
export function targetFiles(
  command: readonly string[],
  project: RunnerProject,
  { files, others = [] }: TestFiles,
  serial: boolean,
): Targeted {
  const place = onlyRunner(command, project)
  if (typeof place === 'string') return { kind: 'whole', why: place }
  const { runner, args } = place
  const odd = files.find((file) => PATTERN.test(file) || file.startsWith('-'))
  if (odd !== undefined) return { kind: 'whole', why: `${runner.name} may take ${odd} for a pattern` }
  const operands = runner.files?.operands(args)
  if (runner.files === undefined || operands === undefined) {
    return { kind: 'whole', why: `${runner.name} cannot be told some of its files with these arguments` }
  }
  const words = runner.files.words(
    files,
    operands.map((at) => args[at] as string),
    others,
  )
  if (words === undefined || words.join(' ').length > LONGEST) {
    return { kind: 'whole', why: `${runner.name} cannot be told these files alone` }
  }
  const told = inArguments(place, operands, words)
  if (told !== undefined) return { kind: 'targeted', runner: runner.name, ...paced(told, project, serial) }
  return inScript(place, operands, words, project, serial)
}

/** Why not, where there is no such place. */
function onlyRunner(command: readonly string[], project: RunnerProject): RunnerPlace | string {
  const places = findPlaces(command, project)
  const runners = places.filter((place) => place.kind === 'runner')
  const [first] = runners
  const unclear = places.find((place) => place.kind === 'unclear')
  if (unclear) return unclear.why
  if (first === undefined) return 'no test runner that is known was found in the command'
  return runners.length === 1 ? first : 'the command runs several test runners'
}

function inArguments(
  { head, args, reach }: RunnerPlace,
  operands: readonly number[],
  words: readonly string[],
): string[] | undefined {
  if (reach.replace === undefined) return operands.length === 0 ? reach.append?.([...words]) : undefined
  const [first = args.length] = operands
  const kept = (from: number, to: number) => args.slice(from, to).filter((_, index) => !operands.includes(from + index))
  return reach.replace([...head, ...kept(0, first), ...words, ...kept(first, args.length)])
}

function paced(command: string[], project: RunnerProject, serial: boolean) {
  const pace = serial ? serialise(command, project) : undefined
  return pace?.kind === 'serialised' ? { command: pace.command, env: pace.env } : { command, env: {} }
}

/** In the text of the script, where the files, or the wildcards that find them, stand. */
function inScript(
  place: RunnerPlace,
  operands: readonly number[],
  words: readonly string[],
  project: RunnerProject,
  serial: boolean,
): Targeted {
  const { runner, head, args, reach } = place
  const text = words.map(quoted).join(' ')
  const [first, ...others] = operands.map((at) => at + head.length)
  const changes: (Insertion | undefined)[] =
    first === undefined
      ? [reach.insert?.(head.length + args.length, text)]
      : [reach.insert?.(first, text, true), ...others.map((at) => reach.insert?.(at, '', true))]
  const remedy = serial ? remedyFor(place, project) : undefined
  const env = remedy?.kind === 'environment' ? remedy.env : {}
  if (remedy?.kind === 'flag' || remedy?.kind === 'insertion') changes.push(insertionOf(place, remedy))
  const all = changes.filter((change) => change !== undefined)
  const command = all.length === changes.length ? withInsertions(all) : undefined
  if (command !== undefined) return { kind: 'targeted', runner: runner.name, command, env }
  return { kind: 'whole', why: `the files cannot be handed to ${runner.name} where it stands in the script` }
}
