/** What is known of one object's properties, and of those that it inherits. */
import type { Binding } from './scopes.js'
import type { Node } from './syntax.js'

/** One object whose properties are known by name: what was assigned to each, anywhere in the file. */
export interface MemberTable {
  values: Map<string, Node[]>
  /** The table of the superclass, and its expression. */
  base: MemberTable | undefined
  superClass: Node | undefined
}

export function emptyTable(): MemberTable {
  return { values: new Map(), base: undefined, superClass: undefined }
}

/** What it has of its own under that name, or else inherits. */
export function lookUp(table: MemberTable, name: string): Node[] {
  for (let at: MemberTable | undefined = table, depth = 0; at && depth < 16; at = at.base, depth++) {
    const values = at.values.get(name)
    if (values) return values
  }
  return []
}

/** The table and those that it inherits from, by way of others too. */
export function inheritedFrom(table: MemberTable | undefined): MemberTable[] {
  const chain: MemberTable[] = []
  for (let at = table; at && !chain.includes(at); at = at.base) chain.push(at)
  return chain
}

/** By way of others too. */
export function inherits(table: MemberTable, base: MemberTable): boolean {
  let at = table.base
  for (let depth = 0; at && at !== base && depth < 16; depth++) at = at.base
  return at === base
}

/** Made when it is first asked for. */
export function openIn(tables: Map<Binding | Node, MemberTable>, key: Binding | Node): MemberTable {
  let table = tables.get(key)
  if (!table) {
    table = emptyTable()
    tables.set(key, table)
  }
  return table
}
