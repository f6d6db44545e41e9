/** What `cache-probe/memoize` exports. */
export { type CacheInfo, type Memoized, type MemoizeOptions, memoize } from './memo/memoize.js'
