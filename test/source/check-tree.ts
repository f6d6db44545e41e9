/**
 * Checks every JavaScript and TypeScript file below the folders given:
 * `node --experimental-vm-modules build/test/source/check-tree.js <folder>...`. Prints what they came to, as JSON.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkFile } from './check-file.js'

export interface TreeOutcome {
  files: number
  rewritten: number
  sites: number
  untouched: number
  unparsable: number
  /** TypeScript that needs more than its types taken away. */
  notStrippable: number
  /** JavaScript that is unparsable for us, and not for node: `path: why`. */
  lost: string[]
  /** `path: what` */
  wrong: string[]
}

function* sourceFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* sourceFiles(path)
    else if (entry.isFile() && /(?<!\.d)\.[cm]?[jt]s$/.test(entry.name)) yield path
  }
}

const tree: TreeOutcome = {
  files: 0,
  rewritten: 0,
  sites: 0,
  untouched: 0,
  unparsable: 0,
  notStrippable: 0,
  lost: [],
  wrong: [],
}
for (const folder of process.argv.slice(2)) for (const path of sourceFiles(folder)) check(path)
console.log(JSON.stringify(tree, undefined, 1))

function check(path: string): void {
  const outcome = checkFile(readFileSync(path, 'utf8'), path)
  tree.files++
  if (outcome.kind === 'rewritten') {
    tree.rewritten++
    tree.sites += outcome.sites
  } else if (outcome.kind === 'untouched') {
    tree.untouched++
  } else if (outcome.kind === 'wrong') {
    tree.wrong.push(`${path}: ${outcome.what}`)
  } else {
    tree.unparsable++
    if (/ts$/.test(path)) tree.notStrippable++
    if (outcome.nodeTakesIt) tree.lost.push(`${path}: ${outcome.reason}`)
  }
}
