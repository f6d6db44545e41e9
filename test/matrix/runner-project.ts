/** Makes a project of `fixtures/runners` ready to run: its packages installed once, its files in a folder of their own. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../e2e/cli.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { cacheFolder } from './node-versions.js'

const runners = join(projectRoot, 'fixtures', 'runners')

/** A copy that may be changed; its real path. */
export function copyProject(name: string): string {
  const folder = join(temporaryFolder('matrix'), name)
  cpSync(join(runners, name), folder, { recursive: true })
  if (!existsSync(join(folder, 'package.json'))) throw new Error(`${name} is no folder of fixtures/runners`)
  cpSync(join(runners, 'shared'), folder, { recursive: true })
  const installed = installedPackages(name)
  if (installed) symlinkSync(installed, join(folder, 'node_modules'))
  return folder
}

/** The `node_modules` that belongs to the project's package.json; undefined: it needs none. */
export function installedPackages(name: string): string | undefined {
  const text = readFileSync(join(runners, name, 'package.json'), 'utf8')
  const { dependencies, devDependencies } = JSON.parse(text)
  if (!dependencies && !devDependencies) return undefined
  const key = createHash('sha256').update(text).digest('hex').slice(0, 12)
  const folder = join(cacheFolder, 'runners', `${name}-${key}`)
  if (!existsSync(join(folder, 'installed'))) install(folder, text)
  return join(folder, 'node_modules')
}

/** `mocha 12.0.3, ...`: what is installed for the project's own dependencies. */
export function installedVersions(name: string): string {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(runners, name, 'package.json'), 'utf8'))
  const packages = installedPackages(name) ?? ''
  const versionOf = (dependency: string) =>
    JSON.parse(readFileSync(join(packages, dependency, 'package.json'), 'utf8')).version
  return Object.keys({ ...dependencies, ...devDependencies })
    .map((dependency) => `${dependency} ${versionOf(dependency)}`)
    .join(', ')
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
