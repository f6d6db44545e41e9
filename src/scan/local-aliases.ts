/** Finds the constants of a function that stand for a property: `const cache = parse.cache`, `const { cache } = this`. */
import type * as ESTree from 'estree'
import type { Program } from './program.js'
import { type Binding, writesTo } from './scopes.js'
import { isFunction, type Node, propertyName, textOf } from './syntax.js'

export interface NamedPlace {
  name: string
  node: Node
}

/** The properties of what stands at `use`: each where it is named, or wherever a constant stands for it. */
export function propertiesNamedAt(program: Program, use: Node): NamedPlace[] {
  const parent = program.parentOf(use)
  if (parent?.type === 'VariableDeclarator' && parent.init === use && parent.id.type === 'ObjectPattern')
    return parent.id.properties.flatMap((part) => takenOut(program, use, part))
  if (parent?.type !== 'MemberExpression' || parent.object !== use || parent.computed) return []
  const name = propertyName(parent)
  if (name === undefined) return []
  const declared = program.parentOf(parent)
  const isNamed = declared?.type === 'VariableDeclarator' && declared.init === parent
  const aliases = isNamed ? usesInstead(program, use, declared.id) : undefined
  return (aliases ?? [parent]).map((node) => ({ name, node }))
}

function takenOut(program: Program, use: Node, part: ESTree.ObjectPattern['properties'][number]): NamedPlace[] {
  const name = part.type === 'Property' ? propertyName(part) : undefined
  const aliases = name !== undefined && part.type === 'Property' ? usesInstead(program, use, part.value) : undefined
  return (aliases ?? []).map((node) => ({ name: name as string, node }))
}

/** undefined: it may stand for something else, or be used where text that leads to the property means something else. */
function usesInstead(program: Program, use: Node, id: Node): Node[] | undefined {
  const routine = program.routineAround(use)
  const binding = id.type === 'Identifier' ? program.scopes.bindingOf(id) : undefined
  if (!binding || !isFunction(routine.node) || writesTo(binding).length !== 1) return undefined
  const uses = binding.references.filter(({ init }) => !init).map(({ identifier }) => identifier as Node)
  const isHere = uses.every((each) => program.routineAround(each) === routine)
  return isHere && !isShadowed(program, use, binding) ? uses : undefined
}

function isShadowed(program: Program, use: Node, alias: Binding): boolean {
  const [root] = textOf(use).split('.')
  const owner = program.ownerOf(alias)
  return program.scopes.bindings.some((other) => other.name === root && program.ownerOf(other) === owner)
}
