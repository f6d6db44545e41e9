/** Where a function of built output was written, when the file that ran has a source map. What is doubtful is not said. */
import { readFileSync } from 'node:fs'
import { isAbsolute, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Trace, type Traced, traceMap } from '../source/trace-map.js'
import { mapOfFile } from './map-of-file.js'

/** `file` is relative to the root, with `/`; lines and columns count from 1. */
export interface Position {
  file: string
  line: number
  column: number
}

export interface OriginalPosition extends Position {
  /** What the function was called there, where that is another name. */
  name?: string
}

export type OriginalOf = (at: Position & { name: string }) => OriginalPosition | undefined

/** @param root real path. Files and maps are read when first asked for. */
export function originalPositions(root: string): OriginalOf {
  const traces = new Map<string, Trace | undefined>()
  const lines = new LinesOfSources(root)
  return ({ file, line, column, name }) => {
    if (!traces.has(file)) traces.set(file, traceOf(join(root, file)))
    return attempt(() => {
      const traced = traces.get(file)?.(line, column)
      const found = traced && positionOf(traced, root, lines)
      return found && traced.name && traced.name !== name.split('.').at(-1) ? { ...found, name: traced.name } : found
    })
  }
}

function traceOf(path: string): Trace | undefined {
  return attempt(() => {
    const map = mapOfFile(path)
    return map && traceMap(map.text, map.url)
  })
}

function positionOf(traced: Traced, root: string, lines: LinesOfSources): Position | undefined {
  const { source, line, column } = traced
  const file = fileOf(source, root)
  if (file === undefined) return undefined
  const text = lines.of(file, traced)[line - 1]
  // A map that was made of another text than this one.
  if (text === undefined || column > text.length) return undefined
  return { file, line, column }
}

/** Many functions come from one source, which is read and taken apart once. */
class LinesOfSources {
  /** By the text that a map holds, or by the file where it holds none. */
  readonly #lines = new Map<string, string[]>()

  constructor(readonly root: string) {}

  of(file: string, { source, content }: Traced): string[] {
    // The place of webpack's sources is a guess: the file must be there.
    const held = source.startsWith('file:') ? content : undefined
    const key = held ?? file
    let lines = this.#lines.get(key)
    if (!lines) {
      lines = (held ?? readFileSync(join(this.root, file), 'utf8')).split('\n')
      this.#lines.set(key, lines)
    }
    return lines
  }
}

/** undefined: it is not a file of the project. */
function fileOf(source: string, root: string): string | undefined {
  const path = source.startsWith('file:') ? fileURLToPath(source) : pathOfWebpack(source, root)
  const file = path && relative(root, path)
  return !file || isAbsolute(file) || file.startsWith('..') ? undefined : file.split(sep).join('/')
}

/** `webpack://package/./src/a.ts`, from the folder that it was built in. */
function pathOfWebpack(source: string, root: string): string | undefined {
  const [, path] = /^webpack:\/\/[^/]*\/(.+)$/.exec(source) ?? []
  return path && join(root, decodeURIComponent(path))
}

/** A map may be missing, cut off or made by hand, and its report is right without it: there is nothing to be mended. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
