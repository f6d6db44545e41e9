/** Joins what was found in each file by itself: functions depend on what other files do. */
import { LinkedFiles } from './linked-files.js'
import { LinkedPurity } from './linked-purity.js'
import { LinkedResults } from './linked-results.js'
import { LinkedState } from './linked-state.js'
import type { ModuleUse } from './module-uses.js'
import { OpenFields } from './open-fields.js'
import { Overriders, type Reliance, withoutReliance } from './overridden.js'
import type { ScannedText } from './scan-text.js'
import type { Scan, ScannedSite, SkippedFile } from './scanned-site.js'

export class JoinedFacts {
  readonly #scan: Scan = { sites: [], caches: [], skipped: [], files: 0, modules: 0 }
  readonly #relies = new Map<ScannedSite, Reliance[]>()
  readonly #uses = new Map<ScannedSite, ModuleUse[]>()
  readonly #exportedAs = new Map<ScannedSite, string[]>()
  readonly #overriders = new Overriders()
  readonly #linked = new LinkedFiles()
  readonly #state = new LinkedState(this.#linked)
  readonly #purity = new LinkedPurity(this.#linked)
  readonly #fields: OpenFields

  /** @param textOf of a file; undefined: it cannot be read. */
  constructor(textOf: (file: string) => string | undefined) {
    this.#fields = new OpenFields(this.#linked, textOf)
  }

  skip(file: SkippedFile): void {
    this.#scan.skipped.push(file)
  }

  add(file: string, found: ScannedText): void {
    this.#scan.sites.push(...found.sites)
    this.#scan.caches.push(...found.caches)
    for (const [site, reliances] of found.relies) this.#relies.set(site, reliances)
    for (const [site, used] of found.uses) this.#uses.set(site, used)
    for (const [site, names] of found.exportedAs) this.#exportedAs.set(site, names)
    this.#overriders.add(file, found.overriding)
    if (found.links) {
      this.#linked.add(file, found.links)
      this.#purity.add(file, found.purities, found.links)
    }
    this.#scan.files++
    if (found.isModule) this.#scan.modules++
  }

  /** To be asked once, when all files are there. */
  settled(): Scan {
    for (const site of this.#scan.sites) {
      const settled = this.#purity.settled(site.file, site.purity)
      site.purity = { ...settled, state: this.#state.settled(site.file, settled.state) }
    }
    this.#fields.settle(this.#scan.sites)
    for (const [site, reliances] of this.#relies) {
      site.reads = withoutReliance(site.reads, reliances, (name) => this.#overriders.has(name, site.file))
    }
    for (const [site, used] of this.#uses) {
      const own = site.purity.state
      const state = [...own, ...this.#state.reasonsFor(site.file, used, own)]
      site.purity = { ...site.purity, state: state.sort((a, b) => a.line - b.line) }
    }
    const results = new LinkedResults(this.#linked)
    for (const [site, names] of this.#exportedAs) {
      const changed = results.reasonsFor(site, names)
      if (changed.length > 0) site.purity = { ...site.purity, state: [...site.purity.state, ...changed] }
    }
    return this.#scan
  }
}
