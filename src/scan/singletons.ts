/**
 * Finds objects that a file makes once and hands out, `getInstance().lang`, `Conf.instance.lang`: whoever asks for one
 * gets the same, which its own methods may change.
 */
import type { Callees } from './callee.js'
import { lookUp, type MemberTable } from './member-table.js'
import { definitionOf, onlyValue } from './only-value.js'
import type { Routine } from './program.js'
import { type Binding, declaredNode, readsOf, writesTo } from './scopes.js'
import { isFunction, type Node, propertyName, unwrapped } from './syntax.js'
import type { ThisState } from './this-writers.js'

export interface SingletonRead {
  /** Of the object's class. */
  binding: Binding
  use: Node
  /** With `()` before its name: not one of the class itself. */
  property: string
}

export interface SingletonWrite {
  binding: Binding
  property: string
  routine: Routine
  line: number
}

const MOST_HANDS = 6
const OF_INSTANCE = '().'

/** `property` is one of an object, and not of the class that it is told by. */
export function isOfSingleton(property: string | undefined): property is string {
  return property?.startsWith(OF_INSTANCE) === true
}

/** Without the mark. */
export function nameInSingleton(property: string): string {
  return property.slice(OF_INSTANCE.length)
}

export class Singletons {
  readonly reads: SingletonRead[] = []
  readonly #known = new Map<Routine, MemberTable | undefined>()

  constructor(
    readonly callees: Callees,
    readonly ofThis: ThisState,
  ) {
    for (const { node, table } of this.#places()) {
      const binding = this.#classOf(table)
      for (const property of binding ? this.#propertiesReadAt(node, table) : [])
        this.reads.push({ binding: binding as Binding, use: node, property: OF_INSTANCE + (property ?? '') })
    }
  }

  /** To what is read anywhere. */
  *writes(): Iterable<SingletonWrite> {
    const read = new Map(this.reads.map((one) => [`${one.binding.name}${one.property}`, one]))
    for (const { binding, property } of read.values()) {
      const node = definitionOf(binding)
      const table = node && this.callees.members.instanceTable(node)
      for (const write of table ? this.ofThis.writesOn(table) : []) {
        const isWhole = write.property === undefined || property === OF_INSTANCE
        if (isWhole || property === OF_INSTANCE + write.property) yield { ...write, binding, property }
      }
    }
  }

  /** What `routine` hands out, if that is always one object; undefined: it is not, or nobody knows. */
  handedOutBy(routine: Routine, hands = 0): MemberTable | undefined {
    if (!this.#known.has(routine)) {
      this.#known.set(routine, undefined)
      this.#known.set(routine, sole(routine.returns.map((returned) => this.#keptIn(returned, hands))))
    }
    return this.#known.get(routine)
  }

  /** Expressions that mean such an object, but for variables of the file, which have their own name for it. */
  *#places(): Iterable<{ node: Node; table: MemberTable }> {
    const { program } = this.callees
    const nodes = [...program.routines.flatMap(({ calls }) => calls), ...this.#accessesToClasses()]
    for (const node of nodes) {
      const table = this.#keptIn(node, 0)
      if (!table) continue
      const parent = program.parentOf(node)
      const named = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : undefined
      const binding = named && program.scopes.bindingOf(named)
      for (const use of binding && onlyValue(binding) === node ? readsOf(binding) : [node]) yield { node: use, table }
    }
  }

  /** `Conf.instance` */
  #accessesToClasses(): Node[] {
    const { program } = this.callees
    const classes = new Map<Node, Binding[]>(program.classes.map((node) => [node, []]))
    for (const binding of program.scopes.bindings) classes.get(declaredNode(binding) as Node)?.push(binding)
    return [...classes.values()]
      .flat()
      .flatMap(readsOf)
      .flatMap((read) => {
        const access = program.parentOf(read)
        return access?.type === 'MemberExpression' && access.object === read ? [access] : []
      })
  }

  /** `one`, `Conf.one`, `Conf.one ??= new Conf()`, `one || (one = new Conf())`, and what other functions hand out. */
  #keptIn(node: Node, hands: number): MemberTable | undefined {
    const { members, program } = this.callees
    const bare = unwrapped(node)
    if (hands > MOST_HANDS) return undefined
    if (bare.type === 'AssignmentExpression') return this.#keptIn(bare.left as Node, hands + 1)
    if (bare.type === 'LogicalExpression' && bare.operator !== '&&') return this.#keptIn(bare.left, hands + 1)
    if (bare.type === 'MemberExpression') return this.#tableOfAll(members.valuesAt(bare))
    if (bare.type === 'Identifier') {
      const binding = program.scopes.bindingOf(bare)
      const isKept = binding && program.ownerOf(binding) === program.file
      return isKept ? this.#tableOfAll(writesTo(binding).map(({ value }) => value)) : undefined
    }
    if (bare.type !== 'CallExpression') return undefined
    const [meaning, ...others] = this.callees.meaningsOf(bare.callee)
    return meaning?.kind === 'routine' && others.length === 0 ? this.handedOutBy(meaning.routine, hands + 1) : undefined
  }

  #tableOfAll(values: (Node | undefined)[]): MemberTable | undefined {
    const made = values.filter((value) => !value || !isNothing(value))
    return sole(made.map((value) => (value ? this.#tableOfMade(unwrapped(value)) : undefined)))
  }

  /** `new Conf()`, `one || new Conf()` */
  #tableOfMade(value: Node): MemberTable | undefined {
    if (value.type === 'LogicalExpression') return this.#tableOfMade(unwrapped(value.right))
    if (value.type === 'AssignmentExpression') return this.#tableOfMade(unwrapped(value.right))
    return value.type === 'NewExpression' ? this.callees.members.tableOf(value) : undefined
  }

  #classOf(table: MemberTable): Binding | undefined {
    const { members, program } = this.callees
    return program.scopes.bindings.find((binding) => {
      const node = definitionOf(binding)
      return node !== undefined && members.instanceTable(node) === table
    })
  }

  /** undefined: all of it. */
  #propertiesReadAt(node: Node, table: MemberTable): (string | undefined)[] {
    const { program } = this.callees
    const access = program.parentOf(node)
    if (access?.type !== 'MemberExpression' || access.object !== node) return isHandedOn(access) ? [] : [undefined]
    const name = propertyName(access)
    const outer = program.parentOf(access)
    if (outer?.type === 'AssignmentExpression' && outer.left === access) return []
    const methods = name === undefined ? [] : lookUp(table, name).filter(isFunction)
    if (methods.length === 0) return [name]
    const reads = methods.flatMap((method) => this.ofThis.readsOf(program.routineOf(method) as Routine))
    return [...new Set(reads.map(({ property }) => property))]
  }
}

/** Whoever gets it is asked for what it does with it. */
function isHandedOn(parent: Node | undefined): boolean {
  return /^(Return|Expression|If)Statement$|^(Assignment|Logical|Unary|Binary)Expression$/.test(parent?.type ?? '')
}

function isNothing(value: Node): boolean {
  const bare = unwrapped(value)
  if (bare.type === 'UnaryExpression') return bare.operator === 'void'
  return bare.type === 'Identifier' ? bare.name === 'undefined' : bare.type === 'Literal' && bare.value === null
}

function sole(tables: (MemberTable | undefined)[]): MemberTable | undefined {
  const [table, ...others] = new Set(tables)
  return others.length === 0 ? table : undefined
}
