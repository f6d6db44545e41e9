/** Gives each cache of a file the function that it belongs to, and adds those that only the purity analysis knows. */
import { textDigest } from '../wire/cache-marks.js'
import type { CacheInText, FoundCache } from './found-cache.js'
import type { ScannedSite } from './scanned-site.js'

/** `code`: the text that all offsets belong to. */
export function namedCaches(
  found: readonly CacheInText[],
  sites: readonly ScannedSite[],
  file: string,
  code: string,
): FoundCache[] {
  const digest = found.some(({ marked }) => marked) ? textDigest(code) : ''
  const named = found.map(({ kind, at, marked, ...cache }): FoundCache => {
    const site = kind === 'keyed' ? siteAround(sites, at) : undefined
    const id = site?.id ?? `${file}#${cache.subject}`
    const [mark] = marked?.marks ?? []
    return { id, file, ...cache, ...(marked && { marked: { id: `${file}@${mark?.start}`, ...marked, digest } }) }
  })
  const isNamed = ({ id, purity }: ScannedSite) =>
    named.some((cache) => cache.id === id && cache.subject === purity.ownCache?.subject)
  const unnamed = sites.flatMap((site): FoundCache[] => {
    const { id, purity } = site
    if (!purity.ownCache || isNamed(site)) return []
    const { line, subject } = purity.ownCache
    return [{ id, file, line, subject, bounded: true, uncounted: 'no-entries' }]
  })
  return [...named, ...unnamed].sort((one, other) => one.line - other.line)
}

/** The innermost. */
function siteAround(sites: readonly ScannedSite[], at: number): ScannedSite | undefined {
  const around = sites.filter(({ start, end }) => start <= at && at < end)
  return around.sort((one, other) => one.end - one.start - (other.end - other.start))[0]
}
