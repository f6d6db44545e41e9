/** Reads what the driver wants of this run, and answers questions about it. */
import { isAbsolute, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RunConfig, SitePlan } from '../src/wire/run-config.js'
import { WIRE_VERSION } from '../src/wire/version.js'
import { readFileSync } from './pristine.js'

/** Our own bundles are never targets, whatever the patterns say. */
const OWN_DIRECTORY = fileURLToPath(new URL('.', import.meta.url))

/** Throws when the run is over and its file gone, or when another version of cache-probe wrote it. */
export function readRunConfig(path: string): RunConfig {
  const config = JSON.parse(readFileSync(path, 'utf8')) as RunConfig
  if (config.wireVersion === WIRE_VERSION) return config
  throw new Error(`run config of wire version ${config.wireVersion}, expected ${WIRE_VERSION}`)
}

/** tsx names what it makes of a TypeScript file for `import` of CommonJS `a.ts?tsx-commonjs-export-preparse=1`. */
const TSX_VIRTUAL = /\?tsx-.*$/

/** Which files of the owner are targets, by absolute path. */
export class Targets {
  readonly #root: string
  readonly #include: RegExp[]
  readonly #exclude: RegExp[]
  /** A hoisted package lies outside the root: its pattern begins with `../`, after what every pattern begins with. */
  readonly #reachesOutside: boolean

  constructor(config: RunConfig) {
    this.#root = config.root
    this.#include = config.targets.include.map((source) => new RegExp(source))
    this.#exclude = config.targets.exclude.map((source) => new RegExp(source))
    this.#reachesOutside = config.targets.include.some((source) => source.includes('\\.\\.'))
  }

  /** Path relative to the root, with `/`; undefined: the file is no target. */
  relative(compiled: string): string | undefined {
    const path = compiled.replace(TSX_VIRTUAL, '')
    const inside = path.startsWith(this.#root) && path[this.#root.length] === sep
    if (!inside && !(this.#reachesOutside && isAbsolute(path))) return undefined
    if (path.startsWith(OWN_DIRECTORY)) return undefined
    const native = inside ? path.slice(this.#root.length + 1) : relative(this.#root, path)
    const file = sep === '/' ? native : native.replaceAll(sep, '/')
    if (!this.#include.some((pattern) => pattern.test(file))) return undefined
    return this.#exclude.some((pattern) => pattern.test(file)) ? undefined : file
  }
}

export function planOf(config: RunConfig, site: string): SitePlan {
  return Object.hasOwn(config.sites, site) ? (config.sites[site] as SitePlan) : { arm: config.arm }
}
