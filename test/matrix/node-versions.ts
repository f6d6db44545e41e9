/** The Nodes that the matrix runs on: the one in PATH, and those that are installed once outside the project. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

/** Major versions; 20 comes from PATH. */
export const NODE_MAJORS = [20, 22, 24, 26]

/** Shared with `.ci/run`: what is installed here stays. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || tmpdir(), 'cache-probe-ci')

/** Path of the `node` of that major version. */
export function nodePath(major: number): string {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath
  const name = `node-${process.platform}-${process.arch}`
  const folder = join(cacheFolder, `node-${major}`)
  const path = join(folder, 'node_modules', name, 'bin', 'node')
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true })
    const options = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error']
    execFileSync('npm', ['install', '--prefix', folder, ...options, `${name}@${major}`], { stdio: 'inherit' })
  }
  return path
}

/** `env` in which `node`, and what the package managers start, is that one. */
export function withNodeFirst(path: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, PATH: [dirname(path), env.PATH].join(delimiter) }
}
