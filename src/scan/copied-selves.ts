/**
 * Finds functions that hold their own settings: `function run(x, o) { const all = Object.assign({}, run, o) }`. Whoever has
 * such a function may set them, `run.language = 'de'`, though no line of the file does.
 */
import { definitionOf } from './only-value.js'
import { isWithin, type Program } from './program.js'
import { type Binding, readsOf } from './scopes.js'
import { isFunction, type Node, textOf } from './syntax.js'

export interface CopiedSelf {
  binding: Binding
  /** Where the function takes its own properties. */
  read: ReturnType<typeof readsOf>[number]
}

export function copiedSelves(program: Program): CopiedSelf[] {
  return program.scopes.bindings.flatMap((binding) => {
    const value = definitionOf(binding)
    const own = value && isFunction(value) ? program.routineOf(value) : undefined
    if (!own) return []
    const inside = readsOf(binding).filter((read) => isWithin(program.routineAround(read), own))
    return inside.filter((read) => isCopied(program, read)).map((read) => ({ binding, read }))
  })
}

/** `{ ...run }`, `assign({}, run)`; a function that is handed on is called, mostly. */
function isCopied(program: Program, read: Node): boolean {
  const parent = program.parentOf(read)
  if (parent?.type === 'SpreadElement') return program.parentOf(parent)?.type === 'ObjectExpression'
  if (parent?.type !== 'CallExpression' || parent.callee === read) return false
  return /(^|[._])(assign|extend|merge|defaults(Deep)?)$/.test(textOf(parent.callee))
}
