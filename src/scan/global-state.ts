/** Finds the variables that a file shares with all others: `globalThis.lang`, `global[KEY].unit`, and names that no file declares. */
import type * as ESTree from 'estree'
import { isLanguageGlobal, MUTATES_FIRST_ARGUMENT, natureOfGlobal } from './builtins.js'
import type { Callees } from './callee.js'
import type { ModulePlace } from './module-uses.js'
import { argumentAtOnce, onlyValue, soleReturn } from './only-value.js'
import { keyInPattern } from './pattern-keys.js'
import type { Program } from './program.js'
import { type Binding, parameterPosition, readsOf, writesTo } from './scopes.js'
import { isConstantName } from './setting-values.js'
import { isFunction, type Node, propertyName, textOf, unwrapped } from './syntax.js'

/** The global object, as the module of a place; no `require` could name it. */
export const GLOBALS = '#globals'

/** What Node gives to each module, and what is always the same. */
const GIVEN = /^(require|module|exports|arguments|__dirname|__filename|undefined|NaN|Infinity)$/

/** What browsers, runtimes and build tools define. */
const OF_OTHERS =
  /^(on[a-z]+|webkit\w*|moz\w*|ms[A-Z]\w*|__[A-Z0-9_]+|document|frames|parent|top|opener|screen|history|origin|name|status|closed|event|external|opera|chrome|browser|devicePixelRatio|(inner|outer)(Width|Height)|(scroll|page)\w+|matchMedia|getComputedStyle|getSelection|(request|cancel)\w+|crypto|msCrypto|performance|navigator|location|fetch|trustedTypes|scheduler|caches|indexedDB|define|gc|jest|importScripts|vm|phantom|nw|process)$/

/** Names for parts of parts, and of those. */
const MOST_NAMES = 8

/** At the end of a path: a name that only the call knows, and whatever comes after that. */
const ANY = '*'

/** Of names below the global object; undefined: it is none, or one that the language or the platform defines. */
export function globalPlace(callees: Callees, node: Node): ModulePlace | undefined {
  const path = globalPath(callees, node)
  return path && path.length > 0 ? placeAt(path) : undefined
}

/** The same of an object, which may be the global one itself, or go by a name of its own: `const { app } = globalThis`. */
export function globalObjectPlace(callees: Callees, node: Node): ModulePlace | undefined {
  const path = objectPath(callees, node)
  return path && placeAt(path)
}

export function placeAt(path: string[]): ModulePlace | undefined {
  const [name] = path
  if (name !== undefined && isOfPlatform(name)) return undefined
  return { module: GLOBALS, path: path.at(-1) === ANY ? path.slice(0, -1) : path }
}

/** Where text begins that means the global object, or one of its properties. */
export function globalNames(program: Program, callees: Callees): Node[] {
  const { bindings } = program.scopes
  const aliases = bindings.filter((binding) => mayBeGlobal(program, binding) && isGlobalBinding(callees, binding))
  const parts = bindings.filter((binding) => isGlobalPart(callees, binding))
  const calls = program.routines.flatMap((routine) => routine.calls.filter((call) => isGlobalCall(callees, call)))
  return [
    ...program.routines.flatMap(({ globals }) => globals),
    ...aliases.flatMap(readsOf),
    // What it held when it was named is no state; what is in that is.
    ...parts.flatMap(readsOf).filter((read) => isObjectOfAccess(program, read)),
    ...calls,
  ]
}

/** In Node it is, whatever else it would be elsewhere: `typeof window === 'object' ? window : globalThis`. */
export function isGlobalObject(callees: Callees, node: Node, names = 0): boolean {
  const bare = unwrapped(node)
  if (names > MOST_NAMES) return false
  const isOne = (part: Node) => isGlobalObject(callees, part, names + 1)
  switch (bare.type) {
    case 'LogicalExpression':
      return isOne(bare.right) || (bare.operator !== '&&' && isOne(bare.left))
    case 'ConditionalExpression':
      return isOne(bare.consequent) || isOne(bare.alternate)
    case 'CallExpression':
      return isGlobalCall(callees, bare, names + 1)
    case 'Identifier':
    case 'MemberExpression': {
      const binding = bare.type === 'Identifier' ? callees.program.scopes.bindingOf(bare) : undefined
      const value = binding && onlyValue(binding)
      if (value?.type === 'CallExpression') return isGlobalCall(callees, value, names + 1)
      return callees.meaningsOf(bare).some((meaning) => meaning.kind === 'global' && meaning.path === '')
    }
    default:
      return false
  }
}

/** `globalThis.unit` from `start` on, under a name that browsers and build tools do not define. */
export function isTakenFromGlobals(callees: Callees, start: Node, access: Node): boolean {
  if (start === access || !isGlobalObject(callees, start) || /^(window|self)$/.test(textOf(start))) return false
  const outer = callees.program.parentOf(access)
  if (outer?.type === 'UnaryExpression' || (outer?.type === 'CallExpression' && outer.callee === access)) return false
  return isUsersName(globalPath(callees, access)?.[0])
}

