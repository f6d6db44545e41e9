/** Finds every call of a function that is only ever called by its name: what its parameters are stands in these calls. */
import type * as ESTree from 'estree'
import { isInExport } from './init-time.js'
import type { Program, Routine } from './program.js'
import { type Binding, declaredNode, writesTo } from './scopes.js'
import { isFunction, type Node } from './syntax.js'

/** undefined: somebody may call it in another way, or it belongs to the module's own scope. */
export function callsByName(program: Program, routine: Routine): ESTree.CallExpression[] | undefined {
  return routine.outer === program.file ? undefined : allCallsOf(program, routine)
}

/** The same, of functions of the module's own scope too. */
export function allCallsOf(program: Program, { node }: Routine): ESTree.CallExpression[] | undefined {
  const binding = isFunction(node) ? soleName(program, node) : undefined
  if (!binding || binding.identifiers.some((identifier) => isInExport(program, identifier as Node))) return undefined
  const calls: ESTree.CallExpression[] = []
  for (const { identifier, init } of binding.references) {
    if (init) continue
    const parent = program.parentOf(identifier as Node)
    if (parent?.type !== 'CallExpression' || parent.callee !== identifier) return undefined
    calls.push(parent)
  }
  return calls
}

/** What a declaration, or `const f = () => x`, binds it to. */
function soleName(program: Program, node: Node): Binding | undefined {
  const parent = program.parentOf(node)
  if (node.type === 'FunctionExpression' && node.id) return undefined
  const isValue = parent?.type === 'VariableDeclarator' && parent.init === node
  const name = node.type === 'FunctionDeclaration' ? node.id : isValue ? parent.id : undefined
  const binding = name?.type === 'Identifier' ? program.scopes.bindingOf(name) : undefined
  if (!binding) return undefined
  const writes = writesTo(binding)
  return (
    isValue
      ? writes.length === 1 && writes[0]?.value === node
      : declaredNode(binding) === node && writes.length === 0
  )
    ? binding
    : undefined
}
