/** What npm, pnpm, yarn and `node --run` run for a command line: a script of package.json, or an installed program. */
import { after, behind, type Place, type Reach, renamed, type Visit } from './place.js'
import { insertionIn, quoted, type ScriptText } from './script-text.js'
import type { RunnerProject } from './serialisation.js'
import { type ShellCommand, shellCommands } from './shell-commands.js'

/** Options that make them work on another package.json than ours, or on several. */
const ELSEWHERE =
  /^(?:-w|-ws|--workspaces?|--workspace-root|--prefix|-C|--cwd|--dir|-r|--recursive|-F|--filter|--include-workspace-root)(?:=|$)/
/** Options of npx, npm exec and dlx whose value is the next word. */
const PACKAGE_OPTIONS = ['-p', '--package']
const CALL_OPTION = /^(?:-c|--call)(?:=|$)/

interface ManagerCommand {
  words: readonly string[]
  reach: Reach
  scripts: readonly string[]
  project: RunnerProject
  visit: Visit
}

export function managerPlaces(manager: string, command: ManagerCommand): Place[] {
  const { words } = command
  const at = words.findIndex((word, index) => index > 0 && !word.startsWith('-'))
  const options = at === -1 ? words : words.slice(0, at)
  const elsewhere = [...options, ...(manager === 'npm' ? beforeDashes(words) : [])].find((word) => ELSEWHERE.test(word))
  if (elsewhere) return [{ kind: 'unclear', why: `${manager} ${elsewhere} runs scripts of other packages` }]
  const verb = words[at]
  if (verb === undefined) return [{ kind: 'program' }]
  if (['exec', 'x', 'dlx'].includes(verb)) return execPlaces(command, at + 1, manager === 'npm')
  if (/^workspaces?$/.test(verb)) return [{ kind: 'unclear', why: `${manager} ${verb} runs scripts of other packages` }]
  if (verb === 'node' && manager !== 'npm') return inner(command, at)
  const asTest = ['test', 't', 'tst'].includes(verb)
  const name = asTest ? 'test' : ['start', 'stop'].includes(verb) ? verb : undefined
  if (name !== undefined) return scriptPlaces(manager, command, name, at + 1)
  if (['run', 'run-script', 'rum', 'urn'].includes(verb)) return namedPlaces(manager, command, at + 1)
  return manager === 'npm' ? [{ kind: 'program' }] : scriptOrProgram(manager, command, at)
}

/** `npx mocha`, `npm exec -- mocha`: a program with its arguments. */
export function execPlaces(command: ManagerCommand, from: number, needsDashes: boolean): Place[] {
  const { words, reach, scripts, visit } = command
  let at = from
  while (words[at]?.startsWith('-') && words[at] !== '--') {
    if (CALL_OPTION.test(words[at] as string))
      return [{ kind: 'unclear', why: `${words[0]} ${words[at]} runs a shell` }]
    at += PACKAGE_OPTIONS.includes(words[at] as string) ? 2 : 1
  }
  const [first, ...args] = words[at] === '--' ? words.slice(at + 1) : withoutDashes(words.slice(at), needsDashes)
  if (first === undefined) return [{ kind: 'program' }]
  const head = [...words.slice(0, at), ...(needsDashes ? ['--'] : []), first]
  const { replace, insert } = reach
  const own = words[at] === '--' ? at + 1 : at
  const { append } = after(words, reach, needsDashes ? '--' : undefined)
  return visit(
    [unversioned(first), ...args],
    {
      ...renamed(head, { ...(replace && { replace }) }),
      ...(append && { append }),
      ...(insert && !needsDashes && { insert: (index, added, instead) => insert(own + index, added, instead) }),
    },
    scripts,
  )
}

/** `npm exec mocha -- --bail` hands on both words around the dashes. */
function withoutDashes(words: readonly string[], needsDashes: boolean): readonly string[] {
  const dashes = needsDashes ? words.indexOf('--') : -1
  return words.filter((_, index) => index !== dashes)
}

/** `node --run test -- args`: no script before it or after it. */
export function nodeRunPlaces(command: ManagerCommand, name: string, from: number): Place[] {
  return scriptPlaces('node', command, name, from)
}

function namedPlaces(manager: string, command: ManagerCommand, from: number): Place[] {
  const at = command.words.findIndex((word, index) => index >= from && !word.startsWith('-'))
  if (at === -1) return [{ kind: 'program' }]
  if (manager !== 'npm') return scriptOrProgram(manager, command, at)
  return scriptPlaces(manager, command, command.words[at] as string, at + 1)
}

