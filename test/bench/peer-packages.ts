/** Installs the memoizers that ours is measured against: outside the project, and once for each set of versions. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../e2e/cli.js'
import { cacheFolder } from '../matrix/node-versions.js'

const source = join(projectRoot, 'test', 'bench', 'peers')

/** Path of a peers.mjs that finds its packages beside it. */
export function installedPeers(): string {
  const lock = readFileSync(join(source, 'package-lock.json'), 'utf8')
  const folder = join(cacheFolder, 'peers', createHash('sha256').update(lock).digest('hex').slice(0, 12))
  mkdirSync(folder, { recursive: true })
  for (const name of ['package.json', 'package-lock.json', 'peers.mjs']) {
    copyFileSync(join(source, name), join(folder, name))
  }
  if (!existsSync(join(folder, 'installed'))) {
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    execFileSync('npm', ['ci', ...options], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
    writeFileSync(join(folder, 'installed'), '')
  }
  return join(folder, 'peers.mjs')
}
