/** Keeps the probe in NODE_OPTIONS where a command sets that variable itself: in an assignment before a program. */
import { basename } from 'node:path'
import { type ShellToken, shellTextAt, shellTokens, simpleCommands } from './shell-words.js'

const VARIABLE = 'NODE_OPTIONS='
const KEEPS_ITSELF = /\$\{?NODE_OPTIONS\b/
const ASSIGNMENT = /^[A-Za-z_]\w*=/
/** What takes the variable out of the environment, or sets it where this page does not look. */
const LOSES_IT =
  /\bNODE_OPTIONS=|\bunset\s+(?:-v\s+)?NODE_OPTIONS\b|\benv\s+(?:-i|-\s|--ignore-environment|-u\s*NODE_OPTIONS)/
/** An option of `env` that does so, or has words of its own in which it may be done. */
const LOSING_OPTION =
  /^(?:-|-[a-z0]*i.*|--ignore-environment|-[a-z0]*uNODE_OPTIONS|--unset=NODE_OPTIONS|-[a-z0]*S.*|--split-string.*)$/s
/** Options of `env` that take the next word. */
const TAKES_WORD = /^(?:-[a-z0]*[uCS]|--unset|--chdir|--split-string)$/

export interface KeptOptions {
  /** The words, with `option` in front of what each assignment sets. */
  words: string[]
  /** Something may still start node without the option. */
  loses: boolean
}

/** `words`: a program and its arguments; `option` is one or more options of node as NODE_OPTIONS has them. */
export function keptOptions(words: readonly string[], option: string): KeptOptions {
  const name = basename(words[0] ?? '')
  if (name === 'env' || name === 'cross-env') return keptInAssignments(words, option)
  const script = shellTextAt(words)
  const text = words[script]
  if (text === undefined) return { words: [...words], loses: false }
  const kept = keptInScript(text, option)
  return { words: words.map((word, at) => (at === script ? kept.text : word)), loses: kept.loses }
}

/** `env NODE_OPTIONS=... program`. */
function keptInAssignments(words: readonly string[], option: string): KeptOptions {
  const { assignments, end, loses } = readEnv(words)
  const own = (word: string, at: number) => assignments.has(at) && word.startsWith(VARIABLE) && !word.includes(option)
  const set = words.slice(0, end).map((word, at) => {
    return own(word, at) ? `${VARIABLE}${option} ${word.slice(VARIABLE.length)}` : word
  })
  const started = keptOptions(words.slice(end), option)
  return { words: [...set, ...started.words], loses: loses || started.loses }
}

/** `end`: where the program is that `env` starts. */
function readEnv(words: readonly string[]): { assignments: Set<number>; end: number; loses: boolean } {
  const assignments = new Set<number>()
  let loses = false
  let at = 1
  for (; at < words.length; at++) {
    const word = words[at] as string
    if (ASSIGNMENT.test(word)) assignments.add(at)
    else if (!word.startsWith('-')) break
    else if (LOSING_OPTION.test(word)) loses = true
    if (TAKES_WORD.test(word) && words[++at] === 'NODE_OPTIONS') loses = true
  }
  return { assignments, end: at, loses }
}

/** Only what is certain to be an assignment before a command is touched: not what is quoted, nor an argument. */
function keptInScript(text: string, option: string): { text: string; loses: boolean } {
  const cleared = simpleCommands(text).some((words) => {
    const env = words.findIndex((word) => basename(word) === 'env')
    return env !== -1 && readEnv(words.slice(env)).loses
  })
  if (!LOSES_IT.test(text)) return { text, loses: cleared }
  const tokens = shellTokens(text)
  if (hasWordsLikeCommands(text, tokens)) return { text, loses: true }
  const quoted = `'${`${option} `.replaceAll("'", "'\\''")}'`
  let kept = ''
  let untouched = ''
  for (const { text: token, kind } of tokens) {
    const assigns = kind === 'command' && token.startsWith(VARIABLE)
    kept += assigns && !KEEPS_ITSELF.test(token) ? `${VARIABLE}${quoted}${token.slice(VARIABLE.length)}` : token
    untouched += assigns ? token.slice(VARIABLE.length) : token
  }
  return { text: kept, loses: cleared || LOSES_IT.test(untouched) }
}

/** The lines of a here-document, the elements of an array and the patterns of `case` are no commands. */
function hasWordsLikeCommands(text: string, tokens: ShellToken[]): boolean {
  if (text.includes('<<')) return true
  return tokens.some(({ text: token, kind }, at) => {
    if (kind === 'command' && token === 'case') return true
    return kind !== 'blank' && token.endsWith('=') && tokens[at + 1]?.text.startsWith('(')
  })
}