/** Of a place on the global object: undefined and computed names say nothing. */
export function isUsersName(name: string | undefined): boolean {
  return name !== undefined && name !== ANY && !/^[A-Z[]/.test(name) && !isConstantName(name) && !OF_OTHERS.test(name)
}

/** The names of places on the global object that functions of the file put something at, at any time. */
export function globalsMade(program: Program, callees: Callees): string[] {
  const made = program.routines.flatMap(({ writes, calls }) => [
    ...writes.map(({ target }) => globalPath(callees, target)),
    ...calls.flatMap((call) => {
      const [first] = call.type === 'CallExpression' ? call.arguments : []
      const isChange = call.type === 'CallExpression' && MUTATES_FIRST_ARGUMENT.has(textOf(call.callee))
      return isChange && first && isGlobalObject(callees, first) ? [[ANY]] : []
    }),
  ])
  return [...new Set(made.flatMap((path) => path?.[0] ?? []))]
}

function globalPath(callees: Callees, node: Node, names = 0): string[] | undefined {
  const bare = unwrapped(node)
  if (bare.type === 'MemberExpression') {
    const outer = objectPath(callees, bare.object, names)
    if (outer === undefined || outer.at(-1) === ANY) return outer
    return [...outer, propertyName(bare) ?? constantKey(callees.program, bare.property) ?? ANY]
  }
  if (isGlobalObject(callees, bare)) return []
  return bare.type === 'Identifier' && !callees.program.scopes.bindingOf(bare) ? [bare.name] : undefined
}

function objectPath(callees: Callees, node: Node, names = 0): string[] | undefined {
  const bare = unwrapped(node)
  const binding = bare.type === 'Identifier' ? callees.program.scopes.bindingOf(bare) : undefined
  return globalPath(callees, node, names) ?? (binding && partPath(callees, binding, names + 1))
}

/** `const app = globalThis.app`, `const { app } = globalThis`. */
function partPath(callees: Callees, binding: Binding, names = 0): string[] | undefined {
  const [write, ...others] = names > MOST_NAMES || parameterPosition(binding) ? [] : writesTo(binding)
  if (!write?.value || others.length > 0) return undefined
  const value = unwrapped(write.value)
  if (!write.partial) return value.type === 'MemberExpression' ? globalPath(callees, value, names) : undefined
  const key = keyInPattern(callees.program.parentOf(write.value), binding.name)
  const outer = key === undefined ? undefined : objectPath(callees, value, names)
  return outer && [...outer, key as string]
}

function isGlobalPart(callees: Callees, binding: Binding): boolean {
  return readsOf(binding).some((read) => isObjectOfAccess(callees.program, read)) && Boolean(partPath(callees, binding))
}

function isObjectOfAccess(program: Program, read: Node): boolean {
  const parent = program.parentOf(read)
  return parent?.type === 'MemberExpression' && parent.object === read
}

function mayBeGlobal(program: Program, binding: Binding): boolean {
  const value = onlyValue(binding)
  if (value) return /^(Identifier|(Conditional|Logical|Call)Expression)$/.test(value.type)
  const [name] = binding.identifiers
  return (
    parameterPosition(binding) !== undefined && name !== undefined && argumentAtOnce(program, name as Node) !== name
  )
}

function isGlobalBinding(callees: Callees, binding: Binding): boolean {
  const value = onlyValue(binding) ?? argumentAtOnce(callees.program, binding.identifiers[0] as Node)
  return isGlobalObject(callees, value)
}

/** `Function('return this')()`, `getRoot()`. */
function isGlobalCall(callees: Callees, call: Node, names = 0): boolean {
  if (call.type !== 'CallExpression' || call.arguments.length > 0) return false
  if (/^(new )?Function\(?/.test(textOf(call.callee))) return returnsThis(call.callee)
  const returned = soleReturn(callees.program, call)
  if (returned?.type === 'ThisExpression') return isFunction(unwrapped(call.callee))
  return returned !== undefined && /^(Identifier|(Conditional|Logical)Expression)$/.test(returned.type)
    ? isGlobalObject(callees, returned, names)
    : false
}

function returnsThis(made: Node): boolean {
  const [body] = made.type === 'CallExpression' || made.type === 'NewExpression' ? made.arguments : []
  return body?.type === 'Literal' && /^return this;?$/.test(String(body.value))
}

/** Text, or a symbol, which goes by the name that it has for all files, or that of its variable. */
export function constantKey(program: Program, node: Node): string | undefined {
  const binding = node.type === 'Identifier' ? program.scopes.bindingOf(node) : undefined
  const value = binding ? onlyValue(binding) : node
  if (value?.type === 'Literal') return String(value.value)
  if (value?.type === 'TemplateLiteral') return value.expressions.length > 0 ? undefined : textIn(value)
  if (value?.type !== 'CallExpression' || !/^Symbol(\.for)?$/.test(textOf(value.callee))) return undefined
  const [name] = textOf(value.callee) === 'Symbol.for' ? value.arguments : []
  return name?.type === 'Literal' ? `[@@${name.value}]` : binding && `[${binding.name}]`
}

function textIn({ quasis: [text] }: ESTree.TemplateLiteral): string | undefined {
  return text?.value.cooked ?? undefined
}

function isOfPlatform(name: string): boolean {
  return GIVEN.test(name) || isLanguageGlobal(name) || [name, `${name}.x`].some((path) => natureOfGlobal(path))
}
