/** Finds the test runners behind a command: through environment prefixes, wrappers, package managers and node itself. */
import { basename } from 'node:path'
import { operandAt } from './node-options.js'
import { execPlaces, managerPlaces, nodeRunPlaces } from './package-managers.js'
import { behind, type Place, type Reach, renamed, type Visit } from './place.js'
import { NODE_TEST, runnerOf } from './runners.js'
import { insertionIn } from './script-text.js'
import type { RunnerProject } from './serialisation.js'
import { shellCommands } from './shell-commands.js'

const ASSIGNMENT = /^[A-Za-z_]\w*=/

/** Programs that run the command that follows their options, with the options whose value is the next word. */
const WRAPPERS: Record<string, string> = {
  'cross-env': '',
  env: '-u --unset -C --chdir',
  time: '-f -o',
  nice: '-n',
  exec: '',
  c8: '-r --reporter -n --include -x --exclude -o --reports-dir --report-dir --temp-directory --src --lines --functions --branches --statements -c --config',
  nyc: '-r --reporter -n --include -x --exclude -e --extension -t --temp-dir --report-dir --cwd -i --require --lines --functions --branches --statements --nycrc-path',
  dotenv: '-e -v -p -c',
}

/** Programs that run scripts or packages by rules of their own. */
const ORCHESTRATORS = [
  ...['concurrently', 'run-p', 'turbo', 'nx', 'lerna', 'lage', 'wireit', 'moon', 'rush', 'make', 'just'],
  ...['cross-env-shell', 'playwright', 'cypress', 'wtr', 'web-test-runner', 'karma', 'react-scripts', 'borp', 'bun'],
]
const MANAGERS = ['npm', 'pnpm', 'yarn']

export function findPlaces(command: readonly string[], project: RunnerProject): Place[] {
  const visit: Visit = (words, reach, scripts) => placesOf({ words, reach, scripts, project, visit })
  return visit(command, { replace: (words) => words }, [])
}

interface Stop {
  words: readonly string[]
  reach: Reach
  scripts: readonly string[]
  project: RunnerProject
  visit: Visit
}

function placesOf(stop: Stop): Place[] {
  const { words, reach, scripts, visit } = stop
  const start = words.findIndex((word) => !ASSIGNMENT.test(word))
  if (start === -1) return [{ kind: 'program' }]
  if (start > 0) return visit(words.slice(start), behind(words.slice(0, start), reach), scripts)
  const program = programName(words[0] as string)
  const runner = runnerOf(program)
  if (runner) return [{ kind: 'runner', runner, head: words.slice(0, 1), args: words.slice(1), reach }]
  if (program in WRAPPERS) return wrapped(stop, (WRAPPERS[program] as string).split(' '))
  if (MANAGERS.includes(program)) return managerPlaces(program, stop)
  if (program === 'npx' || program === 'pnpx') return execPlaces(stop, 1, false)
  if (program === 'node' || program === 'nodejs' || program === 'tsx') return nodePlaces(stop)
  if (program === 'run-s' || program === 'npm-run-all') return sequence(stop)
  if (program === 'sh' || program === 'bash') return shellPlaces(stop)
  if (ORCHESTRATORS.includes(program)) return [{ kind: 'unclear', why: `what ${program} runs cannot be told` }]
  return [{ kind: 'program' }]
}

function wrapped({ words, reach, scripts, visit }: Stop, withValue: readonly string[]): Place[] {
  let at = 1
  while (at < words.length) {
    const word = words[at] as string
    if (word.startsWith('-')) at += withValue.includes(word) ? 2 : 1
    else if (ASSIGNMENT.test(word)) at += 1
    else break
  }
  if (at >= words.length) return [{ kind: 'program' }]
  return visit(words.slice(at), behind(words.slice(0, at), reach), scripts)
}

/** `node --test`, `node --run script`, `node node_modules/.bin/runner`, or a program of the owner's. */
function nodePlaces(stop: Stop): Place[] {
  const { words, reach, scripts, visit } = stop
  const args = words.slice(1)
  const at = operandAt(args)
  const options = at === -1 ? args : args.slice(0, at)
  if (options.includes('--test')) {
    return [{ kind: 'runner', runner: NODE_TEST, head: words.slice(0, 1), args, reach }]
  }
  const run = words.findIndex((word) => /^--run(?:=|$)/.test(word))
  if (run !== -1 && (at === -1 || run <= at)) {
    const [, name] = (words[run] as string).split('=')
    return nodeRunPlaces(stop, name ?? (words[run + 1] as string), name === undefined ? run + 2 : run + 1)
  }
  const runner = at === -1 ? undefined : runnerFile(args[at] as string)
  if (runner === undefined) return [{ kind: 'node-program' }]
  return visit([runner, ...args.slice(at + 1)], renamed(words.slice(0, at + 2), reach), scripts)
}

/** `node_modules/.bin/mocha`, `node_modules/mocha/bin/mocha.js` -> `mocha`. */
function runnerFile(path: string): string | undefined {
  const [, name] = /(?:^|\/)node_modules\/(?:\.bin\/)?([^/]+)(?:\/[^/]+)*$/.exec(path) ?? []
  return name !== undefined && (runnerOf(name) || name in WRAPPERS) ? name : undefined
}

/** Scripts one after the other; nothing that is typed reaches them. */
function sequence({ words, scripts, visit }: Stop): Place[] {
  const parallel = words.find((word) => /^(?:-p|--parallel)$/.test(word) || /[*{:]\*|[*{]/.test(word))
  if (parallel) return [{ kind: 'unclear', why: `what ${words[0]} ${parallel} runs cannot be told` }]
  const names = words.slice(1).filter((word) => !word.startsWith('-'))
  return names.flatMap((name) => visit(['npm', 'run', ...name.split(' ')], {}, scripts))
}

function shellPlaces({ words, reach, scripts, visit }: Stop): Place[] {
  const script = words[1] === '-c' ? words[2] : undefined
  const commands = script === undefined ? undefined : shellCommands(script)
  if (commands === undefined) return [{ kind: 'unclear', why: `what ${words[0]} runs cannot be told` }]
  const { replace } = reach
  const text = script &&
    replace && {
      text: script,
      commandFor: (changed: string) => replace([...words.slice(0, 2), changed, ...words.slice(3)]),
    }
  return commands.flatMap((each) =>
    visit(
      each.words,
      text ? { insert: (at, added, instead) => insertionIn(text, each, at, added, instead) } : {},
      scripts,
    ),
  )
}

function programName(word: string): string {
  return basename(word.replaceAll('\\', '/')).replace(/\.(?:cmd|exe|ps1)$/, '')
}
