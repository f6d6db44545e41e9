/** Tells commands that are one node script, which may as well run in a thread, from all others. */
import { statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { ProbeError } from '../errors.js'

export interface PlainScript {
  kind: 'script'
  /** What starts node, as typed. */
  program: string
  /** Node's own, which hold for all threads of a process. */
  flags: string[]
  /** Absolute path. */
  path: string
  args: string[]
}

/** `why` completes "as ...". */
export type NoScript = { kind: 'other'; why: string }

/** They act on the whole process, and load nothing of the owner's. */
const FLAGS =
  /^--(?:(?:no-)?(?:deprecation|warnings|pending-deprecation|experimental-(?:strip|transform)-types)|enable-source-maps|expose[-_]gc|max[-_](?:old|semi)[-_]space[-_]size=\d+)$/

export function plainScript(command: readonly string[], cwd: string, env: NodeJS.ProcessEnv): PlainScript | NoScript {
  const [program = '', ...words] = command
  if (basename(program) !== 'node') return other(`the command is ${basename(program)}, and no script of node's`)
  const named = ['NODE_OPTIONS', 'NODE_V8_COVERAGE'].find((name) => env[name])
  if (named !== undefined) return other(`${named} is set`)
  const first = words.findIndex((word) => !FLAGS.test(word))
  const [script = '', ...args] = first === -1 ? [] : words.slice(first)
  if (script.startsWith('-')) return other(`node is given ${script}`)
  const path = resolve(cwd, script)
  // Node would look for `main.js` where `main` is named; a thread is not started that way.
  if (script === '' || !statSync(path, { throwIfNoEntry: false })?.isFile()) return other('node is given no file')
  return { kind: 'script', program, flags: words.slice(0, first), path, args }
}

function other(why: string): NoScript {
  return { kind: 'other', why }
}

/** `why` completes "as ...". */
export function noThread({ why }: Pick<NoScript, 'why'>): ProbeError {
  const line = `timed runs cannot be threads (--isolation inprocess), as ${why}. Use --isolation auto or subprocess.`
  return new ProbeError('unsupported-isolation', line)
}
