/** Remembers which local names a module exports as what, and tells the sites that those names hold. */
import type { Context } from './context.js'
import type { FoundSite } from './found-site.js'

interface ExportedLocal {
  local: string
  as: string
  from: Context
}

interface BoundSite {
  site: FoundSite
  context: Context
  binding: string | undefined
}

export class ExportTable {
  readonly #exported: ExportedLocal[] = []

  add(local: string, as: string, from: Context): void {
    this.#exported.push({ local, as, from })
  }

  assign(sites: readonly BoundSite[]): void {
    if (this.#exported.length === 0) return
    const byBinding = new Map<string, BoundSite[]>()
    for (const bound of sites) {
      if (bound.binding === undefined) continue
      const list = byBinding.get(bound.binding)
      if (list) list.push(bound)
      else byBinding.set(bound.binding, [bound])
    }
    for (const { local, as, from } of this.#exported) {
      for (const { site } of visibleFrom(from, byBinding.get(local) ?? [])) {
        if (!site.exportedAs.includes(as)) site.exportedAs.push(as)
      }
    }
  }
}

/** Those bound in the nearest function around `from` that binds any. */
function visibleFrom(from: Context, candidates: readonly BoundSite[]): readonly BoundSite[] {
  if (candidates.length === 0) return candidates
  for (let body: Context | undefined = bodyOf(from); body; body = body.parent && bodyOf(body.parent)) {
    const here = candidates.filter(({ context }) => bodyOf(context) === body)
    if (here.length > 0) return here
  }
  return []
}

function bodyOf(context: Context): Context {
  return context.body ?? context
}
