/** What a callee stands for: a function of this file, one of the language's or of a module's, or nobody knows. */
import type * as ESTree from 'estree'
import { isGlobalObjectName, isLanguageGlobal } from './builtins.js'
import { distinct, type Meaning, memberOf, UNKNOWN } from './meaning.js'
import { lookUp } from './member-table.js'
import type { Members } from './members.js'
import { onlyValue, returnedAtOnce } from './only-value.js'
import { keyInPattern, partOfMade } from './pattern-keys.js'
import type { Program } from './program.js'
import { ownHelper, replacesItself } from './replaced-helpers.js'
import { type Binding, declaredNode, importedName, parameterPosition, type Write, writesTo } from './scopes.js'
import { type FunctionNode, isClass, isFunction, mayKeepOld, type Node, propertyName, unwrapped } from './syntax.js'

const MOST_DEPTH = 12
const MOST_WRITES = 4

export class Callees {
  readonly #known = new Map<Node, Meaning[]>()
  readonly #knownBindings = new Map<Binding, Meaning[]>()

  constructor(
    readonly program: Program,
    readonly members: Members,
  ) {}

  /** Everything that `node` may stand for when it is called. */
  meaningsOf(node: Node, depth = 0): Meaning[] {
    if (depth > MOST_DEPTH) return UNKNOWN
    const known = this.#known.get(node)
    if (known) return known
    const found = distinct(this.#find(node, depth))
    if (depth === 0) this.#known.set(node, found)
    return found
  }

  #find(node: Node, depth: number): Meaning[] {
    const bare = unwrapped(node)
    if (isFunction(bare)) return this.#routine(bare)
    switch (bare.type) {
      case 'ClassExpression':
        return [{ kind: 'class', node: bare }]
      case 'Identifier':
        return this.#ofIdentifier(bare, depth)
      case 'MemberExpression':
        return this.#ofMember(bare, depth)
      case 'ConditionalExpression':
        return [...this.meaningsOf(bare.consequent, depth + 1), ...this.meaningsOf(bare.alternate, depth + 1)]
      case 'LogicalExpression':
        if (bare.operator === '&&') return this.meaningsOf(bare.right, depth + 1)
        return [...this.meaningsOf(bare.left, depth + 1), ...this.meaningsOf(bare.right, depth + 1)]
      case 'AssignmentExpression':
        return [
          ...(mayKeepOld(bare) ? this.meaningsOf(bare.left as Node, depth + 1) : []),
          ...this.meaningsOf(bare.right, depth + 1),
        ]
      case 'CallExpression':
        return this.#ofCall(bare, depth)
      default:
        return UNKNOWN
    }
  }

