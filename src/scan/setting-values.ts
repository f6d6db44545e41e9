/** What settings are called, and what they hold at first. */
import { isFunction, type Node } from './syntax.js'

export function isNumber(node: Node): boolean {
  return node.type === 'Literal' && typeof node.value === 'number'
}

/** What libraries call the objects that they want their users to change. */
export function isSettingsName(name: string): boolean {
  return (
    /^(\$|options|opts|settings|config|configuration|defaults?|default(Options|Settings|Config))$/i.test(name) ||
    isKindOfSettings(name) ||
    LETS_THROUGH.test(name)
  )
}

/** `whiteList`, `allowedTags`: what is let through and what is not. */
const LETS_THROUGH =
  /^_?(white|black|allow(ed)?|block(ed)?|deny|denied|disallowed|forbidden|ignored?|stop)_?(lists?|words|tags|attr(ibute)?s|protocols|schemes)$/i

/** `templateSettings`; `parseOptions` does something with them. */
function isKindOfSettings(name: string): boolean {
  return /^_?[a-z]+(Settings|Options|Config|Defaults)$/.test(name) && !DOES.test(name)
}

const DOES =
  /^_?(apply|build|check|clone|create|ensure|extend|find|format|get|has|init|is|load|make|map|merge|needs?|normali[sz]e|override|parse|pick|prepare|process|read|reset|resolve|restore|save|set|setup|show|sort|split|test|to|transform|update|use|validate|with|write)[A-Z]/

/** `defaultLocale`: one of several that could be chosen. */
export function isDefaultName(name: string): boolean {
  return /^_?default[A-Z]/.test(name)
}

/** `strict: true`: whoever asks for it by name would not, if it was always so. `isRule: true` says what the object is. */
export function isSwitch(name: string, value: Node): boolean {
  const bare = value.type === 'UnaryExpression' && value.operator === '!' ? value.argument : value
  const isTruth = bare.type === 'Literal' && (bare !== value || typeof bare.value === 'boolean')
  return isTruth && !/^(_|(is|has)[A-Z])/.test(name)
}

export function isConstantName(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name) || /^(name|version|displayName|default|__esModule|prototype)$/.test(name)
}

/** `api.defaults = getDefaults()`: only the name says what it is. */
export function isMadeElsewhere(node: Node): boolean {
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
