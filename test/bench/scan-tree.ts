/** A tree of real files to scan: those of installed packages, as many times as it takes, no two with the same content. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { projectRoot } from '../e2e/cli.js'

/** Bundles beyond that are said to be too large to be analysed. */
const LARGEST = 1_000_000

/** Makes `count` files below `root` and returns how many bytes they have. */
export function makeTree(root: string, count: number): number {
  const sources = packageFolders().flatMap(sourcesBelow)
  let bytes = 0
  for (let made = 0; made < count; made++) {
    const { path, name } = sources[made % sources.length] as (typeof sources)[number]
    const round = Math.floor(made / sources.length)
    const copy = join(root, `round-${round}`, name)
    mkdirSync(dirname(copy), { recursive: true })
    copyFileSync(path, copy)
    if (round > 0) writeFileSync(copy, `\n// ${round}`, { flag: 'a' })
    bytes += statSync(copy).size
  }
  return bytes
}

/** Of this repository, and of the npm that came with this node. */
function packageFolders(): string[] {
  const ofNode = join(dirname(realpathSync(process.execPath)), '../lib/node_modules')
  return [realpathSync(join(projectRoot, 'node_modules')), ofNode].filter((folder) => existsSync(folder))
}

function sourcesBelow(folder: string): { path: string; name: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?js$/.test(name))
    .map((name) => ({ path: join(folder, name), name: nameInTree(folder, name) }))
    .filter(({ path }) => statSync(path).isFile() && statSync(path).size <= LARGEST)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Without a folder that scans leave out. */
function nameInTree(folder: string, name: string): string {
  return join(relative(dirname(dirname(folder)), dirname(folder)), name).replaceAll('node_modules', 'packages')
}
