/** Packages of the registry that tests run, installed once outside the project for all that asks for the same. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './node-versions.js'

/** The `node_modules` of a project with that text as its package.json; `kind` and `name` tell its folder to people. */
export function installOnce(kind: string, name: string, manifest: string): string {
  const key = createHash('sha256').update(manifest).digest('hex').slice(0, 12)
  const folder = join(cacheFolder, kind, `${name}-${key}`)
  if (!existsSync(join(folder, 'installed'))) install(folder, manifest)
  return join(folder, 'node_modules')
}

/** Put in its place when it is whole: other processes may be about to install the same. */
function install(folder: string, manifest: string): void {
  const draft = `${folder}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  writeFileSync(join(draft, 'package.json'), manifest)
  const options = ['--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  execFileSync('npm', ['install', ...options], { cwd: draft, stdio: ['ignore', 'ignore', 'inherit'] })
  writeFileSync(join(draft, 'installed'), '')
  if (!existsSync(join(folder, 'installed'))) rmSync(folder, { recursive: true, force: true })
  try {
    renameSync(draft, folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error
    rmSync(draft, { recursive: true, force: true })
  }
}
