/**
 * Finds settings: properties with a literal first value on the object that is the module's export, which its users may
 * set at any time (`mustache.tags = ['<%', '%>']`). Constants by their name, and properties that hold functions, are not.
 */
import type * as ESTree from 'estree'
import { assignedTo, exportedBindings, isExportsObject } from './exported-bindings.js'
import { onlyValue } from './only-value.js'
import type { Program } from './program.js'
import { type Binding, declaredNode, readsOf } from './scopes.js'
import type { FileAnalysis } from './state.js'
import { isClass, isFunction, type Node, propertyName } from './syntax.js'

export interface Setting {
  binding: Binding
  property: string
  /** Where it gets its first value. */
  line: number
}

export function exportedSettings(file: FileAnalysis): Setting[] {
  const { program } = file
  const exported = exportedBindings(file)
  const named = namedExports(program, exported)
  const isOpen = (binding: Binding, property: string) =>
    exported.has(binding) || (named.has(binding) && (isSettingsName(binding.name) || isSettingsName(property)))
  const statics = staticFields(new Set([...exported, ...named]))
  const first = [...assignedProperties(program), ...literalProperties([...exported, ...named])]
  const ofClasses = statics.flatMap(({ binding, property, value }) =>
    isConstantName(property) || !isSettingValue(value) ? [] : [{ binding, property, line: program.lineOf(value) }],
  )
  return [
    ...ofClasses,
    ...first.flatMap(({ binding, property, value }) => {
      const isSetting = isSettingValue(value) || (isSettingsName(property) && isMadeElsewhere(value))
      if (isConstantName(property) || !isSetting || !isOpen(binding, property)) return []
      return [{ binding, property, line: program.lineOf(value) }]
    }),
  ]
}

/** Bindings whose value other modules have. */
export function exportedOf(file: FileAnalysis): Set<Binding> {
  const exported = exportedBindings(file)
  return new Set([...exported, ...namedExports(file.program, exported)])
}

interface FirstValue {
  binding: Binding
  property: string
  value: Node
}

/** `api.tags = value`, `Object.assign(api, { tags: value })`, where `api` is set up. */
function assignedProperties(program: Program): FirstValue[] {
  const found: FirstValue[] = []
  for (const routine of program.routines) {
    for (const call of routine.calls) {
      const target = assignedTo(call)
      const binding = target?.type === 'Identifier' ? program.scopes.bindingOf(target) : undefined
      if (!binding || program.ownerOf(binding) !== routine) continue
      for (const source of call.type === 'CallExpression' ? call.arguments.slice(1) : [])
        found.push(...propertiesOf(program, source).map((part) => ({ binding, ...part })))
    }
    for (const { target, node } of routine.writes) {
      if (target.type !== 'MemberExpression' || target.object.type !== 'Identifier') continue
      const binding = program.scopes.bindingOf(target.object)
      const property = propertyName(target)
      if (!binding || property === undefined || program.ownerOf(binding) !== routine) continue
      if (node.type === 'AssignmentExpression') found.push({ binding, property, value: node.right })
    }
  }
  return found
}

/** Of a literal, or of a name that always means one. */
function propertiesOf(program: Program, source: Node): { property: string; value: Node }[] {
  const binding = source.type === 'Identifier' ? program.scopes.bindingOf(source) : undefined
  const literal = binding ? onlyValue(binding) : source
  if (literal?.type !== 'ObjectExpression') return []
  return literal.properties.flatMap((part) => {
    const property = part.type === 'Property' ? propertyName(part) : undefined
    return part.type === 'Property' && property !== undefined ? [{ property, value: part.value }] : []
  })
}

/** `class Money { static digits = 2 }`: nobody else could be meant to read what is public, once it is exported. */
function staticFields(exported: Set<Binding>): FirstValue[] {
  return [...exported].flatMap((binding) => {
    const node = declaredNode(binding) ?? onlyValue(binding)
    return !node || !isClass(node)
      ? []
      : node.body.body.flatMap((member): FirstValue[] => {
          const isField = member.type === 'PropertyDefinition' && member.static && member.value
          const property = isField ? propertyName(member) : undefined
          return !isField || property === undefined || property.startsWith('#')
            ? []
            : [{ binding, property, value: member.value as Node }]
        })
  })
}

/** `const api = { tags: value }`. A number is more often a constant, but for one of settings. */
function literalProperties(bindings: Binding[]): FirstValue[] {
  return bindings.flatMap((binding) => {
    const literal = onlyValue(binding)
    if (literal?.type !== 'ObjectExpression') return []
    return literal.properties.flatMap((part): FirstValue[] => {
      const property = part.type === 'Property' ? propertyName(part) : undefined
      if (part.type !== 'Property' || property === undefined) return []
      if (isNumber(part.value) && !isSettingsName(binding.name) && !isSettingsName(property)) return []
      return [{ binding, property, value: part.value }]
    })
  })
}

export function isNumber(node: Node): boolean {
  return node.type === 'Literal' && typeof node.value === 'number'
}

/** What libraries call the objects that they want their users to change. */
export function isSettingsName(name: string): boolean {
  return /^(\$|options|opts|settings|config|configuration|defaults?|default(Options|Settings|Config))$/i.test(name)
}

export function isConstantName(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name) || /^(name|version|displayName|default|__esModule|prototype)$/.test(name)
}

/** `api.defaults = getDefaults()`: the name says what it is. */
function isMadeElsewhere(node: Node): boolean {
  return /^(Identifier|(Member|Call|New)Expression)$/.test(node.type)
}

export function isSettingValue(node: Node): boolean {
  switch (node.type) {
    case 'Literal':
    case 'TemplateLiteral':
      return true
    case 'UnaryExpression':
      return node.argument.type === 'Literal' || node.operator === '!'
    case 'LogicalExpression':
      return isSettingValue(node.left) || isSettingValue(node.right)
    case 'BinaryExpression':
      return node.operator !== 'in' && node.operator !== 'instanceof'
    case 'AssignmentExpression':
      // `api.minute = api.m = 60`
      return isSettingValue(node.right)
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

/** Bindings that are exported under a name, or are properties of what is exported. */
function namedExports(program: Program, exported: Set<Binding>): Set<Binding> {
  const found = new Set<Binding>()
  for (const binding of program.scopes.bindings) {
    const places = [...binding.identifiers, ...readsOf(binding)] as Node[]
    if (places.some((place) => isExportedAt(program, place, exported))) found.add(binding)
  }
  return found
}

function isExportedAt(program: Program, place: Node, exported: Set<Binding>): boolean {
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
function isExport(program: Program, target: ESTree.MemberExpression, exported: Set<Binding>): boolean {
  const { object } = target
  if (isExportsObject(program, object)) return true
  const binding = object.type === 'Identifier' ? program.scopes.bindingOf(object) : undefined
  return binding !== undefined && exported.has(binding)
}

function isExportedLiteral(program: Program, literal: Node | undefined, exported: Set<Binding>): boolean {
  const parent = literal && program.parentOf(literal)
  if (parent?.type === 'AssignmentExpression') return isExportsObject(program, parent.left)
  const binding =
    parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
      ? program.scopes.bindingOf(parent.id)
      : undefined
  return binding !== undefined && exported.has(binding)
}
