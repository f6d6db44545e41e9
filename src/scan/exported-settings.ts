/**
 * Finds settings: properties with a literal first value on the object that is the module's export, which its users may
 * set at any time (`mustache.tags = ['<%', '%>']`). Constants by their name, and properties that hold functions, are not.
 */
import type * as ESTree from 'estree'
import { isModuleExports } from './members.js'
import type { Program } from './program.js'
import { type Binding, declaredNode, parameterPosition } from './scopes.js'
import type { FileAnalysis } from './state.js'
import { isClass, isFunction, type Node, propertyName, unwrapped } from './syntax.js'

export interface Setting {
  binding: Binding
  property: string
  /** Where it gets its first value. */
  line: number
}

export function exportedSettings(file: FileAnalysis): Setting[] {
  const { program } = file
  const exported = exportedBindings(file)
  const settings: Setting[] = []
  for (const routine of program.routines) {
    for (const { target, node } of routine.writes) {
      if (target.type !== 'MemberExpression' || target.object.type !== 'Identifier') continue
      const binding = program.scopes.bindingOf(target.object)
      const property = propertyName(target)
      if (!binding || !exported.has(binding) || program.ownerOf(binding) !== routine) continue
      if (property === undefined || isConstantName(property)) continue
      if (node.type === 'AssignmentExpression' && isSettingValue(node.right)) {
        settings.push({ binding, property, line: program.lineOf(node) })
      }
    }
  }
  return settings
}

function isConstantName(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name) || /^(name|version|displayName|default|__esModule|prototype)$/.test(name)
}

function isSettingValue(node: Node): boolean {
  switch (node.type) {
    case 'Literal':
    case 'TemplateLiteral':
      return true
    case 'UnaryExpression':
      return node.argument.type === 'Literal'
    case 'ArrayExpression':
      return node.elements.length > 0 && node.elements.every((element) => element !== null && isSettingValue(element))
    case 'ObjectExpression':
      return (
        node.properties.length > 0 &&
        node.properties.every((part) => part.type === 'Property' && !isFunction(part.value))
      )
    default:
      return false
  }
}

/** Bindings that hold the object which `require` or the default import returns. */
function exportedBindings(file: FileAnalysis): Set<Binding> {
  const found = new Set<Binding>()
  const add = (node: Node) => {
    const binding = node.type === 'Identifier' ? file.program.scopes.bindingOf(node) : undefined
    if (binding) found.add(binding)
  }
  for (const statement of file.program.root.body) {
    if (statement.type === 'ExportDefaultDeclaration')
      addDefault(statement.declaration as Node, file.program, add, found)
  }
  addAssignedExports(file, add)
  addFilledExports(file, found)
  return found
}

function addDefault(declaration: Node, program: Program, add: (node: Node) => void, found: Set<Binding>): void {
  if (!isFunction(declaration) && !isClass(declaration)) add(declaration)
  for (const binding of program.scopes.bindings) if (declaredNode(binding) === declaration) found.add(binding)
}

/** `module.exports = x`, and `module.exports = factory()` where the factory returns x. */
function addAssignedExports({ program, callees }: FileAnalysis, add: (node: Node) => void): void {
  for (const routine of program.routines) {
    for (const { target, node } of routine.writes) {
      if (node.type !== 'AssignmentExpression' || !isModuleExports(program, target)) continue
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
        if (!isModuleExports(program, argument)) return
        filled.set(edge.routine.node, (filled.get(edge.routine.node) ?? new Set()).add(index))
      })
    }
  }
  for (const binding of program.scopes.bindings) {
    const position = parameterPosition(binding)
    if (position && !position.destructured && filled.get(position.of)?.has(position.index)) found.add(binding)
  }
}
