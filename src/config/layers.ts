/** The three places that settings come from (flags, environment, file), each checked and turned into the same shape. */
import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { ProbeError } from '../errors.js'
import { RUN_CONFIG_VARIABLE } from '../wire/run-config.js'
import { checkSetting } from './check.js'
import { readJson5 } from './json5-file.js'
import { nearest } from './nearest.js'
import {
  ENVIRONMENT_PREFIX,
  environmentName,
  flagName,
  type RunFlags,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
} from './settings.js'

/** Settings of one layer, with the directory that its relative paths and globs start from. */
export interface Layer {
  settings: Settings
  baseDir: string
}

const CONFIG_FILE = 'cache-probe.config.json5'
const PACKAGE_KEY = 'cacheProbe'
const CONFIG_VARIABLE = `${ENVIRONMENT_PREFIX}CONFIG`

export function flagLayer(flags: RunFlags, cwd: string): Layer {
  const given = SETTING_KEYS.filter((key) => flags[key] !== undefined)
  const settings = checkAll(given, (key) => [flags[key], { where: flagName(key) ?? key, text: true }])
  return { settings, baseDir: cwd }
}

/** @throws {ProbeError} unknown-config-key for a CACHE_PROBE_* variable that looks like a misspelt setting. */
export function environmentLayer(env: NodeJS.ProcessEnv, cwd: string): Layer {
  refuseMisspelt(env)
  const given = SETTING_KEYS.filter((key) => (env[environmentName(key)] ?? '') !== '')
  const settings = checkAll(given, (key) => {
    const name = environmentName(key)
    return [env[name], { where: name, text: true }]
  })
  return { settings, baseDir: cwd }
}

/** Other variables with our prefix are left alone: the loader has one, and the owner's program may have its own. */
function refuseMisspelt(env: NodeJS.ProcessEnv): void {
  const known = [...SETTING_KEYS.map(environmentName), CONFIG_VARIABLE, RUN_CONFIG_VARIABLE]
  const unprefixed = known.map((name) => name.slice(ENVIRONMENT_PREFIX.length))
  for (const name of Object.keys(env)) {
    if (!name.startsWith(ENVIRONMENT_PREFIX) || known.includes(name)) continue
    const meant = nearest(name.slice(ENVIRONMENT_PREFIX.length), unprefixed)
    if (meant === undefined) continue
    const problem = `Unknown environment variable ${name}. Did you mean ${ENVIRONMENT_PREFIX}${meant}?`
    throw new ProbeError('unknown-config-key', problem)
  }
}

/**
 * The first of: `--config` (or CACHE_PROBE_CONFIG), the `cacheProbe` key in the root's package.json, the
 * configuration file beside it. The others are then not read.
 */
export function fileLayer(root: string, cwd: string, named: string | undefined, env: NodeJS.ProcessEnv): Layer {
  const explicit = named ?? env[CONFIG_VARIABLE]
  if (explicit) return readLayer(resolve(cwd, explicit), explicit)
  const manifest = join(root, 'package.json')
  const key = existsSync(manifest) ? keyInManifest(readJson5(manifest, 'package.json')) : undefined
  if (typeof key === 'string') return readLayer(resolve(root, key), key)
  if (key !== undefined) return objectLayer(key, `package.json, key ${PACKAGE_KEY}`, root)
  const file = join(root, CONFIG_FILE)
  return existsSync(file) ? readLayer(file, relative(cwd, file)) : { settings: {}, baseDir: root }
}

/** @throws {ProbeError} unknown-config-key, when a key is ours but for its spelling: `cache-probe`, `cacheprobe`. */
function keyInManifest(manifest: unknown): unknown {
  if (typeof manifest !== 'object' || manifest === null) return undefined
  const misspelt = Object.keys(manifest).find((key) => key !== PACKAGE_KEY && nearest(key, [PACKAGE_KEY]))
  if (misspelt !== undefined) {
    const remedy = `Did you mean ${PACKAGE_KEY}?`
    throw new ProbeError('unknown-config-key', `Unknown key "${misspelt}" in package.json. ${remedy}`)
  }
  return (manifest as Record<string, unknown>)[PACKAGE_KEY]
}

function readLayer(file: string, shown: string): Layer {
  return objectLayer(readJson5(file, shown), shown, dirname(file))
}

function objectLayer(value: unknown, shown: string, baseDir: string): Layer {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ProbeError('config-type', `${shown} must hold an object with settings, such as { cacheSize: 256 }.`)
  }
  for (const key of Object.keys(value)) {
    if (!SETTING_KEYS.includes(key as SettingKey)) {
      throw unknownKey(key, shown)
    }
  }
  const record = value as Record<string, unknown>
  const settings = checkAll(Object.keys(value) as SettingKey[], (key) => [
    record[key],
    { where: `"${key}" in ${shown}`, text: false },
  ])
  return { settings, baseDir }
}

function checkAll(
  keys: SettingKey[],
  lookUp: (key: SettingKey) => [value: unknown, origin: { where: string; text: boolean }],
): Settings {
  return Object.fromEntries(keys.map((key) => [key, checkSetting(key, ...lookUp(key))])) as Settings
}

function unknownKey(key: string, shown: string): ProbeError {
  const meant = nearest(key, SETTING_KEYS)
  const remedy = meant === undefined ? `Valid are: ${SETTING_KEYS.join(', ')}.` : `Did you mean ${meant}?`
  return new ProbeError('unknown-config-key', `Unknown key "${key}" in ${shown}. ${remedy}`)
}
