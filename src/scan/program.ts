/** One file, walked once: its functions and, for each, what its own text calls, writes, reads and returns. */
import type * as ESTree from 'estree'
import type { Positions } from '../source/parse.js'
import { isHandedThis, link, parentOf } from './parents.js'
import { noteIn, span } from './routine-notes.js'
import { RoutinesInText } from './routines-in-text.js'
import { type Binding, resolveScopes, type Scopes } from './scopes.js'
import {
  type CallNode,
  type FunctionNode,
  forEachChild,
  isClass,
  isFunction,
  type Node,
  propertyName,
  startOf,
} from './syntax.js'

/** A write to a binding or a property that is not a declaration. */
export interface WriteSite {
  target: ESTree.Identifier | ESTree.MemberExpression
  /** The assignment, update, `delete` or loop. */
  node: Node
}

/** One function; the whole file is one too, the outermost. Nested functions keep their own. */
export interface Routine {
  node: FunctionNode | ESTree.Program
  /** undefined: the file itself. */
  outer: Routine | undefined
  calls: CallNode[]
  writes: WriteSite[]
  returns: Node[]
  /** `for`, `while` and the like. */
  loops: Node[]
  /** Identifiers that are not bound in the file. */
  globals: ESTree.Identifier[]
  /** `import(...)`, `new.target`, `arguments.callee`. */
  asides: (ESTree.ImportExpression | ESTree.MetaProperty | ESTree.MemberExpression)[]
  thisReads: ESTree.ThisExpression[]
  /** `super.x`, not `super(...)`. */
  superReads: ESTree.MemberExpression[]
  /** Its `this` is that of `outer`: an arrow function, or one that is handed it. */
  sharesThis: boolean
  /** The first `with` or direct `eval`, behind which any name may mean anything. */
  opaque: Node | undefined
}

export class Program {
  readonly scopes: Scopes
  readonly file: Routine
  readonly routines: Routine[] = []
  readonly classes: ESTree.Class[] = []
  /** All below the root but bodies of classes and their members, in source order but for constructors, which come first. */
  readonly nodes: Node[] = []
  readonly #byNode = new Map<Node, Routine>()
  readonly #owners = new Map<Binding, Routine>()
  readonly #around: RoutinesInText

  constructor(
    readonly root: ESTree.Program,
    readonly text: string,
    readonly positions: Positions,
    sourceType: 'module' | 'commonjs',
  ) {
    this.file = this.#open(root, undefined)
    this.#walkChildren(root, this.file)
    this.#around = new RoutinesInText(this.routines)
    this.scopes = resolveScopes(root, sourceType)
    for (const routine of this.routines) {
      routine.globals = routine.globals.filter((identifier) => !this.scopes.bindingOf(identifier))
    }
  }

  routineOf(node: Node): Routine | undefined {
    return this.#byNode.get(node)
  }

  parentOf(node: Node): Node | undefined {
    return parentOf(node)
  }

  /** The innermost routine whose text holds `node` (for a function: the one around it). */
  routineAround(node: Node): Routine {
    return this.#around.around(node) ?? this.file
  }

  /** The routine that creates `binding` each time it is entered. */
  ownerOf(binding: Binding): Routine {
    let owner = this.#owners.get(binding)
    if (!owner) {
      const { block } = binding.scope
      owner = this.#byNode.get(block) ?? this.routineAround(block)
      this.#owners.set(binding, owner)
    }
    return owner
  }

  /** 1-based line of `node` in the file. */
  lineOf(node: Node): number {
    return this.positions.positionOf(startOf(node)).line
  }

  #open(node: FunctionNode | ESTree.Program, outer: Routine | undefined): Routine {
    const lists = {
      calls: [],
      writes: [],
      returns: [],
      loops: [],
      globals: [],
      asides: [],
      thisReads: [],
      superReads: [],
    }
    const sharesThis = outer !== undefined && (isArrowOf(outer, node) || isHandedThis(node))
    const routine: Routine = { node, outer, ...lists, sharesThis, opaque: undefined }
    this.#byNode.set(node, routine)
    this.routines.push(routine)
    return routine
  }

  #walkChildren(node: Node, routine: Routine): void {
    forEachChild(node, (child) => {
      link(child, node)
      this.#walk(child, routine)
    })
  }

  #walk(node: Node, routine: Routine): void {
    this.nodes.push(node)
    if (isFunction(node)) {
      node.body.range = span(node.body)
      const inner = this.#open(node, routine)
      if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement') inner.returns.push(node.body)
      this.#walkChildren(node, inner)
    } else if (isClass(node)) {
      this.#walkClass(node, routine)
    } else {
      noteIn(routine, node)
      this.#walkChildren(node, routine)
    }
  }

  /** Field initialisers run with the constructor where there is one. */
  #walkClass(node: ESTree.Class, routine: Routine): void {
    this.classes.push(node)
    forEachChild(node, (child) => {
      link(child, node)
      if (child !== node.body) this.#walk(child, routine)
    })
    const members = [...node.body.body]
    const isConstructor = (member: Node) => member.type === 'MethodDefinition' && member.kind === 'constructor'
    members.sort((a, b) => Number(isConstructor(b)) - Number(isConstructor(a)))
    const builder = node.body.body.find(isConstructor) as ESTree.MethodDefinition | undefined
    for (const member of members) {
      link(member, node.body)
      const isField = member.type === 'PropertyDefinition' && !member.static
      const owner = isField && builder ? this.#byNode.get(builder.value) : undefined
      this.#walkChildren(member, owner ?? routine)
    }
  }
}

/** `inner` is `outer` or lies in its text. */
export function isWithin(inner: Routine, outer: Routine): boolean {
  for (let at: Routine | undefined = inner; at; at = at.outer) if (at === outer) return true
  return false
}

/** The routine whose `this` and `arguments` the text of `routine` means. */
export function thisRoutineOf(routine: Routine): Routine {
  let at = routine
  while (at.sharesThis && at.outer) at = at.outer
  return at
}

/** In a class without a constructor there is no function that has the `this` of its fields. */
function isArrowOf(outer: Routine, node: Node): boolean {
  if (node.type !== 'ArrowFunctionExpression') return false
  const field = parentOf(node)
  if (field?.type !== 'PropertyDefinition') return true
  const method = parentOf(outer.node)
  return method !== undefined && parentOf(method) === parentOf(field)
}

/** What people call a function: its own name, or that of what it is assigned to. */
export function nameOf(program: Program, node: Node): string {
  if ((isFunction(node) || isClass(node)) && 'id' in node && node.id) return node.id.name
  const parent = program.parentOf(node)
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : 'a function'
    case 'AssignmentExpression':
      if (parent.left.type === 'Identifier') return parent.left.name
      return parent.left.type === 'MemberExpression' ? (propertyName(parent.left) ?? 'a function') : 'a function'
    case 'Property':
      return propertyName(parent) ?? 'a function'
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'CallExpression':
      return nameOf(program, parent)
    case 'MethodDefinition': {
      const owner = program.parentOf(program.parentOf(parent) as Node) as Node
      return `${nameOf(program, owner)}.${propertyName(parent) ?? '[...]'}`
    }
    default:
      return node.type === 'Program' ? 'the module' : 'a function'
  }
}
