/** Which names always mean one thing, and which objects only ever have the properties that the file gives them by name. */
import type * as ESTree from 'estree'
import { isModuleExports } from './module-exports.js'
import { onlyValue } from './only-value.js'
import type { Program } from './program.js'
import { type Binding, declaredNode, writesTo } from './scopes.js'
import { isClass, isFunction, type Node, propertyName } from './syntax.js'

export class PlainTables {
  readonly #known = new Map<Binding, boolean>()
  /** Functions declared in blocks, which sloppy code also gives to the variable of that name around them. */
  readonly #declaredInBlocks = new Set<string>()

  constructor(readonly program: Program) {
    for (const { node } of program.routines) {
      if (node.type !== 'FunctionDeclaration' || !node.id) continue
      const parent = program.parentOf(node)
      const isInBlock = parent?.type === 'BlockStatement' && !isFunction(program.parentOf(parent) as Node)
      if (isInBlock || /^(If|Labeled|Switch)/.test(parent?.type ?? '')) this.#declaredInBlocks.add(node.id.name)
    }
  }

  /** The one thing that the name ever means. */
  valueOf(identifier: ESTree.Identifier): Node | undefined {
    const binding = this.program.scopes.bindingOf(identifier)
    if (!binding || (this.#declaredInBlocks.has(binding.name) && /function|module|global/.test(binding.scope.type))) {
      return undefined
    }
    const declared = declaredNode(binding)
    if (declared) return writesTo(binding).length === 0 ? declared : undefined
    return onlyValue(binding)
  }

  /** A literal, class or function of the file that is never handed to somebody who might put other things into it. */
  isPlain(identifier: ESTree.Identifier): boolean {
    const binding = this.program.scopes.bindingOf(identifier)
    if (!binding) return identifier.name === 'exports'
    let known = this.#known.get(binding)
    if (known === undefined) {
      const value = this.valueOf(identifier)
      const isTable = value !== undefined && (value.type === 'ObjectExpression' || isClass(value) || isFunction(value))
      known = isTable && !isOpen(value) && this.#isKept(binding, isFunction(value) || isClass(value))
      this.#known.set(binding, known)
    }
    return known
  }

  /** The same, of the literal that `method` is written in. */
  isPlainLiteralOf(method: Node): boolean {
    const literal = this.program.parentOf(this.program.parentOf(method) as Node) as Node
    const declarator = this.program.parentOf(literal)
    return (
      declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier' && this.isPlain(declarator.id)
    )
  }

  /** Only its named members are used, and it is exported; functions and classes may be called, made and extended. */
  #isKept(binding: Binding, isCallable: boolean): boolean {
    return binding.references.every((reference) => {
      if (reference.init) return true
      const node = reference.identifier as Node
      const parent = this.program.parentOf(node)
      if (parent?.type === 'MemberExpression' && parent.object === node) return propertyName(parent) !== undefined
      if (parent?.type === 'AssignmentExpression') return parent.right === node && isExports(this.program, parent.left)
      if (/^Export/.test(parent?.type ?? '')) return true
      return isCallable && parent !== undefined && isUseOfCallable(parent, node)
    })
  }
}

/** Others' properties are copied into it, or computed ones. */
function isOpen(value: Node): boolean {
  if (value.type !== 'ObjectExpression') return false
  return value.properties.some((part) => part.type === 'SpreadElement' || propertyName(part) === undefined)
}

/** `exports.x`, `module.exports`, `module.exports.x`. */
function isExports(program: Program, target: Node): boolean {
  if (target.type !== 'MemberExpression') return false
  const { object } = target
  return isModuleExports(program, target) || isModuleExports(program, object) || isExports(program, object)
}

function isUseOfCallable(parent: Node, node: Node): boolean {
  if (parent.type === 'CallExpression' || parent.type === 'NewExpression') return parent.callee === node
  if (parent.type === 'BinaryExpression') return parent.operator === 'instanceof'
  if (isClass(parent)) return parent.superClass === node
  // `module.exports = { f }`
  return parent.type === 'Property' && parent.value === node
}
