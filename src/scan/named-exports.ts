/** Which variables of a file other modules get hold of: by a name that it exports, or as a property of what is the export. */
import type * as ESTree from 'estree'
import { exportedBindings, isExportsObject } from './exported-bindings.js'
import type { Program } from './program.js'
import { type Binding, readsOf } from './scopes.js'
import type { FileAnalysis } from './state.js'
import { type Node, propertyName } from './syntax.js'

const byProgram = new WeakMap<Program, ReadonlyMap<Binding, string[]>>()

/** Bindings whose value other modules have. */
export function exportedOf(file: FileAnalysis): Set<Binding> {
  const exported = exportedBindings(file)
  return new Set([...exported, ...namedExports(file.program, exported).keys()])
}

/** Bindings that are exported under a name, or are properties of what is exported, with their names here and there. */
export function namedExports(program: Program, exported: ReadonlySet<Binding>): ReadonlyMap<Binding, string[]> {
  const found = byProgram.get(program) ?? findNamed(program, exported)
  byProgram.set(program, found)
  return found
}

function findNamed(program: Program, exported: ReadonlySet<Binding>): Map<Binding, string[]> {
  const found = new Map<Binding, string[]>()
  for (const binding of program.scopes.bindings) {
    const all = [...binding.identifiers, ...readsOf(binding)] as Node[]
    const places = all.filter((place) => isExportedAt(program, place, exported))
    if (places.length > 0) found.set(binding, [binding.name, ...places.map((place) => nameThere(program, place))])
  }
  return found
}

/** `` where it is exported by its own name. */
function nameThere(program: Program, place: Node): string {
  const parent = program.parentOf(place)
  if (parent?.type === 'ExportSpecifier') return parent.exported.type === 'Identifier' ? parent.exported.name : ''
  if (parent?.type === 'Property') return propertyName(parent) ?? ''
  const target = parent?.type === 'AssignmentExpression' ? parent.left : undefined
  return target?.type === 'MemberExpression' ? (propertyName(target) ?? '') : ''
}

function isExportedAt(program: Program, place: Node, exported: ReadonlySet<Binding>): boolean {
  const parent = program.parentOf(place)
  switch (parent?.type) {
    case 'ExportSpecifier':
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'VariableDeclarator':
      return isExportedDeclaration(program, parent)
    case 'AssignmentExpression':
      return (
        parent.right === place && parent.left.type === 'MemberExpression' && isExport(program, parent.left, exported)
      )
    case 'Property':
      return parent.value === place && isExportedLiteral(program, program.parentOf(parent), exported)
    default:
      return false
  }
}

function isExportedDeclaration(program: Program, node: Node): boolean {
  if (node.type === 'ExportSpecifier') return true
  const outer = program.parentOf(node)
  const statement = outer?.type === 'VariableDeclaration' ? program.parentOf(outer) : outer
  return statement?.type === 'ExportNamedDeclaration'
}

/** `exports.x`, or a property of the object that is the export. */
function isExport(program: Program, target: ESTree.MemberExpression, exported: ReadonlySet<Binding>): boolean {
  const { object } = target
  if (isExportsObject(program, object)) return true
  const binding = object.type === 'Identifier' ? program.scopes.bindingOf(object) : undefined
  return binding !== undefined && exported.has(binding)
}

function isExportedLiteral(program: Program, literal: Node | undefined, exported: ReadonlySet<Binding>): boolean {
  const parent = literal && program.parentOf(literal)
  if (parent?.type === 'ExportDefaultDeclaration') return true
  if (parent?.type === 'AssignmentExpression') return isExportsObject(program, parent.left)
  const binding =
    parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
      ? program.scopes.bindingOf(parent.id)
      : undefined
  return binding !== undefined && exported.has(binding)
}
