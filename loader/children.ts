/** Hands the probe on to children whose maker has replaced NODE_OPTIONS, and tells of those that it cannot reach. */
import { basename, join } from 'node:path'
import { keptOptions } from '../src/wire/kept-options.js'
import { RUN_CONFIG_VARIABLE } from '../src/wire/run-config.js'
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
const SHEBANG_BYTES = 128

/**
 * To be called before the owner's program starts a child. `option` is what loads the probe, `onLoss` is told of each node
 * program that will not have it. `guard` runs our code and falls back to what it is given.
 */
export function keepInChildren(
  option: string,
  onLoss: (program: string) => void,
  guard: <T>(fallback: T, act: () => T) => T,
): void {
  const change: Change = (options) => guard(options, () => kept(options, option, onLoss))
  beforeFirstChild((prototype) => changeSpawn(prototype, change))
  const sync = syncBinding()
  if (sync) changeSpawn(sync, change)
}

function changeSpawn(holder: { spawn: Spawn }, change: Change): void {
  const original = holder.spawn
  holder.spawn = function spawn(options) {
    return Reflect.apply(original, this, [change(options)])
  }
}

/** The channel speaks before the process is started, so `child_process` need not be loaded for it. */
function beforeFirstChild(act: (prototype: { spawn: Spawn }) => void): void {
  const { subscribe, unsubscribe } = process.getBuiltinModule('node:diagnostics_channel') as Channels
  const onFirstChild = (message: unknown) => {
    unsubscribe('child_process', onFirstChild)
    act(Object.getPrototypeOf((message as { process: object }).process) as { spawn: Spawn })
  }
  subscribe('child_process', onFirstChild)
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
    if (runsNode(file, words, pairs, options.cwd)) onLoss(basename(file))
    return options
  }
  const { words: args, loses } = keptOptions([file, ...words.slice(1)], option)
  if (loses) onLoss(basename(file))
  return { ...options, args: [words[0], ...args.slice(1)], envPairs: withOption(pairs, option) }
}

function withOption(pairs: string[], option: string): string[] {
  const own = pairs.find((pair) => pair.startsWith(OPTIONS_PAIR))?.slice(OPTIONS_PAIR.length)
  if (own?.includes(option)) return pairs
  const others = pairs.filter((pair) => !pair.startsWith(OPTIONS_PAIR))
  return [...others, `${OPTIONS_PAIR}${own ? `${option} ${own}` : option}`]
}

/** By its name, by its first line, or by the words of a shell. */
function runsNode(file: string, words: string[], pairs: string[], cwd: unknown): boolean {
  if (file === process.execPath || /^node(js)?$/.test(basename(file))) return true
  if (/^(?:ba|da|k|z)?sh$/.test(basename(file))) return /\b(?:node|npm|npx|pnpm|yarn)\b/.test(words.slice(1).join(' '))
  const path = pairs.find((pair) => pair.startsWith('PATH='))?.slice('PATH='.length) ?? process.env.PATH ?? ''
  const folder = typeof cwd === 'string' ? cwd : process.cwd()
  const places = file.includes('/') ? [file] : path.split(':').map((dir) => join(dir, file))
  return places.some((place) => /^#!.*\bnode\b/.test(firstLine(place.startsWith('/') ? place : join(folder, place))))
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
