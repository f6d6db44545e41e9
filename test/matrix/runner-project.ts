/** Makes a project of `fixtures/runners` ready to run: its packages installed once, its files in a folder of their own. */
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../e2e/cli.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { installOnce } from './install-once.js'

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
  const lockPath = join(runners, name, 'package-lock.json')
  return installOnce('runners', name, text, existsSync(lockPath) ? readFileSync(lockPath, 'utf8') : '')
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
