/** Installs the memoizers that ours is measured against. */
import { copyFileSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectRoot } from '../e2e/cli.js'
import { installOnce } from '../matrix/install-once.js'

const source = join(projectRoot, 'test', 'bench', 'peers')

/** Path of a peers.mjs that finds its packages beside it. */
export function installedPeers(): string {
  const [manifest = '', lock = ''] = ['package.json', 'package-lock.json'].map((name) =>
    readFileSync(join(source, name), 'utf8'),
  )
  const path = join(dirname(installOnce('peers', 'memoizers', manifest, lock)), 'peers.mjs')
  copyFileSync(join(source, 'peers.mjs'), path)
  return path
}
