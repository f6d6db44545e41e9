/** Finds the variables that a file shares with all others: `globalThis.lang`, `global[KEY].unit`, and names that no file declares. */
import type * as ESTree from 'estree'
import { isLanguageGlobal, natureOfGlobal } from './builtins.js'
import type { Callees } from './callee.js'
import type { ModulePlace } from './module-uses.js'
import { onlyValue } from './only-value.js'
import type { Program } from './program.js'
import { readsOf } from './scopes.js'
import { type Node, propertyName, textOf, unwrapped } from './syntax.js'

/** The global object, as the module of a place; no `require` could name it. */
export const GLOBALS = '#globals'

/** What Node gives to each module, and what is always the same. */
const GIVEN = /^(require|module|exports|arguments|__dirname|__filename|undefined|NaN|Infinity)$/

/** Of names below the global object; undefined: it is none, or one that the language or the platform defines. */
export function globalPlace(callees: Callees, node: Node): ModulePlace | undefined {
  const path = globalPath(callees, node)
  const [name] = path ?? []
  return path && name !== undefined && !isOfPlatform(name) ? { module: GLOBALS, path } : undefined
}

/** Identifiers that mean the global object, or one of its properties. */
export function globalNames(program: Program, callees: Callees): Node[] {
  const aliases = program.scopes.bindings.filter((binding) => {
    const value = onlyValue(binding)
    const mayBe = value && /^(Identifier|(Conditional|Logical)Expression)$/.test(value.type)
    return mayBe && isGlobalObject(callees, value)
  })
  return [...program.routines.flatMap(({ globals }) => globals), ...aliases.flatMap(readsOf)]
}

function globalPath(callees: Callees, node: Node): string[] | undefined {
  const bare = unwrapped(node)
  if (bare.type === 'MemberExpression') {
    const [outer, name] = [globalPath(callees, bare.object), propertyName(bare) ?? keyName(bare)]
    return outer === undefined || name === undefined ? outer : [...outer, name]
  }
  if (bare.type !== 'Identifier') return undefined
  if (isGlobalObject(callees, bare)) return []
  return callees.program.scopes.bindingOf(bare) ? undefined : [bare.name]
}

/** `global[KEY]`: a name for a name. */
function keyName({ property }: ESTree.MemberExpression): string | undefined {
  return property.type === 'Identifier' ? `[${textOf(property)}]` : undefined
}

function isGlobalObject(callees: Callees, node: Node): boolean {
  const [meaning, ...others] = callees.meaningsOf(node)
  return others.length === 0 && meaning?.kind === 'global' && meaning.path === ''
}

function isOfPlatform(name: string): boolean {
  return GIVEN.test(name) || isLanguageGlobal(name) || [name, `${name}.x`].some((path) => natureOfGlobal(path))
}
