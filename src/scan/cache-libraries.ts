/** Packages whose functions and classes are caches, by what they export: facts from their documentation. */

export type CacheLibrary =
  /** A call makes a function that remembers; `inner`: index of the function that it is given, -1 for the last argument. */
  | { kind: 'memoizer'; inner: 0 | -1; bound?: string; bounded?: true; countedBy?: 'cacheKey' }
  /** `new` makes a structure with `get`, `has` and `set`; `bound` names the option that holds its size; it may publish what it is asked. */
  | { kind: 'structure'; bound: string; publishes?: true }
  /** It lives as long as something is rendered: no cache of the program's. */
  | { kind: 'of-rendering' }

const MEMOIZER: CacheLibrary = { kind: 'memoizer', inner: 0 }
const KEEPS_ONE: CacheLibrary = { kind: 'memoizer', inner: 0, bounded: true }

/** `package` for its default export or itself, `package#name` for what it exports under a name. */
const LIBRARIES = new Map<string, CacheLibrary>([
  ['lodash#memoize', MEMOIZER],
  ['lodash-es#memoize', MEMOIZER],
  ['lodash/memoize', MEMOIZER],
  ['lodash/memoize.js', MEMOIZER],
  ['lodash-es/memoize.js', MEMOIZER],
  ['lodash.memoize', MEMOIZER],
  ['moize', { kind: 'memoizer', inner: 0, bound: 'maxSize', bounded: true }], // keeps one result unless told otherwise
  ['micro-memoize', { kind: 'memoizer', inner: 0, bound: 'maxSize', bounded: true }],
  ['memoizee', { kind: 'memoizer', inner: 0, bound: 'max' }],
  ['fast-memoize', MEMOIZER],
  ['nano-memoize', MEMOIZER],
  ['memoize-one', KEEPS_ONE],
  ['@emotion/memoize', MEMOIZER],
  ['reselect#createSelector', { kind: 'memoizer', inner: -1, bounded: true }],
  ['cache-probe/memoize#memoize', { kind: 'memoizer', inner: 0, bound: 'maxsize', bounded: true }],
  // They know their functions by identity (`memoizeClear(fn)`), so that nothing may stand for one.
  ['memoize', { kind: 'memoizer', inner: 0, countedBy: 'cacheKey' }],
  ['p-memoize', { kind: 'memoizer', inner: 0, countedBy: 'cacheKey' }],
  ['lru-cache', { kind: 'structure', bound: 'max', publishes: true }],
  ['quick-lru', { kind: 'structure', bound: 'maxSize' }],
  ['react#cache', { kind: 'of-rendering' }],
  ['react#useMemo', { kind: 'of-rendering' }],
])

/** Names under which packages export what is their default as well. */
const ALSO_DEFAULT = /^(?:default|moize|memoize|memoizeOne|nanomemoize|LRUCache)$/

/** undefined: none that is known. */
export function cacheLibrary(module: string, member: string): CacheLibrary | undefined {
  if (member === '') return LIBRARIES.get(module)
  return LIBRARIES.get(`${module}#${member}`) ?? (ALSO_DEFAULT.test(member) ? LIBRARIES.get(module) : undefined)
}
