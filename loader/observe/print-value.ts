/** Prints a value for the evidence of a verdict: bounded, without running a line of the owner's program. */
import {
  bytesOf,
  dateText,
  dateTime,
  functionName,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  isAnyArrayBuffer,
  isArray,
  isDate,
  isMap,
  isNativeError,
  isProxy,
  isRegExp,
  isSet,
  isView,
  mapForEach,
  ownKeys,
  ownValue,
  regExpFlags,
  regExpSource,
  setForEach,
} from '../intrinsics.js'
import { prototypeKind } from './prototype-kind.js'
import { EnvironmentValues, HIDDEN, isEnvironment, isSecretName, withoutSecrets } from './secrets.js'

const MAX_DEPTH = 3
const MAX_ITEMS = 8
const MAX_STRING = 80
const MAX_TEXT = 400
/** A shorter text may stand in a result for many reasons. */
const LEAST_HIDDEN = 4
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u

const environment = new EnvironmentValues()

export function printValue(value: unknown): string {
  return cut(print(value, 0), MAX_TEXT)
}

/** `names`: of the parameters, by position; what goes by the name of a credential is not shown. */
export function printArguments(list: readonly unknown[], names: readonly (string | undefined)[] = []): string[] {
  const shown = list.slice(0, MAX_ITEMS).map((value, index) => printNamed(value, names[index]))
  return withRest(shown, list.length)
}

/** `text` without the arguments that {@link printArguments} does not show: a result may hold them. */
export function withoutHidden(
  text: string,
  list: readonly unknown[],
  names: readonly (string | undefined)[] = [],
): string {
  let shown = text
  for (const [index, value] of list.entries()) {
    const name = names[index]
    if (typeof value !== 'string' || value.length < LEAST_HIDDEN || name === undefined || !isSecretName(name)) continue
    shown = shown.split(value).join(HIDDEN)
  }
  return shown
}

function printNamed(value: unknown, name: string | undefined): string {
  return name !== undefined && isSecretName(name) ? HIDDEN : printValue(value)
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text
}

function print(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return printString(value)
    case 'bigint':
      return `${cut(String(value), MAX_STRING)}n`
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value)
    case 'function':
      return isProxy(value) ? '[Proxy]' : `[function ${cut(functionName(value), MAX_STRING)}]`
    case 'object':
      return value === null ? 'null' : printObject(value, depth)
    default:
      return String(value)
  }
}

function printString(text: string): string {
  if (environment.has(text)) return HIDDEN
  const start = JSON.stringify(withoutSecrets(text.slice(0, MAX_STRING)))
  return text.length > MAX_STRING ? `${start}… (${text.length})` : start
}

function printObject(object: object, depth: number): string {
  if (isProxy(object)) return '[Proxy]'
  if (isEnvironment(object)) return '[process.env]'
  const kind = prototypeKind(getPrototypeOf(object))
  if (kind.kind === 'host') return `[${kind.name}]`
  if (isDate(object)) return Number.isNaN(dateTime(object)) ? 'Invalid Date' : dateText(object)
  if (isRegExp(object)) return `/${cut(regExpSource(object), MAX_STRING)}/${regExpFlags(object)}`
  if (isNativeError(object)) return `[${kind.name}: ${print(ownValue(object, 'message'), MAX_DEPTH)}]`
  if (isView(object) || isAnyArrayBuffer(object)) return `[${kind.name}, ${bytes(bytesOf(object).length)}]`
  if (depth >= MAX_DEPTH) return isArray(object) ? '[…]' : '{…}'
  const name = kind.name === 'Object' || kind.name === 'Array' ? '' : `${cut(kind.name, MAX_STRING)} `
  if (isArray(object)) return `${name}[${elements(object, depth).join(', ')}]`
  const items = isMap(object) || isSet(object) ? members(object, depth) : properties(object, depth)
  return items.length === 0 ? `${name}{}` : `${name}{ ${items.join(', ')} }`
}

function bytes(length: number): string {
  return `${length} byte${length === 1 ? '' : 's'}`
}

function elements(array: object, depth: number): string[] {
  const length = ownValue(array, 'length') as number
  const items: string[] = []
  for (let index = 0; index < length && index < MAX_ITEMS; index++) {
    items.push(hasOwn(array, index) ? property(array, String(index), depth) : '<hole>')
  }
  return withRest(items, length)
}

function members(collection: object, depth: number): string[] {
  const items: string[] = []
  let count = 0
  const add = (text: () => string) => {
    if (count++ < MAX_ITEMS) items.push(text())
  }
  if (isMap(collection)) mapForEach(collection, (value, key) => add(() => entry(key, value, depth)))
  else setForEach(collection, (value) => add(() => print(value, depth + 1)))
  return withRest(items, count)
}

function entry(key: unknown, value: unknown, depth: number): string {
  return `${print(key, depth + 1)} => ${typeof key === 'string' && isSecretName(key) ? HIDDEN : print(value, depth + 1)}`
}

function properties(object: object, depth: number): string[] {
  const keys = ownKeys(object).filter((key) => getOwnPropertyDescriptor(object, key)?.enumerable)
  const items = keys.slice(0, MAX_ITEMS).map((key) => `${printKey(key)}: ${property(object, key, depth)}`)
  return withRest(items, keys.length)
}

function property(object: object, key: PropertyKey, depth: number): string {
  if (isSecretName(typeof key === 'symbol' ? (key.description ?? '') : String(key))) return HIDDEN
  const descriptor = getOwnPropertyDescriptor(object, key) as PropertyDescriptor
  return hasOwn(descriptor, 'value') ? print(descriptor.value, depth + 1) : '[accessor]'
}

function printKey(key: PropertyKey): string {
  if (typeof key === 'symbol') return `[${cut(String(key), MAX_STRING)}]`
  return IDENTIFIER.test(String(key)) ? cut(String(key), MAX_STRING) : JSON.stringify(cut(String(key), MAX_STRING))
}

function withRest(items: string[], count: number): string[] {
  return count > items.length ? [...items, `… ${count - items.length} more`] : items
}
