/** Finds the source map that a file names at its end: a file beside it, or data in the comment itself. */
import { readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'

export interface MapText {
  text: string
  /** What the map's sources are relative to. */
  url: string
}

const REFERENCE = /^\/\/[#@]\s*sourceMappingURL=(\S+)$/
const DATA = /^data:application\/json\b[^,]*?(;base64)?,(.*)$/

/**
 * undefined: the file names no map, or one that is not on this machine's disk.
 * @throws when a file cannot be read, or an address is none.
 */
export function mapOfFile(path: string): MapText | undefined {
  const reference = referenceIn(readFileSync(path, 'utf8'))
  if (reference === undefined) return undefined
  const own = pathToFileURL(path).href
  const [data, base64, body = ''] = DATA.exec(reference) ?? []
  if (data) return { text: base64 ? Buffer.from(body, 'base64').toString() : decodeURIComponent(body), url: own }
  const url = new URL(reference, own)
  return url.protocol === 'file:' ? { text: readFileSync(fileURLToPath(url), 'utf8'), url: url.href } : undefined
}

/** In the comments that end the text: `//# debugId=` and the like may follow it. */
function referenceIn(text: string): string | undefined {
  let end = text.length
  while (end > 0) {
    const start = text.lastIndexOf('\n', end - 1) + 1
    const line = text.slice(start, end).trim()
    const found = REFERENCE.exec(line)?.[1]
    if (found !== undefined || (line !== '' && !line.startsWith('//'))) return found
    end = start - 1
  }
  return undefined
}
