/** Hands the probe on to children whose maker has replaced NODE_OPTIONS, and tells of those that it cannot reach. */
import { basename, isAbsolute, join } from 'node:path'
import { keptOptions } from '../src/wire/kept-options.js'
import { RUN_CONFIG_VARIABLE } from '../src/wire/run-config.js'
import { shellCommands, shellTextAt } from '../src/wire/shell-words.js'
import { closeSync, openSync, readSync } from './pristine.js'

/** What node's own spawn is given; not in its types. */
interface SpawnOptions {
  file?: unknown
  args?: unknown
  cwd?: unknown
  envPairs?: unknown
}
type Spawn = (this: unknown, options: SpawnOptions) => unknown
type Change = (options: SpawnOptions) => SpawnOptions

const OPTIONS_PAIR = 'NODE_OPTIONS='
const NODE_PROGRAMS = /^(?:node(?:js)?|npm|npx|pnpm|yarn)$/
const SHEBANG_BYTES = 128

/**
 * To be called before the owner's program starts a child. `option` is what loads the probe, `onLoss` is told of each node
 * program that will not have it, `onStart` of every program. `guard` runs our code and falls back to what it is given.
 */
export function keepInChildren(
  option: string,
  onLoss: (program: string) => void,
  guard: <T>(fallback: T, act: () => T) => T,
  onStart: () => void = () => {},
): void {
  const change: Change = (options) => {
    onStart()
    return guard(options, () => kept(options, option, onLoss))
  }
  beforeFirstChild((prototype) => changeSpawn(prototype, change))
  const sync = syncBinding()
  if (sync) changeSpawn(sync, change)
}

function changeSpawn(holder: { spawn: Spawn }, change: Change): void {
  const original = holder.spawn
  holder.spawn = function spawn(options) {
    const changed = change(options)
    try {
      return Reflect.apply(original, this, [changed])
    } finally {
      if (changed !== options) showAsGiven(this as { spawnargs?: unknown }, changed, options)
    }
  }
}

/** A ChildProcess keeps the words for its owner to see, in errors too. */
function showAsGiven(child: { spawnargs?: unknown }, changed: SpawnOptions, given: SpawnOptions): void {
  if (changed.args !== given.args && child.spawnargs === changed.args) child.spawnargs = given.args
}

/** The channel speaks before the process is started, so `child_process` need not be loaded for it. */
function beforeFirstChild(act: (prototype: { spawn: Spawn }) => void): void {
  const { subscribe, unsubscribe } = process.getBuiltinModule('node:diagnostics_channel') as Channels
  const onFirstChild = (message: unknown) => {
    unsubscribe('child_process', onFirstChild)
    const holder = spawnHolder((message as { process: object }).process)
    if (holder) act(holder)
  }
  subscribe('child_process', onFirstChild)
}

/** The last one in the chain: classes of the owner's that extend ChildProcess come before it. */
function spawnHolder(child: object): { spawn: Spawn } | undefined {
  let holder: object | undefined
  for (let at = Object.getPrototypeOf(child); at !== null; at = Object.getPrototypeOf(at)) {
    if (Object.hasOwn(at, 'spawn')) holder = at
  }
  return holder as { spawn: Spawn } | undefined
}

type Channels = typeof import('node:diagnostics_channel')
type Internals = { binding(name: string): unknown; noDeprecation?: boolean }

/** What spawnSync, execSync and execFileSync have in common; undefined: node's permission model forbids it. */
function syncBinding(): { spawn: Spawn } | undefined {
  const internals = process as unknown as Internals
  const { noDeprecation } = internals
  try {
    // With --pending-deprecation it would warn of our use of it.
    internals.noDeprecation = true
    return internals.binding('spawn_sync') as { spawn: Spawn }
  } catch {
    return undefined
  } finally {
    if (noDeprecation === undefined) delete internals.noDeprecation
    else internals.noDeprecation = noDeprecation
  }
}

function kept(options: SpawnOptions, option: string, onLoss: (program: string) => void): SpawnOptions {
  const { file, envPairs } = options ?? {}
  if (!Array.isArray(envPairs) || typeof file !== 'string') return options
  const pairs = envPairs.map(String)
  const words = Array.isArray(options.args) ? options.args.map(String) : [file]
  if (!pairs.some((pair) => pair.startsWith(`${RUN_CONFIG_VARIABLE}=`))) {
    if (mayRunNode(file, words, pairs, options.cwd)) onLoss(basename(file))
    return options
  }
  const { words: own, loses } = keptOptions([file, ...words.slice(1)], option)
  if (loses) onLoss(basename(file))
  const changed = { ...options, envPairs: withOption(pairs, option) }
  return own.every((word, at) => at === 0 || word === words[at])
    ? changed
    : { ...changed, args: [words[0], ...own.slice(1)] }
}

function withOption(pairs: string[], option: string): string[] {
  const own = pairs.find((pair) => pair.startsWith(OPTIONS_PAIR))?.slice(OPTIONS_PAIR.length)
  if (own?.includes(option)) return pairs
  const others = pairs.filter((pair) => !pair.startsWith(OPTIONS_PAIR))
  return [...others, `${OPTIONS_PAIR}${own ? `${option} ${own}` : option}`]
}

/** A guess, which must not be what ends the probing. */
function mayRunNode(file: string, words: string[], pairs: string[], cwd: unknown): boolean {
  try {
    const script = words[shellTextAt([file, ...words.slice(1)])]
    const programs = script === undefined ? [file] : shellCommands(script)
    const path = pairs.find((pair) => pair.startsWith('PATH='))?.slice('PATH='.length) ?? process.env.PATH ?? ''
    return programs.some((program) => isNode(program, path.split(':'), cwd))
  } catch {
    return false
  }
}

/** By its name, or by its first line. */
function isNode(program: string, path: string[], cwd: unknown): boolean {
  if (program === process.execPath || NODE_PROGRAMS.test(basename(program))) return true
  const places = program.includes('/') ? [program] : path.map((folder) => join(folder, program))
  return places.some((place) => {
    // Otherwise relative to the folder of this process, as the system has it: that may be gone.
    const inFolder = typeof cwd === 'string' && !isAbsolute(place)
    return /^#!.*\bnode\b/.test(firstLine(inFolder ? join(cwd, place) : place))
  })
}

function firstLine(path: string): string {
  try {
    const fd = openSync(path, 'r')
    const bytes = Buffer.alloc(SHEBANG_BYTES)
    const length = readSync(fd, bytes, 0, SHEBANG_BYTES, 0)
    closeSync(fd)
    return String(bytes.subarray(0, length)).split('\n', 1)[0] as string
  } catch {
    return '' // Not there, or not to be read: then it is no script of node's.
  }
}
