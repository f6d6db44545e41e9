/** What names that are taken out of an object by a pattern stand for. */

import { soleReturn } from './only-value.js'
import type { Program } from './program.js'
import { type Node, propertyName } from './syntax.js'

/** `const { get, set } = makeStore()`: what the function of the file puts there. */
export function partOfMade(program: Program, value: Node, key: string): Node | undefined {
  const made = value.type === 'CallExpression' ? soleReturn(program, value) : undefined
  const parts = made?.type === 'ObjectExpression' ? made.properties : []
  // What stands further behind may go by the same key.
  const part = parts.findLast((each) => each.type !== 'Property' || [key, undefined].includes(propertyName(each)))
  const isNamed = part?.type === 'Property' && part.kind === 'init' && propertyName(part) === key
  return isNamed ? part.value : undefined
}

/** `const { key: name } = value`: the key of `name`. */
export function keyInPattern(parent: Node | undefined, name: string): string | undefined {
  const pattern = parent?.type === 'VariableDeclarator' ? parent.id : undefined
  if (pattern?.type !== 'ObjectPattern') return undefined
  for (const property of pattern.properties) {
    if (property.type !== 'Property') continue
    const value = property.value.type === 'AssignmentPattern' ? property.value.left : property.value
    if (value.type === 'Identifier' && value.name === name) return propertyName(property)
  }
  return undefined
}
