/** Answers from the table of builtins: what a global, a module's member or a method of that name does. */
import { BUILTINS, type BuiltinGroup, type Nature } from './builtin-table.js'
import { type Node, propertyName } from './syntax.js'

export type { Nature } from './builtin-table.js'

export type Builtin = Omit<BuiltinGroup, 'names'>

/** By full name: `Math.max`, `Array.prototype.push`, `node:path.join`; `*` for what a holder has besides. */
const byName = new Map<string, Builtin>()
for (const { names, ...builtin } of BUILTINS) {
  for (const name of names.split(/\s+/)) byName.set(builtin.of === '' ? name : `${builtin.of}.${name}`, builtin)
}

const methods = [...byName].flatMap(([path, builtin]) =>
  builtin.of.endsWith('.prototype') && !builtin.typed ? [{ name: path.slice(builtin.of.length + 1), builtin }] : [],
)

function methodsThat(holds: (builtin: Builtin) => boolean): Set<string> {
  return new Set(methods.filter(({ builtin }) => holds(builtin)).map(({ name }) => name))
}

/** Methods that change their receiver on at least one built-in type. */
export const MUTATING_METHODS = methodsThat(({ changes }) => changes === 'receiver')

/** Mutating methods that return their receiver. */
export const RETURNS_RECEIVER = methodsThat(({ changes, returns }) => changes === 'receiver' && returns === 'receiver')

/** Methods that return something held by their receiver. */
export const RETURNS_PART = methodsThat(({ returns }) => returns === 'part')

/** Methods that return a new container with parts of their receiver in it. */
export const RETURNS_COPY = methodsThat(({ returns }) => returns === 'copy' || returns === 'iterator')

/** Methods whose result follows the machine's locale or time zone. */
export const LOCALE_METHODS = methodsThat(({ nature }) => nature === 'locale-or-time-zone')

const localeMethods = new Map(
  methods.flatMap(({ name, builtin }) => (LOCALE_METHODS.has(name) ? [[name, builtin] as const] : [])),
)

/** One whose result follows the machine's locale or time zone; undefined: none of that name does. */
export function localeMethod(name: string): Builtin | undefined {
  return localeMethods.get(name)
}

/** The call itself says which locale, and which time zone where that counts too. */
export function namesLocale({ locale, zone }: Builtin, given: readonly Node[]): boolean {
  const tag = locale === undefined ? undefined : given[locale]
  return tag?.type === 'Literal' && typeof tag.value === 'string' && (!zone || given.some(namesZone))
}

function namesZone(options: Node): boolean {
  if (options.type !== 'ObjectExpression') return false
  return options.properties.some(
    (part) => part.type === 'Property' && propertyName(part) === 'timeZone' && part.value.type === 'Literal',
  )
}

/** Methods that leave their receiver alone on every built-in type that has them. */
export const HARMLESS_METHODS = new Set(
  methods.map(({ name }) => name).filter((name) => !MUTATING_METHODS.has(name) && !LOCALE_METHODS.has(name)),
)

/** Methods that call the functions given to them with parts of their receiver. */
export const ITERATING_METHODS = methodsThat(({ calls }) => calls === true)

function functionsThat(holds: (builtin: Builtin) => boolean): Set<string> {
  return new Set([...byName].flatMap(([path, builtin]) => (holds(builtin) ? [path] : [])))
}

/** Functions that change their first argument. */
export const MUTATES_FIRST_ARGUMENT = functionsThat(({ changes }) => changes === 'first argument')

const HOLDERS = new Set(BUILTINS.flatMap(({ of, names }) => (of === '' ? names.split(/\s+/) : [of.split('.', 1)[0]])))

/** undefined: not known. `path` is a global or a member of one: `Math.random`, `parseInt`, `process.env.HOME`. */
export function builtinGlobal(path: string): Builtin | undefined {
  const known = byName.get(path)
  if (known) return known
  for (let at = path.lastIndexOf('.'); at > 0; at = path.lastIndexOf('.', at - 1)) {
    const holder = path.slice(0, at)
    const rest = byName.get(`${holder}.*`) ?? (at < path.length ? partOf(byName.get(holder)) : undefined)
    if (rest) return rest
  }
  return undefined
}

/** `process.stdout.write` does what `process.stdout` is for; of what is pure there is no telling. */
function partOf(builtin: Builtin | undefined): Builtin | undefined {
  return builtin?.nature === undefined || builtin.nature === 'locale-or-time-zone' ? undefined : builtin
}

export function natureOfGlobal(path: string): Nature | undefined {
  const builtin = builtinGlobal(path)
  return builtin && (builtin.nature ?? 'pure')
}

/** Names that are the language's own, so that `var Math = context.Math` is an alias of it. */
export function isLanguageGlobal(name: string): boolean {
  return /^[A-Z]/.test(name) && HOLDERS.has(name)
}

export function isGlobalObjectName(name: string): boolean {
  return /^(globalThis|window|self|global)$/.test(name)
}

/** undefined: not known. `module` may carry `node:`; `member` is a path such as `promises.readFile`. */
export function builtinOfModule(module: string, member: string): Builtin | undefined {
  const bare = module.replace(/^node:/, '').replace(/^(path|util|assert)\/.*$/, '$1')
  // Wrappers of the platform's generators keep these names.
  if (/(^|\.)(randomUUID|getRandomValues|randomBytes)$/.test(member)) return byName.get('crypto.randomUUID')
  if (bare === 'process') return builtinGlobal(`process.${member}`)
  if (bare === 'perf_hooks') return builtinGlobal(member)
  const inside = member.replace(/^(default\.)?(posix|win32)\./, '')
  return byName.get(`node:${bare}.${inside}`) ?? byName.get(`node:${bare}.*`)
}

export function natureOfModule(module: string, member: string): Nature | undefined {
  const builtin = builtinOfModule(module, member)
  return builtin && (builtin.nature ?? 'pure')
}

/** A method of what `type` makes: `Intl.Collator`, `node:crypto.createHash`. */
export function methodOf(type: string, name: string): Builtin | undefined {
  return byName.get(`${type}.prototype.${name}`)
}

/** The table knows methods of what it makes. */
export function isBuiltinType(type: string): boolean {
  return TYPES.has(type)
}

const TYPES = new Set(
  BUILTINS.flatMap(({ of }) => (of.endsWith('.prototype') ? [of.slice(0, -'.prototype'.length)] : [])),
)
