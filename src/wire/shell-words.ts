/** Takes the text of a shell apart as far as is needed to tell its commands from their arguments. */
import { basename } from 'node:path'

export interface ShellToken {
  text: string
  /** `command`: it stands where a command may, as what leads to one does, such as an assignment. */
  kind: 'command' | 'argument' | 'operator' | 'blank'
}

/** Blanks, operators, comments, and words: of quoted pieces and of others. */
const TOKENS = /[ \t]+|[;&|()\n]+|#[^\n]*|(?:'[^']*'?|"(?:[^"\\]|\\[\s\S])*"?|\\[\s\S]?|[^\s;&|()'"\\])+|\s/g
/** Words after which another command follows. */
const LEADS_TO_COMMAND =
  /^(?:[A-Za-z_]\w*=.*|export|exec|command|time|nice|env|cross-env|then|do|else|if|while|until|[!{])$/
/** Programs that start the one whose name follows their options and numbers. */
const STARTS_ANOTHER = /^(?:env|exec|command|time|nice|nohup|timeout|xargs|sudo|setsid|stdbuf|cross-env)$/
const OPTION_OR_NUMBER = /^(?:-.*|[\d.]+[smhd]?)$/s
/** Options of those programs that take the next word. */
const TAKES_WORD = /^-[anuCI]$/
const SHELLS = /^(?:sh|bash|dash|ash|ksh|zsh)$/
const TAKES_WORD_OF_SHELL = /^(?:[-+][A-Za-z]*[oO]|--rcfile|--init-file)$/
/** The first word of what is substituted: `$(...)`, and the same between backticks. */
const SUBSTITUTED = /(?:\$\(|`)\s*([^\s;&|()`'"]+)/g

/** Every character of `text` is in one of them. */
export function shellTokens(text: string): ShellToken[] {
  let atCommand = true
  return (text.match(TOKENS) ?? []).map((token): ShellToken => {
    if (/^[ \t\r\f\v#]/.test(token)) return { text: token, kind: 'blank' }
    const [kind, next] = kindOf(token, atCommand)
    atCommand = next
    return { text: token, kind }
  })
}

function kindOf(token: string, atCommand: boolean): [ShellToken['kind'], nextIsCommand: boolean] {
  if (/^[;&|()\n]/.test(token)) return ['operator', true]
  return atCommand ? ['command', LEADS_TO_COMMAND.test(token)] : ['argument', false]
}

/** Index of the text that a shell is given to run; -1: `words` start no shell, or one that runs a file. */
export function shellTextAt(words: readonly string[]): number {
  if (!SHELLS.test(basename(words[0] ?? ''))) return -1
  let runsText = false
  for (let at = 1; at < words.length; at++) {
    const word = words[at] as string
    if (/^--?$/.test(word)) return runsText && at + 1 < words.length ? at + 1 : -1
    if (!/^[-+]/.test(word)) return runsText ? at : -1
    if (/^-[A-Za-z]*c/.test(word)) runsText = true
    if (TAKES_WORD_OF_SHELL.test(word)) at++
  }
  return -1
}

/** The words of each command, without their quotes. */
export function simpleCommands(text: string): string[][] {
  const commands: string[][] = [[]]
  for (const token of shellTokens(text)) {
    if (token.kind === 'operator') commands.push([])
    else if (token.kind !== 'blank') commands.at(-1)?.push(unquoted(token.text))
  }
  return commands
}

/** Programs that a shell may start for `text`, as they are named there: a guess. */
export function shellCommands(text: string): string[] {
  const substituted = [...text.matchAll(SUBSTITUTED)].map(([, program]) => program as string)
  return [...simpleCommands(text).flatMap(programsOf), ...substituted]
}

function programsOf(words: string[]): string[] {
  const [first, ...rest] = words
  if (first === undefined) return []
  if (STARTS_ANOTHER.test(basename(first))) return programsOf(withoutOptions(rest))
  if (LEADS_TO_COMMAND.test(first)) return programsOf(rest)
  const script = words[shellTextAt(words)]
  return script === undefined ? [first] : shellCommands(script)
}

function withoutOptions(words: string[]): string[] {
  const isOwn = (word: string, at: number) => OPTION_OR_NUMBER.test(word) || TAKES_WORD.test(words[at - 1] ?? '')
  const first = words.findIndex((word, at) => !isOwn(word, at))
  return first === -1 ? [] : words.slice(first)
}

function unquoted(word: string): string {
  return word.replaceAll(/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gs, (_, single, double, escaped) => {
    return single ?? double?.replaceAll(/\\(["\\$`])/g, '$1') ?? escaped
  })
}