  #routine(node: Node): Meaning[] {
    const routine = this.program.routineOf(node)
    return routine ? [{ kind: 'routine', routine }] : UNKNOWN
  }

  #ofIdentifier(node: ESTree.Identifier, depth: number): Meaning[] {
    const binding = this.program.scopes.bindingOf(node)
    if (!binding) {
      return [{ kind: 'global', path: isGlobalObjectName(node.name) ? '' : node.name }]
    }
    return this.#ofBinding(binding, depth)
  }

  #ofBinding(binding: Binding, depth: number): Meaning[] {
    const known = this.#knownBindings.get(binding)
    if (known) return known
    const found = this.#findBinding(binding, depth)
    if (depth <= 2) this.#knownBindings.set(binding, found)
    return found
  }

  #findBinding(binding: Binding, depth: number): Meaning[] {
    const imported = importedName(binding)
    if (imported) return [{ kind: 'module', module: imported.module, member: imported.name ?? '' }]
    const writes = writesTo(binding)
    const declared = declaredNode(binding)
    if (declared && writes.length === 0) {
      return isClass(declared) ? [{ kind: 'class', node: declared }] : this.#routine(declared)
    }
    const position = parameterPosition(binding)
    if (position) {
      const actual = writes.length === 0 ? this.#argumentOfImmediateCall(binding) : undefined
      return actual ? this.meaningsOf(actual, depth + 1) : [{ kind: 'parameter', binding }]
    }
    if (writes.length === 0 || writes.length > MOST_WRITES) return UNKNOWN
    const found = writes.flatMap((write) => this.#ofWrite(binding, write, depth))
    // Whoever calls it gets what it is replaced by.
    const settled = found.filter((one) => one.kind !== 'routine' || !replacesItself(this.program, binding, one.routine))
    return settled.length > 0 ? settled : found
  }

  #ofWrite(binding: Binding, write: Write, depth: number): Meaning[] {
    if (!write.value) return UNKNOWN
    const value = unwrapped(write.init ? ownHelper(write.value, binding.name) : write.value)
    if (write.partial) {
      const key = keyInPattern(this.program.parentOf(write.value), binding.name)
      if (key === undefined) return UNKNOWN
      const part =
        this.program.ownerOf(binding) === this.program.file ? partOfMade(this.program, value, key) : undefined
      return part ? this.meaningsOf(part, depth + 1) : memberOf(this.meaningsOf(value, depth + 1), key)
    }
    if (value.type === 'MemberExpression' && propertyName(value) === binding.name && isLanguageGlobal(binding.name)) {
      return [{ kind: 'global', path: binding.name }]
    }
    return this.meaningsOf(value, depth + 1)
  }

  /** `(function (factory) { ... })(argument)`: what its parameter is. */
  #argumentOfImmediateCall(binding: Binding): Node | undefined {
    const position = parameterPosition(binding)
    if (!position || position.rest || position.destructured) return undefined
    const call = this.program.parentOf(position.of)
    if (call?.type !== 'CallExpression' || call.callee !== position.of) return undefined
    const argument = call.arguments[position.index]
    return argument && argument.type !== 'SpreadElement' ? argument : undefined
  }

  #ofMember(node: ESTree.MemberExpression, depth: number): Meaning[] {
    const name = propertyName(node)
    if (name === undefined) return UNKNOWN
    if (node.object.type !== 'Super') {
      const bases = this.meaningsOf(node.object, depth + 1)
      const outside = bases.filter(({ kind }) => kind === 'global' || kind === 'module')
      if (outside.length > 0 && !this.members.tableOf(node.object)) return memberOf(outside, name)
    }
    const table = this.members.tableOf(node.object) ?? this.#tableOfClass(node.object, depth)
    const values = table ? lookUp(table, name) : this.#possibleMethods(node, name)
    const overriding = table && node.object.type === 'ThisExpression' ? this.members.overriding(table, name) : []
    const meanings = overriding.flatMap((value) => this.meaningsOf(value, depth + 1))
    if (values.length === 0 || values.length > MOST_WRITES) return [...meanings, ...rootGlobal(node, name)]
    return [...meanings, ...values.flatMap((value) => this.meaningsOf(value, depth + 1))]
  }

  /** `x.match(/y/)`: of strings, where no method of that name could do anything with a pattern. */
  #possibleMethods(node: ESTree.MemberExpression, name: string): Node[] {
    const methods = this.#methodsNamed(name, node.object)
    const call = this.program.parentOf(node)
    const [first] = call?.type === 'CallExpression' && call.callee === node ? call.arguments : []
    const isPattern = first?.type === 'Literal' && 'regex' in first
    if (!isPattern || !/^(match(All)?|replace(All)?|search|split)$/.test(name)) return methods
    return methods.filter((method) => isFunction(method) && this.#couldTakePattern(method))
  }

  /** It asks its first argument for nothing that patterns do not have. */
  #couldTakePattern({ params: [first] }: FunctionNode): boolean {
    const name = first?.type === 'AssignmentPattern' ? first.left : first
    const binding = name?.type === 'Identifier' ? this.program.scopes.bindingOf(name) : undefined
    return !binding?.references.some(({ identifier }) => {
      const access = this.program.parentOf(identifier as Node)
      const asked =
        access?.type === 'MemberExpression' && access.object === identifier ? propertyName(access) : undefined
      return asked !== undefined && !(asked in RegExp.prototype)
    })
  }

  /** A class of this file that has the method is a better guess than a built-in type with one of that name. */
  #methodsNamed(name: string, object: Node): Node[] {
    const binding = object.type === 'Identifier' ? this.program.scopes.bindingOf(object) : undefined
    const isBuiltIn = binding && /^(Array|Object|New)Expression$|Literal$/.test(onlyValue(binding)?.type ?? '')
    return isBuiltIn || /Expression$|Literal$/.test(object.type) ? [] : this.members.methodsNamed(name)
  }

  #tableOfClass(object: Node, depth: number) {
    const [meaning] = this.meaningsOf(object, depth + 1)
    if (meaning?.kind === 'class') return this.members.staticTable(meaning.node)
    return meaning?.kind === 'routine' ? this.members.staticTable(meaning.routine.node) : undefined
  }

  #ofCall(node: ESTree.CallExpression, depth: number): Meaning[] {
    const callee = unwrapped(node.callee)
    const [argument] = node.arguments
    if (callee.type === 'Identifier' && argument && argument.type !== 'SpreadElement') {
      const isRequire = callee.name === 'require' && !this.program.scopes.bindingOf(callee)
      if (isRequire && argument.type === 'Literal') {
        return [{ kind: 'module', module: String(argument.value), member: '' }]
      }
      // Transpilers' helpers hand the module through: `_interopRequireDefault(require('x'))`.
      if (/interop|__importDefault|__importStar|__toESM/.test(callee.name)) return this.meaningsOf(argument, depth + 1)
    }
    const compiled = returnedAtOnce(this.program, node)
    if (compiled) return isClass(compiled) ? [{ kind: 'class', node: compiled }] : this.#routine(compiled)
    const returned = this.#returnedFunctions(callee, depth)
    if (returned.length > 0) return returned
    const isBind = callee.type === 'MemberExpression' && propertyName(callee) === 'bind'
    return isBind ? this.meaningsOf(callee.object, depth + 1) : UNKNOWN
  }

  /** `make()(x)`: the function expressions that a function of this file returns. */
  #returnedFunctions(callee: Node, depth: number): Meaning[] {
    if (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') return []
    return this.meaningsOf(callee, depth + 1).flatMap((meaning) => {
      if (meaning.kind !== 'routine') return []
      const functions = meaning.routine.returns.filter(isFunction)
      return functions.length === meaning.routine.returns.length ? functions.flatMap((node) => this.#routine(node)) : []
    })
  }
}

/** `root.Math`, the way libraries take the language's objects from a root of their own. */
function rootGlobal(node: ESTree.MemberExpression, name: string): Meaning[] {
  const isRoot = node.object.type === 'Identifier' && /^(root|context|global|globalObject)$/.test(node.object.name)
  return isRoot && isLanguageGlobal(name) ? [{ kind: 'global', path: name }] : UNKNOWN
}
