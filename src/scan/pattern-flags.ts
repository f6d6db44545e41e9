/** The flags of a regular expression, where the text says them. */
import { type Node, textOf } from './syntax.js'

/** undefined: not to be told, or no pattern. */
export function patternFlags(value: Node): string | undefined {
  if (value.type === 'Literal') return 'regex' in value ? value.regex.flags : undefined
  if (value.type !== 'NewExpression' && value.type !== 'CallExpression') return undefined
  if (textOf(value.callee) !== 'RegExp') return undefined
  const [pattern, flags] = value.arguments
  // A pattern that is copied keeps its own.
  if (!flags) return pattern?.type === 'Literal' ? (patternFlags(pattern) ?? '') : ''
  return flags.type === 'Literal' ? String(flags.value) : undefined
}
