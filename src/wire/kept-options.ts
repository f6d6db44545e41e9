/** Keeps the probe in NODE_OPTIONS where a command sets that variable itself: in an assignment before a program. */
import { basename } from 'node:path'

const VARIABLE = 'NODE_OPTIONS='
const SHELLS = /^(?:sh|bash|dash|ash|ksh|zsh)$/
/** Words after which another command follows. */
const LEADS_TO_COMMAND =
  /^(?:[A-Za-z_]\w*=.*|export|exec|command|time|nice|env|cross-env|then|do|else|if|while|until|[!{])$/
/** What takes the variable out of the environment, or sets it where this page does not look. */
const LOSES_IT =
  /\bNODE_OPTIONS=|\bunset\s+(?:-v\s+)?NODE_OPTIONS\b|\benv\s+(?:-i|-\s|--ignore-environment|-u\s*NODE_OPTIONS)/

const KEEPS_ITSELF = /\$\{?NODE_OPTIONS\b/

export interface KeptOptions {
  /** The words, with `option` in front of what each assignment sets. */
  words: string[]
  /** Something may still start node without the option. */
  loses: boolean
}

/** `words`: a program and its arguments; `option` is one or more options of node as NODE_OPTIONS has them. */
export function keptOptions(words: readonly string[], option: string): KeptOptions {
  const [program = ''] = words
  const name = basename(program)
  if (name === 'env' || name === 'cross-env') return keptInAssignments(words, option)
  const script = SHELLS.test(name) && /^-[a-z]*c$/.test(words[1] ?? '') ? (words[2] === '--' ? 3 : 2) : -1
  const text = words[script]
  if (text === undefined) return { words: [...words], loses: false }
  const kept = keptInScript(text, option)
  return { words: words.map((word, at) => (at === script ? kept.text : word)), loses: kept.loses }
}

/** `env NODE_OPTIONS=... program`. */
function keptInAssignments(words: readonly string[], option: string): KeptOptions {
  const end = words.findIndex((word, at) => at > 0 && !word.startsWith('-') && !/^[A-Za-z_]\w*=/.test(word))
  const own = (word: string, at: number) =>
    (end === -1 || at < end) && word.startsWith(VARIABLE) && !word.includes(option)
  return {
    words: words.map((word, at) => (own(word, at) ? `${VARIABLE}${option} ${word.slice(VARIABLE.length)}` : word)),
    loses: LOSES_IT.test(words.slice(0, 3).join(' ').replaceAll(VARIABLE, '')),
  }
}

/** Only what is certain to be an assignment before a command is touched: not what is quoted, nor an argument. */
function keptInScript(text: string, option: string): { text: string; loses: boolean } {
  if (!LOSES_IT.test(text)) return { text, loses: false }
  // The lines of a here-document are no commands.
  if (text.includes('<<')) return { text, loses: true }
  const quoted = `'${`${option} `.replaceAll("'", "'\\''")}'`
  let kept = ''
  let untouched = ''
  let atCommand = true
  for (const token of text.match(TOKENS) ?? []) {
    const isWord = !/^(?:[ \t]+|[;&|()\n]+|#)/.test(token)
    const assigns = isWord && atCommand && token.startsWith(VARIABLE)
    kept += assigns && !KEEPS_ITSELF.test(token) ? `${VARIABLE}${quoted}${token.slice(VARIABLE.length)}` : token
    untouched += assigns ? token.slice(VARIABLE.length) : token
    if (isWord) atCommand = LEADS_TO_COMMAND.test(token)
    else if (/^[;&|()\n]/.test(token)) atCommand = true
  }
  return { text: kept, loses: LOSES_IT.test(untouched) }
}

/** Blanks, operators, comments, and words: of quoted pieces and of others. */
const TOKENS = /[ \t]+|[;&|()\n]+|#[^\n]*|(?:'[^']*'?|"(?:[^"\\]|\\[\s\S])*"?|\\[\s\S]?|[^\s;&|()'"\\])+|\s/g
