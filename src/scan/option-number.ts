/** Numbers that the text gives, such as the size of a cache. */
import { onlyValue } from './only-value.js'
import type { Program } from './program.js'
import { type Node, propertyName } from './syntax.js'

/** A literal, or a name for one; undefined: not to be told. */
export function literalNumber(program: Program, node: Node | undefined): number | undefined {
  if (node?.type === 'Literal') return typeof node.value === 'number' ? node.value : undefined
  const binding = node?.type === 'Identifier' ? program.scopes.bindingOf(node) : undefined
  const value = binding && onlyValue(binding)
  return value?.type === 'Literal' && typeof value.value === 'number' ? value.value : undefined
}

/** `100` of `{ max: 100 }`. */
export function optionNumber(program: Program, options: Node | undefined, name: string): number | undefined {
  if (options?.type !== 'ObjectExpression') return undefined
  for (const property of options.properties) {
    if (property.type === 'Property' && propertyName(property) === name) return literalNumber(program, property.value)
  }
  return undefined
}
