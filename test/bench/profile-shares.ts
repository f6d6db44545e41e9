/** Takes a V8 CPU profile of one run and tells which share of it each part of observing took: no switch in the product. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '../e2e/cli.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { nodeCpuMs } from './cpu-time.js'
import { OTHERS, type Part, partOf, within } from './observe-parts.js'

interface ProfileNode {
  id: number
  callFrame: { functionName: string; url: string; lineNumber: number }
  children?: number[]
}

interface Profile {
  nodes: ProfileNode[]
  samples: number[]
  timeDeltas: number[]
}

/** Shares of the main thread's time, of which they make up all. */
export function profiledShares(args: string[], cwd: string, env: NodeJS.ProcessEnv): Map<Part, number> {
  const folder = temporaryFolder('profile')
  nodeCpuMs(['--cpu-prof', '--cpu-prof-dir', folder, '--cpu-prof-interval', '400', ...args], cwd, env)
  // Of a suite that starts processes of its own: the one that did most.
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
  const [largest] = texts.sort((one, other) => other.length - one.length)
  if (largest === undefined) throw new Error('node wrote no profile')
  return sharesOf(JSON.parse(largest))
}

function sharesOf({ nodes, samples, timeDeltas }: Profile): Map<Part, number> {
  const parts = partsByNode(nodes)
  const shares = new Map<Part, number>()
  const total = timeDeltas.reduce((sum, micros) => sum + micros, 0)
  for (const [index, id] of samples.entries()) {
    const part = parts.get(id) ?? OTHERS.engine
    shares.set(part, (shares.get(part) ?? 0) + (timeDeltas[index] as number) / total)
  }
  return shares
}

function partsByNode(nodes: readonly ProfileNode[]): Map<number, Part> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parts = new Map<number, Part>()
  const visit = (node: ProfileNode, parent: Part) => {
    const part = partOfFrame(node.callFrame, parent)
    parts.set(node.id, part)
    for (const id of node.children ?? []) visit(byId.get(id) as ProfileNode, part)
  }
  const [root] = nodes
  if (root !== undefined) visit(root, OTHERS.engine)
  return parts
}

/** Builtins of V8 and node's own modules work for who called them. */
function partOfFrame({ functionName, url, lineNumber }: ProfileNode['callFrame'], parent: Part): Part {
  if (functionName === '(garbage collector)') return OTHERS.garbage
  const module = url.includes(LOADER) ? moduleAt(url, lineNumber) : undefined
  if (module !== undefined) return within(parent, partOf(module))
  return url === '' || url.startsWith('node:') ? parent : OTHERS.program
}

const LOADER = join(projectRoot, 'dist/loader')
const bundles = new Map<string, string[]>()

/** esbuild says before each module where it is from. */
function moduleAt(url: string, lineNumber: number): string {
  const path = url.startsWith('file:') ? fileURLToPath(url) : url
  const lines = bundles.get(path) ?? readFileSync(path, 'utf8').split('\n')
  bundles.set(path, lines)
  for (let line = lineNumber; line >= 0; line--) {
    const found = /^\/\/ ((?:loader|src|node_modules)\/\S+)$/.exec(lines[line] as string)
    if (found) return found[1] as string
  }
  return 'loader/'
}
