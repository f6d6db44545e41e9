/**
 * Finds the ways in which a file gives objects other members than their classes say: plugins that put them on a prototype,
 * descriptors, options that are copied onto `this`. What is relied on must not be among them.
 */
import type * as ESTree from 'estree'
import type { MemberTable } from './member-table.js'
import type { Members } from './members.js'
import { isModuleExports } from './module-exports.js'
import { definitionOf, onlyValue } from './only-value.js'
import type { PlainTables } from './plain-tables.js'
import type { Program, WriteSite } from './program.js'
import { isClass, isFunction, type Node, propertyName, textOf, unwrapped } from './syntax.js'

/** Also as transpilers call them: `_defineProperty(this, 'x', value)`. */
const DEFINES = /(?:^|[._])(defineProperty|defProp|publicField)$/
const COPIES = /(?:^|[._])(defineProperties|assign|extend\w*|mixin|merge)$/

export class ReplacedMembers {
  /** Those that may be functions or accessors, whatever object they are put on. */
  readonly names = new Set<string>()
  /** Of these, those that no table of members has. */
  readonly #untold = new Set<string>()
  /** Of objects that are given members under computed names. */
  readonly #open = new Set<MemberTable>()

  constructor(
    readonly program: Program,
    readonly members: Members,
    readonly tables: PlainTables,
  ) {
    for (const routine of program.routines) {
      for (const write of routine.writes) this.#write(write)
      for (const call of routine.calls) if (call.type === 'CallExpression') this.#call(call)
    }
    for (const { body } of program.classes) {
      for (const member of body.body) {
        if (member.type !== 'PropertyDefinition' || !member.value || isData(member.value)) continue
        const name = propertyName(member)
        if (name !== undefined) this.names.add(name)
      }
    }
  }

  /** An object with the members of `table` may have another of that name. */
  mayHave(table: MemberTable, name: string): boolean {
    if (this.#untold.has(name)) return true
    return [...this.#open].some((open) => inherits(table, open) || inherits(open, table))
  }

  #write({ target, node }: WriteSite): void {
    if (target.type !== 'MemberExpression' || node.type === 'UnaryExpression' || node.type === 'UpdateExpression')
      return
    if (node.type === 'AssignmentExpression' && isData(node.right)) return
    const name = propertyName(target)
    if (name === undefined) this.#putAny(target.object)
    else if (!this.#isKept(target.object)) this.#put(name, this.#isTold(target.object))
  }

  #call({ callee, arguments: [target, ...rest] }: ESTree.CallExpression): void {
    const [, way] = COPIES.exec(textOf(callee)) ?? DEFINES.exec(textOf(callee)) ?? []
    if (!way || !target || this.#isKept(target)) return
    const [first] = rest
    if (!DEFINES.test(way)) for (const source of rest) this.#putAll(target, source, way === 'defineProperties')
    else if (first?.type === 'Literal') this.#put(String(first.value), false)
    else this.#putAny(target)
  }

  #putAll(target: Node, source: Node, areDescriptors: boolean): void {
    const binding = source.type === 'Identifier' ? this.program.scopes.bindingOf(source) : undefined
    const value = (binding && onlyValue(binding)) ?? source
    if (value.type !== 'ObjectExpression') {
      this.#putAny(target)
      return
    }
    for (const part of value.properties) {
      const name = part.type === 'Property' ? propertyName(part) : undefined
      if (part.type !== 'Property' || name === undefined) this.#putAny(target)
      else if (areDescriptors || part.kind !== 'init' || !isData(part.value)) this.#put(name, false)
    }
  }

  #put(name: string, isTold: boolean): void {
    this.names.add(name)
    if (!isTold) this.#untold.add(name)
  }

  #putAny(object: Node): void {
    const table = this.members.tableOf(object)
    if (table) this.#open.add(table)
  }

  /** It is new, or the module's exports, or a literal that is only used by its members' names. */
  #isKept(object: Node): boolean {
    const bare = unwrapped(object)
    if (bare.type === 'ObjectExpression' || isModuleExports(this.program, bare)) return true
    return bare.type === 'Identifier' && this.#valueOf(bare)?.type === 'ObjectExpression' && this.tables.isPlain(bare)
  }

  /** The members know of what is assigned to it by name. */
  #isTold(object: Node): boolean {
    const bare = unwrapped(object)
    const value = bare.type === 'Identifier' ? this.#valueOf(bare) : undefined
    if (value && (isClass(value) || isFunction(value))) return true
    return this.members.isOfInstances(this.members.tableOf(bare))
  }

  #valueOf(identifier: ESTree.Identifier): Node | undefined {
    const binding = this.program.scopes.bindingOf(identifier)
    return binding && definitionOf(binding)
  }
}

/** It cannot be called. */
function isData(node: Node): boolean {
  const value = unwrapped(node)
  if (value.type === 'AssignmentExpression') return isData(value.right)
  if (value.type === 'LogicalExpression') return isData(value.left) && isData(value.right)
  if (value.type === 'ConditionalExpression') return isData(value.consequent) && isData(value.alternate)
  return /^((Template)?Literal|(Object|Array|Binary|Unary|Update)Expression)$/.test(value.type)
}

function inherits(table: MemberTable, from: MemberTable): boolean {
  let at: MemberTable | undefined = table
  for (let steps = 0; at && at !== from && steps < 16; steps++) at = at.base
  return at === from
}
