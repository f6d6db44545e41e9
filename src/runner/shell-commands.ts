/** Splits a package.json script into its commands and their words, and refuses what only a shell could tell. */

/** One word as the shell would pass it on, variables left as they are written. */
type Token = { kind: 'word'; text: string; start: number; end: number } | { kind: 'operator' } | { kind: 'redirection' }

/** Operators between commands that run to their end, one after the other or joined by a pipe. */
const OPERATORS = ['&&', '||', ';', '|']
const REDIRECTION = /^\d*(?:>>|>&|>\||<&|>|<)(?:\d+(?=\s|$))?/
/** Substitutions, groups, background jobs and comments; a lone `{` or `!` begins what is no simple command. */
const BEYOND = /^(?:\$\(|`|[()&#\n]|[{!](?=\s))/
const KEYWORDS = ['if', 'for', 'while', 'until', 'case', 'function']

export interface ShellCommand {
  words: string[]
  /** Where each word stands in the script. */
  spans: { start: number; end: number }[]
}

/**
 * The commands of `script` in their order, each as its words; redirections are left out.
 * undefined: it holds more of a shell than words, quotes, `&&`, `||`, `;` and `|`.
 */
export function shellCommands(script: string): ShellCommand[] | undefined {
  const tokens = tokensOf(script)
  if (tokens === undefined) return undefined
  const commands: ShellCommand[] = [{ words: [], spans: [] }]
  let isTarget = false
  for (const token of tokens) {
    const command = commands.at(-1) as ShellCommand
    if (token.kind === 'operator') commands.push({ words: [], spans: [] })
    else if (token.kind === 'word' && !isTarget) {
      command.words.push(token.text)
      command.spans.push(token)
    }
    isTarget = token.kind === 'redirection'
  }
  // An operator at the end, or two in a row: what is added to the script would be a command of its own.
  const isOdd = ({ words: [first] }: ShellCommand) => first === undefined || KEYWORDS.includes(first)
  return commands.some(isOdd) ? undefined : commands
}

function tokensOf(script: string): Token[] | undefined {
  const tokens: Token[] = []
  let rest = script.trimStart()
  while (rest !== '') {
    const operator = OPERATORS.find((each) => rest.startsWith(each))
    const redirection = REDIRECTION.exec(rest)?.[0]
    if (operator !== undefined) {
      tokens.push({ kind: 'operator' })
      rest = rest.slice(operator.length)
    } else if (BEYOND.test(rest)) return undefined
    else if (redirection !== undefined) {
      // `2>&1` names its target itself, `> file` is followed by it.
      if (!/&\d+$/.test(redirection)) tokens.push({ kind: 'redirection' })
      rest = rest.slice(redirection.length)
    } else {
      const word = readWord(rest)
      if (word === undefined) return undefined
      const [start, end] = [rest, word.rest].map((text) => script.length - text.length) as [number, number]
      tokens.push({ kind: 'word', text: word.text, start, end })
      rest = word.rest
    }
    rest = rest.replace(/^[ \t]+|^\s+$/, '')
  }
  return tokens
}

/** undefined: a quote is not closed, or something in it is substituted. */
function readWord(line: string): { text: string; rest: string } | undefined {
  let text = ''
  let rest = line
  while (rest !== '' && !/^[\s;|&<>()]/.test(rest)) {
    const piece = /^(?:'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s;|&<>()'"\\]))/.exec(rest)
    if (piece === null || /^(?:\$\(|`)/.test(rest)) return undefined
    const [whole, single, double, escaped, plain] = piece
    if (double !== undefined && /(?:^|[^\\])(?:\$\(|`)/.test(double)) return undefined
    text += single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain
    rest = rest.slice(whole.length)
  }
  return { text, rest }
}
