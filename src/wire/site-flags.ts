/** What the loader must know of a site beyond its id, as bits that fit into the rewritten source. */

export const SITE_FLAGS = { readsThis: 1, readsArguments: 2, async: 4, closure: 8, getter: 16 } as const

export interface FlaggedSite {
  readsThis: boolean
  readsArguments: boolean
  async: boolean
  closure: boolean
  kind: string
}

export function flagsOf(site: FlaggedSite): number {
  return (
    (site.readsThis ? SITE_FLAGS.readsThis : 0) |
    (site.readsArguments ? SITE_FLAGS.readsArguments : 0) |
    (site.async ? SITE_FLAGS.async : 0) |
    (site.closure ? SITE_FLAGS.closure : 0) |
    (site.kind === 'getter' ? SITE_FLAGS.getter : 0)
  )
}
