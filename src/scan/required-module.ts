/** Which module a call loads, `require('./words')`, as it is written or as transpilers wrap it. */
import { type Node, textOf } from './syntax.js'

/** As the source names it; undefined: the node loads none, or one that cannot be told. */
export function requiredModule(node: Node): string | undefined {
  if (node.type !== 'CallExpression' || textOf(node.callee) !== 'require') return undefined
  const [module] = node.arguments
  return module?.type === 'Literal' ? String(module.value) : undefined
}

/** The same of `_interopRequireWildcard(require('./words'))` too. */
export function moduleRequired(node: Node): string | undefined {
  if (node.type !== 'CallExpression') return undefined
  const [argument] = node.arguments
  const isWrapped = /interop|__importDefault|__importStar|__toESM/.test(textOf(node.callee))
  return requiredModule(node) ?? (isWrapped && argument ? requiredModule(argument) : undefined)
}
