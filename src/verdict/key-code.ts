/** Prints a key as code: what to give `memoize` so that it caches as it was measured. */
import type { FieldReads, ScannedSite } from '../scan/scanned-site.js'
import type { SiteKey } from '../wire/site-key.js'

type Place = SiteKey['leaves'][number]
type Parameters = Extract<FieldReads, { kind: 'known' }>['parameters']

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u

/** The parts, in a row: `range, this.options.loose`; undefined: a key by identity needs no code. */
export function keyParts(key: SiteKey, { reads }: ScannedSite): string | undefined {
  if (key.strategy === 'identity') return undefined
  if (key.strategy === 'structural') return 'all arguments by content'
  const parameters = reads.kind === 'known' ? reads.parameters : []
  const parts = key.leaves.map((leaf) => place(leaf, parameters, '.'))
  return parts.length === 0 ? 'the same for all calls' : parts.join(', ')
}

/** The option of `memoize`: `key: 'structural'`, or a key function. */
export function keyOption(key: SiteKey, { reads }: ScannedSite): string | undefined {
  if (key.strategy === 'identity') return undefined
  const sparing = key.contentUpTo === undefined ? '' : `, contentUpTo: ${key.contentUpTo}`
  if (key.strategy === 'structural') return `key: 'structural'${sparing}`
  const parameters = reads.kind === 'known' ? reads.parameters : []
  const tests = reads.kind === 'known' ? reads.tests : []
  // A path that ends early leads to undefined here: what decides whether it does has to be a part of its own. `Object`
  // stands for any object, as nothing else that may be tested is equal to it.
  const tested = tests
    .map((test) => place(test, parameters, '?.'))
    .map((tested) => `${tested} && typeof ${tested} === "object" ? Object : ${tested}`)
  const read = key.leaves.map((leaf) => place(leaf, parameters, '?.'))
  const count = key.counted ? ['arguments.length'] : []
  return `key(${signature(key, tests, parameters)}) { return [${[...read, ...tested, ...count].join(', ')}] }${sparing}`
}

function signature({ leaves }: SiteKey, tests: readonly { from: Place['from'] }[], parameters: Parameters): string {
  const indices = [...leaves, ...tests].map(({ from }) => (from === 'this' ? -1 : from))
  const count = 1 + Math.max(-1, ...indices)
  return Array.from({ length: count }, (_, index) => nameOf(index, parameters)).join(', ')
}

function place({ from, path }: Pick<Place, 'from' | 'path'>, parameters: Parameters, dot: '.' | '?.'): string {
  const start = from === 'this' ? 'this' : nameOf(from, parameters)
  return path.reduce((text, name, step) => text + property(name, step === 0 && from === 'this' ? '.' : dot), start)
}

function property(name: string, dot: '.' | '?.'): string {
  if (IDENTIFIER.test(name)) return dot + name
  return `${dot === '?.' ? dot : ''}[${JSON.stringify(name)}]`
}

function nameOf(index: number, parameters: Parameters): string {
  const name = parameters[index]
  const isOnly = name !== undefined && parameters.indexOf(name) === parameters.lastIndexOf(name)
  return isOnly ? name : `arg${index}`
}
