/**
 * Finds settings: properties with a literal first value on the object that is the module's export, which its users may
 * set at any time (`mustache.tags = ['<%', '%>']`). Constants by their name, and properties that hold functions, are not.
 */
import { assignedTo, exportedBindings } from './exported-bindings.js'
import { namedExports } from './named-exports.js'
import { definitionOf, onlyValue } from './only-value.js'
import type { Program } from './program.js'
import type { Binding } from './scopes.js'
import {
  isConstantName,
  isDefaultName,
  isMadeElsewhere,
  isNumber,
  isSettingsName,
  isSettingValue,
  isSwitch,
} from './setting-values.js'
import type { FileAnalysis } from './state.js'
import { isClass, isFunction, type Node, propertyName } from './syntax.js'

export interface Setting {
  binding: Binding
  property: string
  /** Where it gets its first value. */
  line: number
  /** The whole object is one of settings, by its name. */
  isPart: boolean
}

export function exportedSettings(file: FileAnalysis): Setting[] {
  const { program } = file
  const exported = exportedBindings(file)
  const named = namedExports(program, exported)
  const isPart = (binding: Binding) => named.get(binding)?.some(isSettingsName) === true
  const isOpen = (binding: Binding, { property, value }: FirstValue) =>
    exported.has(binding) ||
    isPart(binding) ||
    (named.has(binding) && (isSettingsName(property) || isDefaultName(property) || isSwitch(property, value)))
  const known = new Set([...exported, ...named.keys()])
  const statics = staticFields(known)
  const first = [...assignedProperties(program), ...literalProperties(known, isPart)]
  const ofClasses = statics.flatMap(({ binding, property, value }) =>
    isConstantName(property) || !isSettingValue(value)
      ? []
      : [{ binding, property, line: program.lineOf(value), isPart: false }],
  )
  return [
    ...ofClasses,
    ...first.flatMap((one) => {
      const { binding, property, value } = one
      const isSetting =
        isSettingValue(value) ||
        (isSettingsName(property) && isMadeElsewhere(value)) ||
        (isDefaultName(property) && isMadeElsewhere(value) && !meansCode(program, value)) ||
        isDefaultOf(program, binding, value)
      if (isConstantName(property) || !isSetting || !isOpen(binding, one)) return []
      return [{ binding, property, line: program.lineOf(value), isPart: isPart(binding) }]
    }),
  ]
}

function meansCode(program: Program, value: Node): boolean {
  const binding = value.type === 'Identifier' ? program.scopes.bindingOf(value) : undefined
  const node = binding && definitionOf(binding)
  return node !== undefined && (isFunction(node) || isClass(node))
}

/** `api.encode = api.encoders['default']`: it is there to be given another one of them. */
function isDefaultOf(program: Program, binding: Binding, value: Node): boolean {
  if (value.type !== 'MemberExpression' || propertyName(value) !== 'default') return false
  const table = value.object
  return (
    table.type === 'MemberExpression' &&
    table.object.type === 'Identifier' &&
    program.scopes.bindingOf(table.object) === binding
  )
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
    const node = definitionOf(binding)
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
function literalProperties(bindings: Set<Binding>, isPart: (binding: Binding) => boolean): FirstValue[] {
  return [...bindings].flatMap((binding) => {
    const literal = onlyValue(binding)
    if (literal?.type !== 'ObjectExpression') return []
    return literal.properties.flatMap((part): FirstValue[] => {
      const property = part.type === 'Property' ? propertyName(part) : undefined
      if (part.type !== 'Property' || property === undefined) return []
      if (isNumber(part.value) && !isPart(binding) && !isSettingsName(property)) return []
      return [{ binding, property, value: part.value }]
    })
  })
}
