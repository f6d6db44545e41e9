/** What a folder holds, to be compared with what it holds later. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Everything below `folder`: path, mode, time of the last change, content. */
export function treeOf(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return ['', ...paths].map((path) => {
    const stat = statSync(join(folder, path))
    const content = stat.isDirectory() ? '' : readFileSync(join(folder, path), 'utf8')
    return [path, stat.mode, stat.mtimeMs, stat.ctimeMs, content].join(' ')
  })
}
