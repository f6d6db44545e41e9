/** Packages of the registry that tests run, installed once outside the project for all that asks for the same. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './node-versions.js'

/**
 * The `node_modules` of a project with that text as its package.json, and that one as its package-lock.json if there is
 * any; `kind` and `name` tell its folder to people.
 */
export function installOnce(kind: string, name: string, manifest: string, lock = ''): string {
  const key = createHash('sha256').update(manifest).update(lock).digest('hex').slice(0, 12)
  const folder = join(cacheFolder, kind, `${name}-${key}`)
  if (!existsSync(join(folder, 'installed'))) install(folder, manifest, lock)
  return join(folder, 'node_modules')
}

/** Put in its place when it is whole: other processes may be about to install the same. */
function install(folder: string, manifest: string, lock: string): void {
  const draft = `${folder}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  writeFileSync(join(draft, 'package.json'), manifest)
  if (lock !== '') writeFileSync(join(draft, 'package-lock.json'), lock)
  const how = lock === '' ? ['install', '--no-package-lock'] : ['ci']
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  execFileSync('npm', [...how, ...options], { cwd: draft, stdio: ['ignore', 'ignore', 'inherit'] })
  writeFileSync(join(draft, 'installed'), '')
  if (!existsSync(join(folder, 'installed'))) rmSync(folder, { recursive: true, force: true })
  try {
    renameSync(draft, folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error
    rmSync(draft, { recursive: true, force: true })
  }
}
