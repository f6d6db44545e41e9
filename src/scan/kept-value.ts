/** Says whether a value that a function keeps under a key is made of nothing but what the key tells apart. */
import type * as ESTree from 'estree'
import { structure } from './kept-entry.js'
import { isWithin, type Program, type Routine } from './program.js'
import { type Binding, declaredNode, isArgumentsObject, parameterPosition, writesTo } from './scopes.js'
import {
  endOf,
  everyChild,
  forEachChild,
  isFunction,
  type Node,
  someChild,
  startOf,
  textOf,
  unwrapped,
} from './syntax.js'

export class KeptValue {
  readonly #inputs = new Set<string>()
  readonly #visited = new Set<Binding>()

  constructor(
    readonly program: Program,
    readonly binding: Binding,
    readonly routine: Routine,
    key: Node | undefined,
    readonly isLook: (node: Node) => boolean,
  ) {
    if (key) this.#addInputs(key)
  }

  /** What the key is made of counts as told apart by it, whatever it takes of that. */
  takingWholeInputs(key: Node): this {
    const visit = (node: Node): void => {
      if (node.type === 'Identifier' || node.type === 'ThisExpression') this.#inputs.add(structure(node))
      const binding = node.type === 'Identifier' ? this.program.scopes.bindingOf(node) : undefined
      const isNew = binding && !this.#visited.has(binding) && isWithin(this.program.ownerOf(binding), this.routine)
      if (isNew) {
        this.#visited.add(binding)
        for (const { value } of writesTo(binding)) if (value) visit(value)
      }
      forEachChild(node, visit)
    }
    visit(key)
    return this
  }

  #addInputs(key: Node): void {
    this.#inputs.add(structure(key))
    if (key.type === 'TemplateLiteral') for (const part of key.expressions) this.#addInputs(part)
    if (key.type === 'BinaryExpression' && key.operator === '+') {
      this.#addInputs(key.left as Node)
      this.#addInputs(key.right)
    }
    if (key.type === 'CallExpression' && textOf(key.callee) === 'JSON.stringify' && key.arguments.length === 1) {
      this.#addInputs(key.arguments[0] as Node)
    }
    const binding = key.type === 'Identifier' ? this.program.scopes.bindingOf(key) : undefined
    const [write, ...others] = binding ? writesTo(binding) : []
    if (write?.init && write.value && !write.partial && others.length === 0) this.#addInputs(write.value)
  }

  /** What it is made of has changed for the last time when the entry is first looked at. */
  isKeyStable(key: Node, uses: Node[]): boolean {
    const first = Math.min(...uses.map(startOf))
    const visit = (node: Node): boolean => {
      if (isFunction(node) || /^(Call|New|Assignment|Update|Await|Yield)Expression$/.test(node.type)) return false
      const binding = node.type === 'Identifier' ? this.program.scopes.bindingOf(node) : undefined
      const isOwn = binding && isWithin(this.program.ownerOf(binding), this.routine)
      if (binding && writesTo(binding).some(({ identifier, init }) => !init && !(isOwn && endOf(identifier) < first))) {
        return false
      }
      return everyChild(node, visit)
    }
    return visit(key)
  }

  followsKey(value: Node): boolean {
    const bare = unwrapped(value)
    if (this.#inputs.has(structure(bare))) return true
    if (bare.type === 'ThisExpression' || bare.type === 'Super' || bare.type === 'YieldExpression') return false
    if (bare.type === 'Identifier') return this.#variableFollows(bare)
    // Names of properties mean no variable, and so are nothing that anybody brings along.
    return everyChild(bare, (child) => this.followsKey(child))
  }

  #variableFollows(identifier: ESTree.Identifier): boolean {
    const binding = this.program.scopes.bindingOf(identifier)
    if (!binding) return true
    if (binding === this.binding || isArgumentsObject(binding)) return false
    if (!isWithin(this.program.ownerOf(binding), this.routine) || this.#visited.has(binding)) return true
    this.#visited.add(binding)
    if (declaredNode(binding)) return false
    if (parameterPosition(binding) && this.#isOuterParameter(binding)) return false
    return writesTo(binding).every((write) => this.#writeFollows(write)) && this.#contentsFollow(binding, identifier)
  }

  /** Not one of a callback in the value, which gets what the value's own parts are. */
  #isOuterParameter(binding: Binding): boolean {
    const owner = this.program.ownerOf(binding)
    return owner === this.routine || isFunctionAround(this.program, owner, this.binding)
  }

  #writeFollows({ value, identifier, init }: { value: Node | undefined; identifier: Node; init: boolean }): boolean {
    if (!value) return false
    if (!this.isLook(unwrapped(value)) && !this.followsKey(value)) return false
    return init || this.#waysFollow(identifier)
  }

  /** `made.push(x)`, `made.a = x`: what else goes into it; and a loop or a test may decide whether. */
  #contentsFollow(binding: Binding, used: Node): boolean {
    return binding.references.every(({ identifier, init }) => {
      if (init) return true
      let at: Node = identifier as Node
      let parent = this.program.parentOf(at)
      while (parent?.type === 'MemberExpression' && parent.object === at) {
        at = parent
        parent = this.program.parentOf(at)
      }
      if (at !== identifier && parent?.type === 'AssignmentExpression' && parent.left === at) {
        return this.followsKey(parent.right) && this.#waysFollow(at)
      }
      if (at !== identifier && parent?.type === 'UpdateExpression') return false
      if (parent?.type !== 'CallExpression') return true
      const isDropped = this.program.parentOf(parent)?.type === 'ExpressionStatement'
      if (!isDropped && startOf(at) >= startOf(used)) return true
      const others = parent.arguments.filter((argument) => argument !== identifier)
      const isFill = parent.callee.type === 'MemberExpression' && this.#isKept(parent.callee.object)
      return isFill || (others.every((argument) => this.followsKey(argument)) && this.#waysFollow(at))
    })
  }

  #isKept(node: Node): boolean {
    return node.type === 'Identifier' && this.program.scopes.bindingOf(node) === this.binding
  }

  /** What decides whether the place is reached. */
  #waysFollow(place: Node): boolean {
    let from = place
    for (let at = this.program.parentOf(from); at && !isFunction(at); at = this.program.parentOf(at)) {
      for (const deciding of decidingIn(at))
        if (deciding !== from && !this.#mentionsKept(deciding)) {
          if (!this.followsKey(deciding)) return false
        }
      from = at
    }
    return true
  }

  /** The test of the guard itself. */
  #mentionsKept(node: Node): boolean {
    if (this.isLook(node) || this.#isKept(node)) return true
    const binding = node.type === 'Identifier' ? this.program.scopes.bindingOf(node) : undefined
    if (binding && writesTo(binding).some(({ value }) => value !== undefined && this.isLook(unwrapped(value))))
      return true
    return someChild(node, (child) => this.#mentionsKept(child))
  }
}

function isFunctionAround(program: Program, owner: Routine, binding: Binding): boolean {
  return binding.references.some(({ identifier }) => isWithin(program.routineAround(identifier as Node), owner))
}

function decidingIn(node: Node): Node[] {
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return [node.test]
    case 'ForStatement':
      return node.test ? [node.test] : []
    case 'ForInStatement':
    case 'ForOfStatement':
      return [node.right]
    case 'SwitchStatement':
      return [node.discriminant]
    case 'LogicalExpression':
      return [node.left]
    default:
      return []
  }
}
