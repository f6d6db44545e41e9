/** The environment that makes every node process below the owner's command load the probe, and find their programs. */
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { withRequire } from '../wire/require-option.js'
import { RUN_CONFIG_VARIABLE } from '../wire/run-config.js'

export interface RunPaths {
  /** Absolute path of the run's JSON RunConfig. */
  runConfigPath: string
  /** Absolute path of the loader's preload bundle. */
  preloadPath: string
}

/**
 * `env` with the probe in front of the owner's own NODE_OPTIONS, which is kept byte for byte. `--require` and not
 * `--import`, which would force node's ESM entry path on every child. DESIGN §3.
 */
export function childEnvironment(env: NodeJS.ProcessEnv, paths: RunPaths): NodeJS.ProcessEnv {
  return {
    ...env,
    NODE_OPTIONS: withRequire(paths.preloadPath, env.NODE_OPTIONS),
    [RUN_CONFIG_VARIABLE]: paths.runConfigPath,
  }
}

/** `env` with each `node_modules/.bin` from `cwd` upwards in front of PATH, as npm run has it: `-- mocha` works. */
export function withLocalPrograms(env: NodeJS.ProcessEnv, cwd: string): NodeJS.ProcessEnv {
  // Without a PATH the system has one of its own, which must not be lost.
  return env.PATH ? { ...env, PATH: [...programFolders(cwd), env.PATH].join(delimiter) } : env
}

/** Each `node_modules/.bin` from `cwd` upwards that is there, nearest first. */
export function programFolders(cwd: string): string[] {
  const folders: string[] = []
  for (let dir = cwd; ; dir = dirname(dir)) {
    const folder = join(dir, 'node_modules', '.bin')
    if (existsSync(folder)) folders.push(folder)
    if (dir === dirname(dir)) return folders
  }
}
