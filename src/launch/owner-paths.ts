/** Shows places in the owner's program as they know them: relative to the project's root. */
import type { SiteRecord } from './run-outcome.js'

/** Replaces the root in what the loader says of call sites, in place. */
export function shortenPaths(sites: Iterable<SiteRecord>, root: string): void {
  const prefix = root.endsWith('/') ? root : `${root}/`
  const shorten = (text: string) => text.replaceAll(prefix, '')
  for (const site of sites) {
    site.evidence = site.evidence.map((line) => ({ ...line, detail: shorten(line.detail) }))
    if (site.repeats?.loop) site.repeats.loop.place = shorten(site.repeats.loop.place)
    site.counterexamples = site.counterexamples.map((counterexample) => ({
      ...counterexample,
      callSite: counterexample.callSite === undefined ? undefined : shorten(counterexample.callSite),
    }))
  }
}
