/** Decides how the owner's command is run one test file at a time, by their runner's own means; when in doubt not at all. */
import type { Place, Reach } from './place.js'
import { findPlaces } from './places.js'
import { installedVersion, type Runner } from './runners.js'
import { type Insertion, withInsertions } from './script-text.js'
import type { RunnerProject, Serialisation } from './serialisation.js'

export type RunnerPlace = Extract<Place, { kind: 'runner' }>

/** What makes one runner serial. */
type Remedy =
  | { kind: 'none' }
  | { kind: 'flag'; flag: string; command: string[] }
  | { kind: 'environment'; flag: string; env: Record<string, string> }
  | { kind: 'insertion'; flag: string; insertion: Insertion }
  | { kind: 'unreachable'; why: string }

export function serialise(command: readonly string[], project: RunnerProject): Serialisation {
  const places = findPlaces(command, project)
  const runners = places.filter((place) => place.kind === 'runner')
  const names = [...new Set(runners.map(({ runner }) => runner.name))].join(', ')
  const named = names === '' ? {} : { runner: names }
  const unclear = places.find((place) => place.kind === 'unclear')
  if (unclear) return { kind: 'parallel-unknown', ...named, why: unclear.why }
  if (runners.length === 0 && !places.some(({ kind }) => kind === 'node-program')) {
    return { kind: 'parallel-unknown', why: 'no test runner that is known was found in the command' }
  }
  const remedies = runners.map((place) => ({ place, remedy: remedyFor(place, project) }))
  for (const { place, remedy } of remedies) {
    if (remedy.kind === 'unreachable') return { kind: 'parallel-unknown', runner: place.runner.name, why: remedy.why }
  }
  return combined(command, remedies, named)
}

/** At most one runner can be reached by arguments, since they go to the end of the command; the script reaches all of it. */
function combined(
  command: readonly string[],
  remedies: { place: RunnerPlace; remedy: Remedy }[],
  named: { runner?: string },
): Serialisation {
  const env: Record<string, string> = {}
  const told: { runner: string; flag: string }[] = []
  let changed = [...command]
  for (const { place, remedy } of remedies) {
    if (remedy.kind === 'flag') changed = remedy.command
    if (remedy.kind === 'environment') Object.assign(env, remedy.env)
    if ('flag' in remedy) told.push({ runner: place.runner.name, flag: remedy.flag })
  }
  if (remedies.some(({ remedy }) => remedy.kind === 'insertion')) {
    const inserted = withInsertions(remedies.flatMap(({ place, remedy }) => insertionOf(place, remedy) ?? []))
    const asked = remedies.filter(({ remedy }) => remedy.kind === 'flag' || remedy.kind === 'insertion')
    const all = asked.every(({ place, remedy }) => insertionOf(place, remedy))
    if (!inserted || !all) return { kind: 'parallel-unknown', ...named, why: 'not all of them can be told at once' }
    changed = inserted
  }
  if (told.length === 0) return { kind: 'serial-anyway', ...named }
  const listed = (key: 'runner' | 'flag') => [...new Set(told.map((one) => one[key]))].join(', ')
  return { kind: 'serialised', command: changed, env, runner: listed('runner'), flag: listed('flag') }
}

export function remedyFor({ runner, head, args, reach }: RunnerPlace, project: RunnerProject): Remedy {
  const insisted = runner.insists?.(args)
  if (insisted)
    return { kind: 'unreachable', why: `${runner.name} is told ${insisted}, which no other argument takes back` }
  const flag = runner.flagFor(args)
  if (flag === undefined) return { kind: 'none' }
  const version = installedVersion(runner, project)
  if (runner.since && version && isBefore(version, runner.since)) {
    return { kind: 'unreachable', why: `${runner.name} ${version} does not know ${flag}` }
  }
  const command = withFlag({ runner, head, args, reach }, flag)
  if (command) return { kind: 'flag', flag, command }
  const insertion = inserted({ runner, head, args, reach }, flag)
  return (
    throughEnvironment(runner, args, project) ??
    (insertion ? { kind: 'insertion', flag, insertion } : { kind: 'unreachable', why: unreached(runner, flag) })
  )
}

export function insertionOf(place: RunnerPlace, remedy: Remedy): Insertion | undefined {
  if (remedy.kind === 'insertion') return remedy.insertion
  return remedy.kind === 'flag' ? inserted(place, remedy.flag) : undefined
}

/** In the script's own text, where it has wildcards and variables that only the shell knows. */
function inserted({ runner, head, args, reach }: Omit<RunnerPlace, 'kind'>, flag: string): Insertion | undefined {
  const at = runner.flagAt?.(args) ?? (args.includes('--') ? args.indexOf('--') : args.length)
  return reach.insert?.(head.length + at, flag) ?? (takesLast(runner, args) ? reach.insertLast?.(flag) : undefined)
}

function takesLast(runner: Runner, args: readonly string[]): boolean {
  return runner.takesLast?.(args) ?? !args.includes('--')
}

function withFlag(
  { runner, head, args, reach }: { runner: Runner; head: string[]; args: string[]; reach: Reach },
  flag: string,
): string[] | undefined {
  const dashes = args.indexOf('--')
  const options = dashes === -1 ? args : args.slice(0, dashes)
  if (reach.replace) {
    const next = runner.withFlag?.(args, flag) ?? [...options, flag, ...args.slice(options.length)]
    return reach.replace([...head, ...next])
  }
  return takesLast(runner, args) ? reach.append?.([flag]) : undefined
}

function throughEnvironment(runner: Runner, args: string[], project: RunnerProject): Remedy | undefined {
  const version = installedVersion(runner, project)
  if (!runner.environment || version === undefined || isBefore(version, runner.environment.since)) return undefined
  const env = runner.environment.variables(args, project.env)
  if (env === undefined) return undefined
  const flag = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  return { kind: 'environment', env, flag: flag.join(' ') }
}

function unreached(runner: Runner, flag: string): string {
  return `${flag} cannot be handed to ${runner.name} where it stands in the script; give its own command after --`
}

function isBefore(version: string, least: string): boolean {
  const [one, other] = [version, least].map((each) => each.split('.').map(Number.parseFloat)) as [number[], number[]]
  const at = other.findIndex((part, index) => part !== one[index])
  return at !== -1 && (one[at] ?? 0) < (other[at] as number)
}
