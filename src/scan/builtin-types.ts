/** Which of the builtins has made an object, where the text says so: then its methods are known, and not only their names. */
import type * as ESTree from 'estree'
import { isBuiltinType, methodOf } from './builtins.js'
import { partsOfLiteral } from './call-arguments.js'
import type { Callees } from './callee.js'
import { lookUp } from './member-table.js'
import { onlyValue } from './only-value.js'
import { patternFlags } from './pattern-flags.js'
import { type Node, propertyName, unwrapped } from './syntax.js'

const MOST_HANDS = 8

/** `Date`, `Intl.Collator`, `node:crypto.createHash`; undefined: not to be told. */
export function builtinTypeOf(callees: Callees, node: Node, hands = 0): string | undefined {
  const bare = unwrapped(node)
  if (hands > MOST_HANDS) return undefined
  if (bare.type === 'Identifier') {
    const binding = callees.program.scopes.bindingOf(bare)
    const value = binding && onlyValue(binding)
    return value && builtinTypeOf(callees, value, hands + 1)
  }
  if (bare.type === 'NewExpression') return madeBy(callees, bare.callee)
  if (bare.type !== 'CallExpression') return undefined
  const callee = unwrapped(bare.callee)
  const made = madeBy(callees, callee)
  // `Date()` is a text.
  if (made !== undefined) return made === 'Date' ? undefined : made
  const name = callee.type === 'MemberExpression' ? propertyName(callee) : undefined
  const type =
    name === undefined ? undefined : builtinTypeOf(callees, (callee as ESTree.MemberExpression).object, hands + 1)
  return type !== undefined && methodOf(type, name as string)?.returns === 'receiver' ? type : undefined
}

function madeBy(callees: Callees, maker: Node): string | undefined {
  const [meaning, ...others] = callees.meaningsOf(maker)
  if (others.length > 0) return undefined
  if (meaning?.kind === 'global') return isBuiltinType(meaning.path) ? meaning.path : undefined
  const path = meaning?.kind === 'module' ? `node:${meaning.module.replace(/^node:/, '')}.${meaning.member}` : ''
  return isBuiltinType(path) ? path : undefined
}

/**
 * Flags of the regular expressions that outlive the call and that `pattern` may be; '' for one that the call makes for
 * itself, undefined: not to be told.
 */
export function sharedFlags(callees: Callees, pattern: Node, hands = 0): string | undefined {
  const bare = unwrapped(pattern)
  if (bare.type === 'Literal' || bare.type === 'NewExpression') return ''
  if (bare.type === 'MemberExpression') return flagsIn(callees, bare)
  const binding = bare.type === 'Identifier' ? callees.program.scopes.bindingOf(bare) : undefined
  const value = binding && onlyValue(binding)
  if (!value || hands > MOST_HANDS) return undefined
  return flagsOf(value) ?? (value.type === 'MemberExpression' ? flagsIn(callees, value) : undefined)
}

/** Of every pattern that may be there. */
function flagsIn({ program, members }: Callees, access: ESTree.MemberExpression): string | undefined {
  const name = propertyName(access)
  const holder = access.object.type === 'Identifier' ? program.scopes.bindingOf(access.object) : undefined
  const literal = holder && onlyValue(holder)
  const table = members.tableOf(access.object)
  const values =
    literal?.type === 'ArrayExpression' || literal?.type === 'ObjectExpression'
      ? partsOfLiteral(literal, [name]).map(({ value }) => value)
      : table && name !== undefined
        ? lookUp(table, name)
        : []
  const flags = values.map(flagsOf)
  return flags.length === 0 || flags.includes(undefined) ? undefined : flags.join('')
}

/** No other literal moves on. */
function flagsOf(value: Node): string | undefined {
  return patternFlags(value) ?? (value.type === 'Literal' ? '' : undefined)
}
