/** Tells which file of the project a profile means, wherever the profiled program was deployed. */
import { isAbsolute, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Gives for the URL of a frame the path relative to the root, with `/`; undefined: it is none of the project's. A profile
 * may come from another machine: then the project lies where most of its URLs end like files that are here.
 * @param isKnown whether such a file is here.
 */
export function projectPaths(
  root: string,
  urls: Iterable<string>,
  isKnown: (file: string) => boolean,
): (url: string) => string | undefined {
  const paths = new Map<string, string>()
  for (const url of urls) {
    const path = pathOf(url)
    if (path !== undefined) paths.set(url, path)
  }
  const below = (folder: string, path: string) => {
    const file = relative(folder, path).split(sep).join('/')
    return file === '' || file.startsWith('..') || isAbsolute(file) ? undefined : file
  }
  const isHere = [...paths.values()].some((path) => below(root, path) !== undefined)
  const home = isHere ? root : deployedTo([...new Set(paths.values())], isKnown)
  return (url) => {
    const path = paths.get(url)
    return path === undefined || home === undefined ? undefined : below(home, path)
  }
}

/** undefined: node's own code, or text without a file. */
function pathOf(url: string): string | undefined {
  try {
    if (url.startsWith('/')) return url
    if (url.startsWith('file:')) return fileURLToPath(url)
    return /^https?:/.test(url) ? decodeURIComponent(new URL(url).pathname) : undefined
  } catch {
    return undefined // An address that is none leads to no file.
  }
}

/** The folder below which most paths have a file of the same name here; of several the outermost. */
function deployedTo(paths: readonly string[], isKnown: (file: string) => boolean): string | undefined {
  const votes = new Map<string, number>()
  for (const path of paths) {
    const parts = path.split('/')
    const start = parts.findIndex((_, at) => at > 0 && isKnown(parts.slice(at).join('/')))
    if (start === -1 || parts.includes('node_modules')) continue
    const folder = parts.slice(0, start).join('/') || '/'
    votes.set(folder, (votes.get(folder) ?? 0) + 1)
  }
  const [best] = [...votes].sort(([a, votesA], [b, votesB]) => votesB - votesA || a.length - b.length)
  return best?.[0]
}
