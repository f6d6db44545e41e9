/** Finds the variables that hold what a file exports as a whole: the object which `require` or the default import returns. */
import type * as ESTree from 'estree'
import { isGlobalObjectName } from './builtins.js'
import { isModuleExports } from './module-exports.js'
import { onlyValue, soleReturn } from './only-value.js'
import type { Program } from './program.js'
import { type Binding, declaredNode, parameterPosition, writesTo } from './scopes.js'
import type { FileAnalysis } from './state.js'
import { isClass, isFunction, type Node, propertyName, textOf, unwrapped } from './syntax.js'

const byProgram = new WeakMap<Program, ReadonlySet<Binding>>()

/** To be asked when the summaries have settled. */
export function exportedBindings(file: FileAnalysis): ReadonlySet<Binding> {
  const found = byProgram.get(file.program) ?? findExported(file)
  byProgram.set(file.program, found)
  return found
}

function findExported(file: FileAnalysis): Set<Binding> {
  const found = new Set<Binding>()
  const add = (node: Node) => {
    const binding = node.type === 'Identifier' ? file.program.scopes.bindingOf(node) : undefined
    if (binding && found.has(binding)) return
    if (binding) found.add(binding)
    const value = (binding && onlyValue(binding)) ?? node
    const target = assignedTo(value) ?? (binding && value.type === 'CallExpression' && soleReturn(file.program, value))
    if (target && target.type === 'Identifier') add(target)
  }
  for (const statement of file.program.root.body) {
    if (statement.type === 'ExportDefaultDeclaration')
      addDefault(statement.declaration as Node, file.program, add, found)
    if (statement.type === 'ExportNamedDeclaration') addNamedDefault(statement, add)
  }
  addAssignedExports(file, add)
  for (const binding of file.program.scopes.bindings)
    if (writesTo(binding).some(({ value }) => value && isExportsThere(file.program, value))) found.add(binding)
  addFilledExports(file, found)
  return found
}

function addDefault(declaration: Node, program: Program, add: (node: Node) => void, found: Set<Binding>): void {
  if (!isFunction(declaration) && !isClass(declaration)) add(declaration)
  for (const binding of program.scopes.bindings) if (declaredNode(binding) === declaration) found.add(binding)
}

/** `export { api as default }`, as bundlers write it. */
function addNamedDefault({ specifiers, source }: ESTree.ExportNamedDeclaration, add: (node: Node) => void): void {
  for (const { local, exported } of source ? [] : specifiers) {
    const name = exported.type === 'Identifier' ? exported.name : exported.value
    if (name === 'default') add(local)
  }
}

/** `const api = module.exports`, `const api = module.exports = {}`. */
function isExportsThere(program: Program, value: Node): boolean {
  const bare = unwrapped(value)
  if (bare.type !== 'AssignmentExpression') return isExportsObject(program, bare)
  return isExportsObject(program, bare.left) || isExportsThere(program, bare.right)
}

/** `module.exports = x`, and `module.exports = factory()` where the factory returns x. */
function addAssignedExports({ program, callees }: FileAnalysis, add: (node: Node) => void): void {
  for (const routine of program.routines) {
    for (const { target, node } of routine.writes) {
      if (node.type !== 'AssignmentExpression' || !isExportsObject(program, target)) continue
      const value = lastValueOf(node)
      add(value)
      if (value.type !== 'CallExpression') continue
      for (const meaning of callees.meaningsOf(value.callee)) {
        if (meaning.kind === 'routine') for (const returned of meaning.routine.returns) add(unwrapped(returned))
      }
    }
  }
}

function lastValueOf(node: ESTree.AssignmentExpression): Node {
  const value = unwrapped(node.right)
  return value.type === 'AssignmentExpression' ? lastValueOf(value) : value
}

/** `factory(exports)`: the parameter that the module's exports are put on. */
function addFilledExports({ program, summaries }: FileAnalysis, found: Set<Binding>): void {
  const filled = new Map<Node, Set<number>>()
  for (const routine of program.routines) {
    for (const edge of summaries.edgesOf(routine)) {
      if (edge.elementsOf !== undefined || edge.call.type !== 'CallExpression') continue
      edge.call.arguments.forEach((argument, index) => {
        if (!isModuleExports(program, argument) && !isNamespace(program, argument)) return
        filled.set(edge.routine.node, (filled.get(edge.routine.node) ?? new Set()).add(index))
      })
    }
  }
  for (const binding of program.scopes.bindings) {
    const position = parameterPosition(binding)
    if (position && !position.destructured && filled.get(position.of)?.has(position.index)) found.add(binding)
  }
}

/** `this.emoji = this.emoji || {}`: where a script that needs no modules keeps what it offers. */
function isNamespace(program: Program, node: Node): boolean {
  const bare = unwrapped(node)
  switch (bare.type) {
    case 'AssignmentExpression':
    case 'LogicalExpression':
      return isNamespace(program, bare.left)
    case 'MemberExpression':
      return isSharedByAll(program, bare.object)
    default:
      return false
  }
}

/** The global object, or what `this` is outside of all functions. */
function isSharedByAll(program: Program, node: Node): boolean {
  if (node.type === 'ThisExpression') return program.routineAround(node) === program.file
  return node.type === 'Identifier' && isGlobalObjectName(node.name) && !program.scopes.bindingOf(node)
}

/** `module.exports`, also through `const freeModule = typeof module === 'object' && module`. */
export function isExportsObject(program: Program, node: Node): boolean {
  if (isModuleExports(program, node)) return true
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier' || propertyName(node) !== 'exports')
    return false
  const binding = program.scopes.bindingOf(node.object)
  const value = binding && onlyValue(binding)
  if (value?.type !== 'LogicalExpression' || value.right.type !== 'Identifier') return false
  return value.right.name === 'module' && !program.scopes.bindingOf(value.right)
}

/** `Object.assign(api, more)`: what is given more, and comes back. */
export function assignedTo(node: Node): Node | undefined {
  const isCopy = node.type === 'CallExpression' && textOf(node.callee) === 'Object.assign'
  return isCopy ? node.arguments[0] : undefined
}
