/** Reads what the driver wants of this run, and answers questions about it. */
import { sep } from 'node:path'
import { RUN_CONFIG_VARIABLE, type RunConfig, type SitePlan } from '../src/wire/run-config.js'
import { WIRE_VERSION } from '../src/wire/version.js'
import { readFileSync } from './pristine.js'

/** undefined: this process does not belong to a run. Throws when the file is gone or of another version. */
export function readRunConfig(env: NodeJS.ProcessEnv): RunConfig | undefined {
  const path = env[RUN_CONFIG_VARIABLE]
  if (!path) return undefined
  const config = JSON.parse(readFileSync(path, 'utf8')) as RunConfig
  if (config.wireVersion !== WIRE_VERSION) throw new Error(`run config of wire version ${config.wireVersion}, expected ${WIRE_VERSION}`)
  return config
}

/** Which files of the owner are targets, by absolute path. */
export class Targets {
  readonly #root: string
  readonly #include: RegExp[]
  readonly #exclude: RegExp[]

  constructor(config: RunConfig) {
    this.#root = config.root.endsWith(sep) ? config.root : config.root + sep
    this.#include = config.targets.include.map((source) => new RegExp(source))
    this.#exclude = config.targets.exclude.map((source) => new RegExp(source))
  }

  /** Path relative to the root, with `/`; undefined: the file is no target. */
  relative(path: string): string | undefined {
    if (!path.startsWith(this.#root)) return undefined
    const relative = sep === '/' ? path.slice(this.#root.length) : path.slice(this.#root.length).replaceAll(sep, '/')
    if (!this.#include.some((pattern) => pattern.test(relative))) return undefined
    return this.#exclude.some((pattern) => pattern.test(relative)) ? undefined : relative
  }
}

export function planOf(config: RunConfig, site: string): SitePlan {
  return Object.hasOwn(config.sites, site) ? (config.sites[site] as SitePlan) : { arm: config.arm }
}
