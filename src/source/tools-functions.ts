/** Tells functions that a tool has put into a file from those of its owner: who watches all functions leaves them out. */
import type { FoundSite } from './found-site.js'

/** istanbul's counters, and how swc exports: by name and by the very text that these begin with. */
const OPENING =
  /^function\s+(?:cov_\w+\(\)\s*\{\s*(?:var|const) path\s*=|_export\(target, all\)\s*\{\s*for\s*\(var name in all\))/

/** Without those, and without what stands in them. */
export function ownersSites(code: string, sites: readonly FoundSite[]): FoundSite[] {
  const tools = sites.filter(({ start }) => OPENING.test(code.slice(start, start + 200)))
  return sites.filter(({ start, end }) => !tools.some((tool) => start >= tool.start && end <= tool.end))
}
