/** Collects sites as a walk meets them, and settles at its end what only the whole module can tell. */
import { type Context, EntryCount, type Frame } from './context.js'
import { ExportTable } from './export-table.js'
import type { Edit, FoundSite, FunctionNode } from './found-site.js'
import { reachesItself } from './own-name.js'
import type { AnyNode, Positions } from './parse.js'
import type { SiteKind, Unwrappable } from './site.js'

export interface NewSite {
  node: FunctionNode
  /** The whole member for methods, the function itself else. */
  extent: AnyNode
  kind: SiteKind
  /** What the id says after the enclosing names. */
  segments: readonly string[]
  name: string
  /** The node that names it, for line and column. */
  namedBy: AnyNode
  exportedAs: readonly string[]
  /** The variable that holds it, when one does. */
  binding: string | undefined
  edit: Edit | undefined
  unwrappable: Unwrappable | undefined
}

interface Draft {
  site: FoundSite
  context: Context
  binding: string | undefined
}

export class SiteList {
  readonly entries = new EntryCount()
  readonly exports = new ExportTable()
  readonly #drafts: Draft[] = []
  readonly #uses = new Map<string, number>()
  readonly #file: string
  readonly #positions: Positions

  constructor(file: string, positions: Positions) {
    this.#file = file
    this.#positions = positions
  }

  add(context: Context, found: NewSite): FoundSite {
    const { node, extent, namedBy, kind, name, edit } = found
    const unwrappable = node.generator ? 'generator' : (found.unwrappable ?? (edit ? undefined : 'no-writable-binding'))
    const blocked = unwrappable ?? (context.inWith ? 'no-writable-binding' : undefined)
    const site: FoundSite = {
      id: this.#uniqueId([...context.path, ...found.segments].join('.')),
      file: this.#file,
      name,
      ...this.#positions.positionOf(namedBy.start),
      start: extent.start,
      end: extent.end,
      kind,
      exportedAs: [...found.exportedAs],
      async: node.async,
      readsThis: false,
      readsArguments: false,
      closure: false,
      unwrappable: blocked,
      node,
      edit: blocked === undefined ? edit : undefined,
    }
    this.#drafts.push({ site, context, binding: found.binding })
    return site
  }

  /** All sites in source order. */
  settle(): FoundSite[] {
    for (const draft of this.#drafts) {
      draft.site.closure = !this.entries.isOnce(draft.context)
    }
    this.exports.assign(this.#drafts)
    return this.#drafts.map((draft) => draft.site)
  }

  #uniqueId(path: string): string {
    const uses = (this.#uses.get(path) ?? 0) + 1
    this.#uses.set(path, uses)
    return `${this.#file}#${path}${uses === 1 ? '' : `~${uses}`}`
  }
}

/** The walk knows what a body reads only after it has been through it. */
export function noteReads(site: FoundSite, frame: Frame): void {
  if (frame.readsFunctions || reachesItself(site.node)) leaveAlone(site, 'refers-to-itself')
  if (site.node.type === 'ArrowFunctionExpression') return // it reads its surroundings', which no caller can change
  site.readsThis = frame.readsThis
  site.readsArguments = frame.readsArguments
}

export function withdraw(site: FoundSite): void {
  leaveAlone(site, 'no-writable-binding')
}

function leaveAlone(site: FoundSite, reason: Unwrappable): void {
  site.edit = undefined
  site.unwrappable ??= reason
}