/** yarn and pnpm run an installed program where no script has the name. */
function scriptOrProgram(manager: string, command: ManagerCommand, at: number): Place[] {
  const name = command.words[at] as string
  return name in command.project.scripts ? scriptPlaces(manager, command, name, at + 1) : inner(command, at)
}

function inner({ words, reach, scripts, visit }: ManagerCommand, at: number): Place[] {
  return visit(words.slice(at), behind(words.slice(0, at), reach), scripts)
}

/** Arguments reach the last command of the script only, nothing reaches the scripts around it. */
function scriptPlaces(manager: string, command: ManagerCommand, name: string, from: number): Place[] {
  const { words, reach, scripts, project, visit } = command
  if (scripts.includes(name)) return [{ kind: 'unclear', why: `script "${name}" runs itself` }]
  if (project.scripts[name] === undefined) return [{ kind: 'unclear', why: `there is no script "${name}"` }]
  const dashes = manager === 'npm' || manager === 'node' ? '--' : undefined
  const given = dashes ? behindDashes(words.slice(from)) : words.slice(from)
  const within = [...scripts, name]
  const around = (other: string) =>
    manager === 'node' || project.scripts[other] === undefined
      ? []
      : (shellCommands(project.scripts[other]) ?? [undefined]).flatMap(closed)
  const closed = (each: ShellCommand | undefined) => (each ? visit(each.words, {}, within) : [unreadable(name)])
  const text = [project.scripts[name], ...given.map(quoted)].join(' ')
  const script = manager === 'npm' ? scriptText(command, name, text) : undefined
  const inText = (each: ShellCommand): Reach =>
    script ? { insert: (at, added, instead) => insertionIn(script, each, at, added, instead) } : {}
  const own = shellCommands(text) ?? [undefined]
  const last = own.at(-1)
  return [
    ...around(`pre${name}`),
    ...own.slice(0, -1).flatMap((each) => (each ? visit(each.words, inText(each), within) : closed(each))),
    ...(last ? visit(last.words, { ...after(words, reach, dashes), ...inText(last) }, within) : closed(last)),
    ...around(`post${name}`),
  ]
}

/** What may be said to `npm run` and is of no use to `npm exec`. */
const ABOUT_OUTPUT = /^(?:-s|-q|-d|--silent|--quiet|--foreground-scripts)$/

/**
 * The script as npm would run it with another text: in the same shell and environment (but for `npm_command`), and with the
 * scripts around it, unless npm is configured to leave those out.
 */
function scriptText({ words, reach, project }: ManagerCommand, name: string, text: string): ScriptText | undefined {
  const { replace } = reach
  if (replace === undefined || !project.scriptsRunHere) return undefined
  const options = beforeDashes(words).filter((word) => word.startsWith('-'))
  if (!options.every((option) => ABOUT_OUTPUT.test(option))) return undefined
  return {
    text,
    commandFor: (changed) => {
      const around = (event: string) => {
        const other = project.scripts[event]
        return other && !project.ignoresScripts ? [inSubshell(event, other, other)] : []
      }
      const own = inSubshell(name, project.scripts[name] ?? '', changed)
      const parts = [...around(`pre${name}`), own, ...around(`post${name}`)]
      return replace(['npm', ...options, 'exec', '-c', parts.join(' && ')])
    },
  }
}

function inSubshell(event: string, script: string, text: string): string {
  return `(npm_lifecycle_event=${quoted(event)} npm_lifecycle_script=${quoted(script)}; ${text})`
}

function unreadable(name: string): Place {
  return { kind: 'unclear', why: `the script "${name}" needs a shell to be understood` }
}

function beforeDashes(words: readonly string[]): readonly string[] {
  const at = words.indexOf('--')
  return at === -1 ? words : words.slice(0, at)
}

/** What npm passes on: operands, and all that follows `--`. */
function behindDashes(words: readonly string[]): string[] {
  const own = beforeDashes(words)
  return [...own.filter((word) => !word.startsWith('-')), ...words.slice(own.length + 1)]
}

/** `mocha@10` -> `mocha`, `@scope/name@1` -> `@scope/name`. */
function unversioned(program: string): string {
  return program.replace(/(.)@.*$/, '$1')
}
