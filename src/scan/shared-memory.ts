/** Finds what shows the same memory: `new Uint8Array(buffer)` and `new DataView(buffer)`, `bytes` and `bytes.subarray(4)`. */
import type * as ESTree from 'estree'
import type { MemberTable } from './member-table.js'
import type { Members } from './members.js'
import { keyInPattern, partOfMade } from './pattern-keys.js'
import type { Program } from './program.js'
import { type Binding, parameterPosition, readsOf, writesTo } from './scopes.js'
import { type Node, propertyName, textOf, unwrapped } from './syntax.js'

/** A variable, or a field of an object. */
type Holder = Binding | Field
interface Field {
  table: MemberTable
  name: string
}

const MOST_DEPTH = 8

export class SharedMemory {
  /** Of each holder those with which it shares memory, itself among them. */
  readonly #groups = new Map<Holder, Set<Holder>>()
  readonly #fields = new Map<MemberTable, Map<string, Field>>()

  constructor(
    readonly program: Program,
    readonly members: Members,
  ) {
    for (const binding of program.scopes.bindings) {
      for (const { value, partial } of writesTo(binding)) {
        if (value)
          for (const other of partial ? this.#taken(binding, value) : this.#shown(value)) this.#join(binding, other)
      }
    }
    for (const table of new Set(program.routines.map((routine) => members.thisTable(routine)))) {
      for (const [name, values] of table?.values ?? []) {
        for (const other of values.flatMap((value) => this.#shown(value)))
          this.#join(this.#field(table as MemberTable, name), other)
      }
    }
  }

  /** Other variables through which a change of what `binding` shows is seen. */
  variablesWith(binding: Binding): Binding[] {
    return [...(this.#groups.get(binding) ?? [])].filter((one): one is Binding => one !== binding && !isField(one))
  }

  /** Functions look at what `binding` shows by way of other variables too. */
  isShared(binding: Binding): boolean {
    const { program } = this
    return this.variablesWith(binding).some((other) =>
      readsOf(other).some((read) => program.routineAround(read) !== program.ownerOf(other)),
    )
  }

  /** `writes` to an object, and what they change of its other fields. */
  writesSeen<Write extends { property: string | undefined }>(table: MemberTable, writes: Write[]): Write[] {
    const fields = this.#fields.get(table)
    if (!fields) return writes
    const seen = writes.flatMap((write) => {
      const field = fields.get(write.property ?? '')
      const group = field ? [...(this.#groups.get(field) ?? [])] : []
      const others = group.filter((one): one is Field => one !== field && isField(one) && one.table === table)
      return others.map(({ name }) => ({ ...write, property: name }))
    })
    return [...writes, ...seen]
  }

  #join(one: Holder, other: Holder): void {
    const [group, joined] = [this.#groups.get(one) ?? new Set([one]), this.#groups.get(other) ?? new Set([other])]
    for (const each of joined) group.add(each)
    for (const each of group) this.#groups.set(each, group)
  }

  #field(table: MemberTable, name: string): Field {
    const fields = this.#fields.get(table) ?? new Map<string, Field>()
    this.#fields.set(table, fields)
    const field = fields.get(name) ?? { table, name }
    fields.set(name, field)
    return field
  }

  /** `const { buffer } = bytes`, `const { bytes, words } = make()`. */
  #taken(binding: Binding, value: Node): Holder[] {
    const key = keyInPattern(this.program.parentOf(value), binding.name)
    if (key === 'buffer') return this.#holders(value)
    const part = key === undefined ? undefined : partOfMade(this.program, unwrapped(value), key)
    return part ? this.#shown(part) : []
  }

  /** Whose memory the value of `node` shows, where it is a view of some or the memory itself. */
  #shown(node: Node): Holder[] {
    const viewed = viewedIn(this.program, this.members, node)
    return viewed ? this.#holders(viewed) : []
  }

  /** Variables and fields that hold the value of `node`, or what shows the same. */
  #holders(node: Node, depth = 0): Holder[] {
    const bare = unwrapped(node)
    if (depth > MOST_DEPTH) return []
    if (bare.type === 'Identifier') {
      const binding = this.program.scopes.bindingOf(bare)
      const [write, ...others] = binding ? writesTo(binding) : []
      const isAlias = write?.value && others.length === 0 && unwrapped(write.value).type === 'Identifier'
      const behind = isAlias && !write.partial ? this.#holders(write.value as Node, depth + 1) : []
      return binding ? [binding, ...behind] : []
    }
    if (bare.type === 'ConditionalExpression')
      return [...this.#holders(bare.consequent, depth + 1), ...this.#holders(bare.alternate, depth + 1)]
    if (bare.type === 'LogicalExpression')
      return [...this.#holders(bare.left, depth + 1), ...this.#holders(bare.right, depth + 1)]
    const viewed = viewedIn(this.program, this.members, bare)
    if (viewed) return this.#holders(viewed, depth + 1)
    if (bare.type !== 'MemberExpression') return []
    const [table, name] = [this.members.tableOf(bare.object), propertyName(bare)]
    if (bare.object.type !== 'ThisExpression') return this.#holders(bare.object, depth + 1)
    return table && name !== undefined ? [this.#field(table, name)] : []
  }
}

function isField(holder: Holder): holder is Field {
  return 'table' in holder
}

/** What it is a view of, or the memory of: `buffer` of `new Uint8Array(buffer)`, `bytes` of `bytes.buffer`. */
export function viewedIn(program: Program, members: Members, node: Node): Node | undefined {
  const bare = unwrapped(node)
  if (bare.type === 'MemberExpression') return propertyName(bare) === 'buffer' ? bare.object : undefined
  if (bare.type === 'NewExpression') return viewedBy(program, members, bare)
  if (bare.type !== 'CallExpression') return undefined
  const callee = unwrapped(bare.callee)
  const [first] = bare.arguments
  if (callee.type !== 'MemberExpression') return undefined
  if (first && isNodeBuffer(callee.object) && propertyName(callee) === 'from')
    return isMemory(program, members, first) ? first : undefined
  if (propertyName(callee) === 'subarray') return callee.object
  const isSlice = propertyName(callee) === 'slice' && madeOf(program, members, callee.object).some(isNodeBufferCall)
  return isSlice ? callee.object : undefined
}

/** Of `new Uint8Array(buffer)`; elements that it is given it copies. */
export function viewedBy(program: Program, members: Members, made: ESTree.NewExpression): Node | undefined {
  const name = textOf(made.callee)
  const [first] = made.arguments
  if (!first || !/^(DataView|Buffer|\w+Array)$/.test(name)) return undefined
  if (first.type === 'MemberExpression' && propertyName(first) === 'buffer') return first.object
  return name === 'DataView' || isMemory(program, members, first) ? first : undefined
}

/** `new ArrayBuffer(8)`, `bytes.buffer`, under whatever name. */
function isMemory(program: Program, members: Members, node: Node): boolean {
  if (node.type === 'Identifier' && node.name === 'buffer' && isTakenOut(program, node)) return true
  return madeOf(program, members, node).some((value) => {
    if (value.type === 'NewExpression') return /^(Shared)?ArrayBuffer$/.test(textOf(value.callee))
    return value.type === 'MemberExpression' && propertyName(value) === 'buffer'
  })
}

/** The values that a variable or a field of the file is given, or the node itself. */
function madeOf(program: Program, members: Members, node: Node, seen = new Set<Node>()): Node[] {
  const bare = unwrapped(node)
  const values = valuesOf(program, members, bare)
  if (!values) return [bare]
  return values.flatMap((value) => {
    if (seen.has(value)) return []
    seen.add(value)
    return madeOf(program, members, value, seen)
  })
}

/** undefined: it goes by no name of the file. */
function valuesOf(program: Program, members: Members, node: Node): Node[] | undefined {
  if (node.type === 'MemberExpression') {
    const values = propertyName(node) === 'buffer' ? [] : members.valuesAt(node)
    return values.length > 0 ? values : undefined
  }
  const binding = node.type === 'Identifier' ? program.scopes.bindingOf(node) : undefined
  if (!binding || parameterPosition(binding)) return undefined
  return writesTo(binding).flatMap(({ value, partial }) => (value && !partial ? [value] : []))
}

/** `const { buffer } = bytes` */
function isTakenOut(program: Program, name: ESTree.Identifier): boolean {
  const binding = program.scopes.bindingOf(name)
  const [write] = binding ? writesTo(binding) : []
  return write?.partial === true && keyInPattern(program.parentOf(write.value as Node), name.name) === 'buffer'
}

function isNodeBuffer(node: Node): boolean {
  return /(^|\.)Buffer$/.test(textOf(node))
}

/** `Buffer.alloc(8)`, whose `slice` is no copy. */
function isNodeBufferCall(node: Node): boolean {
  return node.type === 'CallExpression' && /(^|\.)Buffer\.(alloc\w*|from|concat)$/.test(textOf(node.callee))
}
