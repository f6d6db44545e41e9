/** The package as it would be published: packed once for a test file, and installed into projects from the tarball. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cleanEnvironment, projectRoot } from './cli.js'
import { temporaryFolder } from './temporary-folder.js'

let packed: { tarball: string; files: string[] } | undefined

/** `files` are the paths inside the tarball, sorted. dist/ must have been built. */
export function packPackage(): { tarball: string; files: string[] } {
  if (packed) return packed
  const folder = temporaryFolder('pack')
  // dist/ is what the tests run on: packing must not build it again under their feet.
  const json = npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], projectRoot)
  const listed = JSON.parse(json)
  const [entry] = Array.isArray(listed) ? listed : Object.values(listed)
  const files = (entry.files as { path: string }[]).map(({ path }) => path).sort()
  packed = { tarball: join(folder, entry.filename), files }
  return packed
}

/** A new project in a folder of that name, with the packed package installed; its path. */
export function projectWithPackage(folderName: string): string {
  const folder = join(temporaryFolder('project'), folderName)
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty-project', private: true, type: 'module' }))
  npm(['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', packPackage().tarball], folder)
  return folder
}

/** Runs npm in `cwd`; what it printed on stdout. */
export function npm(args: string[], cwd: string): string {
  return execFileSync('npm', args, {
    cwd,
    env: cleanEnvironment(),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
