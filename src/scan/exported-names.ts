/** Says what a file exports under each name, however it says so: by syntax, on `exports`, or as transpilers write it. */
import type * as ESTree from 'estree'
import type { Members } from './members.js'
import { isModuleExports } from './module-exports.js'
import type { Program } from './program.js'
import { requiredModule } from './required-module.js'
import { type CallNode, isFunction, type Node, propertyName, textOf, unwrapped } from './syntax.js'

export interface ExportedNames {
  /** `` is the default export, or the whole of `module.exports`; `a.b` is what the exported object `a` has as `b`. */
  values: Map<string, Node[]>
  /** Handed on from another module: its name there. */
  handedOn: Map<string, { module: string; name: string; line: number }>
  /** Modules that all is handed on from. */
  all: string[]
}

export function exportedNames(program: Program, members: Members): ExportedNames {
  const names: ExportedNames = { values: new Map(), handedOn: new Map(), all: [] }
  for (const statement of program.root.body) addStatement(names, statement, program.lineOf(statement))
  for (const routine of program.routines) {
    for (const { target, node } of routine.writes) {
      if (node.type === 'AssignmentExpression' && target === node.left) addAssigned(program, names, target, node.right)
    }
    for (const call of routine.calls) addDefined(program, names, call)
  }
  for (const [name, values] of [...names.values]) {
    for (const value of values) addMembers(members, names, name, value)
  }
  return names
}

function add({ values }: ExportedNames, name: string, value: Node): void {
  const key = name === 'default' ? '' : name
  const known = values.get(key)
  if (!known) values.set(key, [value])
  else if (!known.includes(value)) known.push(value)
}

function addStatement(names: ExportedNames, statement: ESTree.Program['body'][number], line: number): void {
  switch (statement.type) {
    case 'ExportDefaultDeclaration':
      add(names, '', statement.declaration as Node)
      break
    case 'ExportAllDeclaration': {
      const module = String(statement.source.value)
      if (!statement.exported) names.all.push(module)
      else names.handedOn.set(nameIn(statement.exported), { module, name: '', line })
      break
    }
    case 'ExportNamedDeclaration':
      addNamed(names, statement, line)
  }
}

function addNamed(
  names: ExportedNames,
  { declaration, specifiers, source }: ESTree.ExportNamedDeclaration,
  line: number,
): void {
  if (declaration?.type === 'VariableDeclaration') {
    for (const { id } of declaration.declarations) if (id.type === 'Identifier') add(names, id.name, id)
  } else if (declaration) {
    add(names, declaration.id.name, declaration)
  }
  for (const { exported, local } of specifiers) {
    const [outer, inner] = [nameIn(exported), nameIn(local)]
    const name = inner === 'default' ? '' : inner
    if (source) names.handedOn.set(outer, { module: String(source.value), name, line })
    else add(names, outer, local)
  }
}

function nameIn(node: ESTree.Identifier | ESTree.Literal): string {
  const name = node.type === 'Identifier' ? node.name : String(node.value)
  return name === 'default' ? '' : name
}

/** `exports.x = value`, `module.exports = value`. */
function addAssigned(program: Program, names: ExportedNames, target: Node, value: Node): void {
  const isWhole = isModuleExports(program, target)
  if (isWhole) addWhole(names, value)
  if (isWhole || target.type !== 'MemberExpression' || !isModuleExports(program, target.object)) return
  const name = propertyName(target)
  // `exports.x = void 0` only makes room for it.
  if (name !== undefined && value.type !== 'UnaryExpression') add(names, name, value)
}

function addWhole(names: ExportedNames, value: Node): void {
  if (value.type !== 'ObjectExpression') {
    add(names, '', value)
    return
  }
  for (const part of value.properties) {
    const name = part.type === 'Property' ? propertyName(part) : undefined
    if (part.type === 'Property' && name !== undefined) add(names, name, part.value)
  }
}

/**
 * `Object.defineProperty(exports, 'x', { get() { return x } })`, `__export(exports, { x: () => x })`,
 * `__exportStar(require('./x'), exports)`.
 */
function addDefined(program: Program, names: ExportedNames, call: CallNode): void {
  if (call.type !== 'CallExpression') return
  const [first, second, third] = call.arguments
  const callee = textOf(call.callee)
  if (/(^|\.)__exportStar$/.test(callee) && first) {
    const module = requiredModule(first)
    if (module !== undefined) names.all.push(module)
  }
  if (!first || !isExportsOf(program, first)) return
  if (callee === 'Object.defineProperty' && second?.type === 'Literal' && third?.type === 'ObjectExpression') {
    for (const part of third.properties) addGetter(names, String(second.value), part, /^(get|value)$/)
  } else if (/export/i.test(callee) && second?.type === 'ObjectExpression') {
    for (const part of second.properties) {
      const name = part.type === 'Property' ? propertyName(part) : undefined
      if (name !== undefined) addGetter(names, name, part, /./)
    }
  }
}

function isExportsOf(program: Program, node: Node): boolean {
  return isModuleExports(program, node) || (node.type === 'Identifier' && /exports?$/.test(node.name))
}

function addGetter(
  names: ExportedNames,
  name: string,
  part: ESTree.Property | ESTree.SpreadElement,
  isMeant: RegExp,
): void {
  if (part.type !== 'Property' || !isMeant.test(propertyName(part) ?? '')) return
  const { value } = part
  if (!isFunction(value)) return
  const returned = value.body.type === 'BlockStatement' ? value.body.body[0] : value.body
  if (returned?.type === 'ReturnStatement' && returned.argument) add(names, name, returned.argument)
  else if (returned && value.body.type !== 'BlockStatement') add(names, name, returned as Node)
}

/** What an exported object, function or class has by name is exported with it. */
function addMembers(members: Members, names: ExportedNames, name: string, value: Node): void {
  const table = members.tableOf(unwrapped(value)) ?? members.staticTable(value)
  if (!table || table === members.exports) return
  const prefix = name === '' ? '' : `${name}.`
  for (const [property, values] of table.values) for (const each of values) add(names, `${prefix}${property}`, each)
}
