/** Decides whether a source is rewritten, and does it at most once for each text: the one way into the rewriter bundle. */
import type { rewriteSource as RewriteSource } from '../src/source/rewrite.js'
import type { SkippedLine } from '../src/wire/record.js'
import type { RunConfig } from '../src/wire/run-config.js'
import { WIRE_VERSION } from '../src/wire/version.js'
import { requireUnseen } from './bundles.js'
import { contentKey } from './content-key.js'
import { nodeOptions, reportsCoverage } from './node-coverage.js'
import { RewriteCache } from './rewrite-cache.js'

export interface SourceToRewrite {
  text: string
  /** Relative to the root. */
  file: string
  format: 'module' | 'commonjs'
  /** The text still has its types. */
  typescript: boolean
}

/** What every rewritten text contains, so that a text that passes two doors is rewritten once. */
const MARK = /globalThis\[Symbol\.for\(\\?"cache-probe\\?"\)\]/

const NONE: ReadonlySet<string> = new Set()

export class SourceRewriter {
  readonly #cache: RewriteCache
  readonly #selected: Map<string, Set<string>> | undefined
  readonly #captured: Map<string, Set<string>>
  readonly #enclosed: Map<string, Map<string, readonly string[]>>
  readonly #caches: NonNullable<RunConfig['caches']>
  readonly #sourceMap = Boolean(process.env.NODE_V8_COVERAGE) || reportsCoverage(nodeOptions())
  readonly #onSkipped: (line: SkippedLine) => void
  #rewriteSource: typeof RewriteSource | undefined

  constructor(config: RunConfig, onSkipped: (line: SkippedLine) => void) {
    this.#cache = new RewriteCache(config.rewriteCacheDir)
    this.#selected = config.only && groupByFile(config.only)
    this.#captured = capturedByFile(config.sites)
    this.#enclosed = enclosedByFile(config.sites)
    this.#caches = config.caches ?? {}
    this.#onSkipped = onSkipped
  }

  /** undefined: the text stays as it is. */
  rewrite(source: SourceToRewrite): string | undefined {
    const { text, file } = source
    const caches = Object.hasOwn(this.#caches, file) ? this.#caches[file] : undefined
    const select = this.#selected && (this.#selected.get(file) ?? NONE)
    if ((select === NONE && !caches) || MARK.test(text)) return undefined
    const selection = select ? [...select].sort().join('\n') : ''
    const captured = [...(this.#captured.get(file) ?? [])].sort().join()
    const enclosed = JSON.stringify([...(this.#enclosed.get(file) ?? [])])
    const readable = [captured, enclosed, caches ? JSON.stringify(caches) : ''].join('\0')
    const key = contentKey(
      [WIRE_VERSION, file, source.format, source.typescript, this.#sourceMap, selection, readable, text].join('\0'),
    )
    const kept = this.#cache.read(key)
    if (kept !== undefined) return kept || undefined
    const code = this.#parse(source, select)
    if (code !== undefined) this.#cache.write(key, code)
    return code || undefined
  }

  /** '' when nothing is to be wrapped; undefined when the text could not be parsed. */
  #parse(
    { text, file, format, typescript }: SourceToRewrite,
    select: ReadonlySet<string> | undefined,
  ): string | undefined {
    this.#rewriteSource ??= loadRewriter()
    try {
      return (
        this.#rewriteSource(text, {
          file,
          hint: format,
          typesStripped: !typescript,
          select,
          captured: this.#captured.get(file),
          enclosed: this.#enclosed.get(file),
          caches: Object.hasOwn(this.#caches, file) ? this.#caches[file] : undefined,
          sourceMap: this.#sourceMap,
        })?.code ?? ''
      )
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'UnparsableError') throw error
      this.#onSkipped({ type: 'skipped', file, reason: 'unparsable', detail: error.message })
      return undefined
    }
  }
}

/** Loaded only when a text must be parsed. */
function loadRewriter(): typeof RewriteSource {
  return (requireUnseen('./rewriter.cjs') as { rewriteSource: typeof RewriteSource }).rewriteSource
}

function capturedByFile(sites: RunConfig['sites']): Map<string, Set<string>> {
  const byFile = new Map<string, Set<string>>()
  for (const [id, { captured = [] }] of Object.entries(sites)) {
    if (captured.length === 0) continue
    const file = id.slice(0, id.indexOf('#'))
    const names = byFile.get(file) ?? new Set()
    byFile.set(file, names)
    for (const { name } of captured) names.add(name)
  }
  return byFile
}

function enclosedByFile(sites: RunConfig['sites']): Map<string, Map<string, readonly string[]>> {
  const byFile = new Map<string, Map<string, readonly string[]>>()
  for (const [id, { captured, enclosed }] of Object.entries(sites)) {
    const names = enclosed ?? [...new Set(captured?.map(({ name }) => name))]
    if (enclosed === undefined && names.length === 0) continue
    const file = id.slice(0, id.indexOf('#'))
    byFile.set(file, (byFile.get(file) ?? new Map()).set(id, names))
  }
  return byFile
}

function groupByFile(ids: string[]): Map<string, Set<string>> {
  const byFile = new Map<string, Set<string>>()
  for (const id of ids) {
    const file = id.slice(0, id.indexOf('#'))
    byFile.set(file, (byFile.get(file) ?? new Set()).add(id))
  }
  return byFile
}
